"""Build aside, swap in whole: a folder that either is complete or was never there."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

try:
    import fcntl
except ImportError:  # not on Windows, where two builds of one edition at once are not guarded
    fcntl = None  # type: ignore[assignment]


@contextlib.contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Give a hidden folder beside `target`, and put it in the target's place at the end.

    If the block raises, even KeyboardInterrupt, the folder is removed and the target is as it was.
    Folders that a crashed build left behind are removed first; one that is being built is not.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with _locked(target.parent):
        clean(target)
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.building-", dir=target.parent))
        claim = _claim(folder)
    try:
        yield folder
        folder.chmod(0o755)
        with _locked(target.parent):
            swap(folder, target)
    finally:
        _release(claim)
        shutil.rmtree(folder, ignore_errors=True)


def swap(folder: Path, target: Path) -> None:
    """Put a folder in the target's place; the target is restored if that fails half-way."""
    former = folder.with_name(f"{folder.name}.former".replace(".building-", ".former-"))
    had_target = target.exists()
    try:
        if had_target:
            target.rename(former)
        folder.rename(target)
    except BaseException:
        if had_target and former.exists() and not target.exists():
            former.rename(target)
        raise
    shutil.rmtree(former, ignore_errors=True)


def clean(target: Path) -> None:
    """Remove what crashed builds left; restore the target if one crashed between two renames."""
    for former in sorted(target.parent.glob(f".{target.name}.former-*")):
        if target.exists():
            shutil.rmtree(former, ignore_errors=True)
        else:
            former.rename(target)
    for folder in target.parent.glob(f".{target.name}.building-*"):
        claim = _claim(folder)
        if claim is not None:
            _release(claim)
            shutil.rmtree(folder, ignore_errors=True)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by name, and make sure that the disk has taken them."""
    for name, data in files.items():
        with (folder / name).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a lock on a folder; it ends with the process, so none is ever left behind."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _claim(folder: Path) -> int | None:
    """Return a handle that marks a folder as being built; None if another build holds it."""
    if fcntl is None:
        return -1
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _release(claim: int | None) -> None:
    if claim is not None and claim >= 0:
        os.close(claim)
