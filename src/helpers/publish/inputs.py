"""All that a section's outcome depends on, part by part, found without running anything.

The parts are the notebook's own text, the parameters, the helper sources that it can reach, the
versions of Python and libraries, and the tables of the evidence base.
"""

import ast
import hashlib
import json
import platform
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parents[1]
NAME = PACKAGE.name
RUNNERS = ("run", "kernels", "surroundings", "forked", "nursery", "preload", "warm")
"""Modules of this floor that have a hand in what a kernel puts out."""

LIBRARIES = (
    "ipykernel", "ipython", "matplotlib", "matplotlib-inline", "nbclient", "nbformat", "numpy",
    "pandas", "papermill", "pydantic", "scipy",
)  # fmt: skip
"""Libraries on which what a cell shows may depend."""

DESCRIPTOR = "datapackage.json"
ALWAYS = ("descriptor", "map")
"""Parts of the data that are no tables: each section counts as having read them."""

PARSING = threading.Lock()
"""Held while a text is parsed: CPython 3.11 counts the depth of all threads' trees in one place
and ends with a SystemError where two are built at a time (python/cpython#106905)."""


@dataclass(frozen=True)
class Inputs:
    """What one section's outcome depends on; hashes by name where a part has several members.

    Attributes:
        section: its name.
        code: hash of the notebook's cells, outputs and counts left out.
        parameters: name and value.
        sources: hash by module.
        versions: version by library, and that of Python.
        data: hash by table; a section reads some of them.
    """

    section: str
    code: str
    parameters: Mapping[str, Any]
    sources: Mapping[str, str]
    versions: Mapping[str, str]
    data: Mapping[str, str]

    @cached_property
    def key(self) -> str:
        """Hash of all parts but the data: which tables count is known only after a run."""
        return digest_of([self.section, self.code, self.parameters, self.sources, self.versions])

    def parts(self, tables: Iterable[str]) -> dict[str, Any]:
        """Return all parts as plain values, of the data only the tables named."""
        return {
            "code": {"notebook": self.code},
            "parameters": dict(self.parameters),
            "sources": dict(self.sources),
            "versions": dict(self.versions),
            "data": {name: self.data.get(name, "") for name in sorted({*tables, *ALWAYS})},
        }


def inputs_of(
    section: str, notebook: Path, parameters: Mapping[str, Any], data: Mapping[str, str]
) -> Inputs:
    """Return the inputs of a section.

    Args:
        section: its name.
        notebook: full path.
        parameters: plain values.
        data: hash by table, see `tables`.
    """
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    kept = [(c["cell_type"], c.get("id", ""), c["metadata"], "".join(c["source"])) for c in cells]
    code = [text for kind, _, _, text in kept if kind == "code"]
    return Inputs(
        section,
        digest_of(kept),
        json.loads(json.dumps(dict(parameters))),
        sources(code, notebook.parent),
        versions(LIBRARIES),
        data,
    )


def sources(code: Iterable[str], folder: Path) -> dict[str, str]:
    """Return the hash of every module that code can reach, in this package or beside a notebook.

    Imports are followed as they are written, even those inside functions, whether they are
    reached or not: too much is found rather than too little.

    Args:
        code: texts of cells.
        folder: the notebook's own.
    """
    found = {f"{NAME}.publish.{name}": PACKAGE / f"publish/{name}.py" for name in RUNNERS}
    names = [name for text in code for name in _imports(text, "")]
    local = {n.partition(".")[0] for n in names}
    found |= {n: folder / f"{n}.py" for n in local if (folder / f"{n}.py").is_file()}
    ahead = list(names)
    while ahead:
        name = ahead.pop()
        path = _module(name)
        if path is not None and name not in found:
            found[name] = path
            ahead += [*_imports(path.read_text("utf-8"), name), name.rpartition(".")[0]]
    return {name: file_digest(path) for name, path in sorted(found.items())}


@lru_cache
def versions(names: tuple[str, ...]) -> dict[str, str]:
    """Return the versions of Python, its system and the libraries named."""
    out = {"python": platform.python_version(), "system": platform.system()}
    for name in names:
        try:
            out[name] = version(name)
        except PackageNotFoundError:
            out[name] = "none"
    return out


def tables(data: Path) -> dict[str, str]:
    """Return a hash for each table of a data package, and one for its map layer.

    The descriptor counts with every table, for it types the columns.
    """
    try:
        descriptor = json.loads((data / DESCRIPTOR).read_text("utf-8"))
        resources = [(r, file_digest(data / r["path"])) for r in descriptor["resources"]]
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # the loader says better what is wrong
    parts: dict[str, list[Any]] = {"map": []}
    for resource, digest in resources:
        name = "figures" if "x-theme" in resource else resource["name"]
        if resource["format"] == "csv":
            parts.setdefault(name, []).append([digest, resource])
        elif resource["format"] == "geojson":
            parts["map"].append(digest)
    parts["descriptor"] = [{k: v for k, v in descriptor.items() if k != "resources"}]
    return {name: digest_of(part) for name, part in parts.items()}


def digest_of(value: Any) -> str:
    """Return the SHA-256 of a plain value."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@lru_cache(maxsize=1000)
def _imports(text: str, within: str) -> tuple[str, ...]:
    """Return the modules that a text may import; one with magics in it is read line by line.

    Args:
        text: of a module or a cell.
        within: the module's name, for imports relative to it.
    """
    found: list[str] = []
    for node in ast.walk(_parsed(text)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parent = within.split(".")[: -node.level]
                base = ".".join([*parent, base] if base else parent)
            found += [base, *(f"{base}.{alias.name}" for alias in node.names)]
    return tuple(found)


def _parsed(text: str) -> ast.Module:
    with PARSING:
        try:
            return ast.parse(text)
        except SyntaxError:
            lines = (line.strip() for line in text.splitlines())
            imports = (x for x in lines if x.startswith(("import ", "from ")) and _ok(x))
            return ast.parse("\n".join(imports))


def _ok(line: str) -> bool:
    try:
        ast.parse(line)
    except SyntaxError:
        return False
    return True


def _module(name: str) -> Path | None:
    """Return the file of a module of this package, or None if it is none."""
    first, *rest = name.split(".")
    if first != NAME:
        return None
    path = PACKAGE.joinpath(*rest)
    for file in (path / "__init__.py", path.with_suffix(".py")):
        if file.is_file():
            return file
    return None
