"""What the page brings along: Pyodide's core from npm and wheels from PyPI, pinned by their hashes.

The clients know their registries; what they bring is kept, so that a second build asks nobody.
"""

import base64
import functools
import hashlib
import io
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.publish.cache import put
from helpers.publish.live.faults import LiveError, UnreachableError

LOCK = Path(__file__).with_name("pyodide.lock.json")
SECONDS = 300
"""Longest wait for a client: twenty megabytes even over a slow line."""


@functools.cache
def lock() -> dict[str, Any]:
    """Return versions and hashes of all that is brought along."""
    pinned: dict[str, Any] = json.loads(LOCK.read_text("utf-8"))
    return pinned


def core(kept: Path) -> dict[str, bytes]:
    """Return the files of Pyodide's core by name.

    Args:
        kept: folder in which downloads are kept.

    Raises:
        LiveError: if it is not kept and cannot be had, or is not what the lock says.
    """
    pin = lock()["pyodide"]
    name = f"pyodide-{pin['version']}.tgz"
    data = _kept(kept / name, lambda data: _integrity(data) == pin["integrity"])
    if data is None:
        data = _packed(pin["version"], name)
        if _integrity(data) != pin["integrity"]:
            raise LiveError(_altered(name))
        _keep(kept / name, data)
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        found = {n: archive.extractfile(f"package/{n}") for n in pin["files"]}
        return {name: file.read() for name, file in found.items() if file is not None}


def wheels(kept: Path) -> dict[str, bytes]:
    """Return the wheels by file name.

    Args:
        kept: folder in which downloads are kept.

    Raises:
        LiveError: if one is not kept and cannot be had, or is not what the lock says.
    """
    pins = lock()["wheels"]
    out = {p["file"]: _kept(kept / p["file"], _is(p["sha256"])) for p in pins.values()}
    lacking = {n: p for n, p in pins.items() if out[p["file"]] is None}
    if lacking:
        for name, data in _downloaded(lacking).items():
            out[name] = data
            _keep(kept / name, data)
    return {name: data for name, data in sorted(out.items()) if data is not None}


def _packed(version: str, name: str) -> bytes:
    """Return the npm package as `npm pack` brings it."""
    npm = shutil.which("npm")
    if npm is None:
        raise UnreachableError(
            "npm is not installed; it is needed once, to download Pyodide. Install Node.js (on "
            f"Debian: apt-get install npm), or put {name} into the cache folder."
        )
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", "--silent", f"pyodide@{version}"]
        _run(command, f"Pyodide {version} could not be downloaded with npm", Path(folder))
        return (Path(folder) / name).read_bytes()


def _downloaded(pins: Mapping[str, Mapping[str, str]]) -> dict[str, bytes]:
    """Return wheels by file name, as `pip download` brings them."""
    python = lock()["python"]
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
            "--retries=1", "--no-deps", "--only-binary=:all:",
            f"--python-version={python['version']}",
            "--implementation=cp", f"--abi={python['abi']}", "--abi=none",
            f"--platform={python['platform']}", "--platform=any", "--dest", folder,
            *(f"{name}=={pin['version']}" for name, pin in pins.items()),
        ]  # fmt: skip
        _run(command, f"{', '.join(pins)} could not be downloaded with pip", Path(folder))
        out = {}
        for pin in pins.values():
            data = (Path(folder) / pin["file"]).read_bytes()
            if not _is(pin["sha256"])(data):
                raise LiveError(_altered(pin["file"]))
            out[pin["file"]] = data
        return out


def _run(command: list[str], failure: str, folder: Path) -> None:
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=SECONDS
        )
        said = done.stderr.strip().splitlines()[-1:] if done.returncode else None
    except (OSError, subprocess.TimeoutExpired) as error:
        said = [str(error)]
    if said is not None:
        raise UnreachableError(
            f"{failure}. A network is needed for the first build only; what is downloaded is kept. "
            f"The client said: {''.join(said) or 'nothing'}"
        )


def _kept(path: Path, is_right: Any) -> bytes | None:
    """Return a kept file; None if there is none, or one that is damaged."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if is_right(data) else None


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    put(path, data)


def _is(sha256: str) -> Any:
    return lambda data: hashlib.sha256(data).hexdigest() == sha256


def _integrity(data: bytes) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()


def _altered(name: str) -> str:
    return f"{name} is not the file that {LOCK.name} names: its hash differs. Nothing was built."
