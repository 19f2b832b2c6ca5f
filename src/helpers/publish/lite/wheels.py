"""Wheels for the reader's browser, zipped from what is installed here: the same versions."""

import tempfile
import zipfile
from collections.abc import Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from helpers.publish.lite.faults import LiteError

PACKAGE = Path(__file__).resolve().parents[2]
REPORT = "treaty-report"
PURE = ("comm", "ipywidgets", "jupyterlab_widgets", "mistune")
"""What notebooks and the kernel need and Pyodide does not have: plain Python, put into the site."""


def wheels() -> dict[str, bytes]:
    """Return the wheels that come with the site, by file name.

    That of the report names no requirements: some of them, such as Typst, do not exist in a
    browser, and no notebook imports those.
    """
    version = installed(REPORT).version
    files = {
        f"helpers/{path.relative_to(PACKAGE).as_posix()}": path.read_bytes()
        for path in sorted(PACKAGE.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    info = f"{REPORT.replace('-', '_')}-{version}.dist-info"
    files[f"{info}/METADATA"] = (
        f"Metadata-Version: 2.1\nName: {REPORT}\nVersion: {version}\n".encode()
    )
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    return dict([_wheel(files), *(_wheel(_files(name)) for name in PURE)])


def _files(name: str) -> dict[str, bytes]:
    """Return the files of an installed distribution that lie where Python imports from."""
    found = installed(name)
    return {
        path.as_posix(): Path(str(found.locate_file(path))).read_bytes()
        for path in found.files or []
        if ".." not in path.parts and path.suffix != ".pyc" and path.name != "RECORD"
    }


def _wheel(files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Return name and bytes of a wheel of plain Python; files as a mapping of names."""
    info = next(name for name in files if name.endswith(".dist-info/METADATA")).split("/")[0]
    record = "".join(f"{name},,\n" for name in sorted([*files, f"{info}/RECORD"]))
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in sorted({**files, f"{info}/RECORD": record.encode()}.items()):
                archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        file.seek(0)
        return f"{info.removesuffix('.dist-info')}-py3-none-any.whl", file.read()


def installed(name: str) -> Distribution:
    """Return an installed distribution.

    Raises:
        LiteError: if it is not installed.
    """
    try:
        return distribution(name)
    except PackageNotFoundError:
        raise LiteError(f"{name} is not installed: pip install -c constraints.txt -e .") from None
