"""The modules that run in the browser, found by following imports, as one archive."""

import ast
import io
import sys
import zipfile
from pathlib import Path

from helpers.publish.inputs import NAME, PACKAGE
from helpers.publish.live.faults import LiveError

ENTRY = f"{NAME}.sections.explore.desk"
"""What the page calls; all that it imports comes along."""

PROVIDED = {"pydantic", "pydantic_core", "annotated_types", "typing_extensions"}
"""What the page brings beside the standard library."""

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first day that an archive can tell: the same modules give the same bytes."""


def archive(package: Path = PACKAGE) -> bytes:
    """Return the modules behind the page as a zip file.

    Args:
        package: folder of the package `helpers`.

    Raises:
        LiveError: if one of them needs a library that the page does not bring.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for path in sorted(reachable(ENTRY, package).values()):
            name = zipfile.ZipInfo(f"{NAME}/{path.relative_to(package).as_posix()}", LONG_AGO)
            name.external_attr = 0o644 << 16
            file.writestr(name, path.read_bytes(), zipfile.ZIP_DEFLATED, compresslevel=9)
    return out.getvalue()


def reachable(entry: str, package: Path = PACKAGE) -> dict[str, Path]:
    """Return the modules of the package that one of them reaches, itself and packages included.

    Imports inside functions do not count: they are for places where more is installed.

    Args:
        entry: full name of a module.
        package: folder of the package.

    Raises:
        LiveError: if one needs a library that the page does not bring.
    """
    found: dict[str, Path] = {}
    ahead = [entry]
    while ahead:
        name = ahead.pop()
        path = _file(name, package)
        if path is None or name in found:
            continue
        found[name] = path
        for wanted in _imports(path):
            if wanted.partition(".")[0] == NAME:
                ahead.append(wanted)
            elif wanted.partition(".")[0] not in PROVIDED | sys.stdlib_module_names:
                raise LiveError(
                    f"{name} imports {wanted}, which the page in the browser does not have. "
                    "Import it where it is used outside the browser, in another module."
                )
        ahead.append(name.rpartition(".")[0])
    return found


def _file(name: str, package: Path) -> Path | None:
    """Return the file of a module or package; None for what is neither, such as a function."""
    parts = name.split(".")[1:]
    place = package.joinpath(*parts)
    if name and (place / "__init__.py").is_file():
        return place / "__init__.py"
    module = place.with_suffix(".py")
    return module if parts and module.is_file() else None


def _imports(path: Path) -> list[str]:
    """Return what a module imports as it is loaded."""
    found: list[str] = []
    ahead: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    while ahead:
        node = ahead.pop()
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [node.module]
            if node.module.partition(".")[0] == NAME:
                found += [f"{node.module}.{alias.name}" for alias in node.names]
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            ahead += ast.iter_child_nodes(node)
    return found
