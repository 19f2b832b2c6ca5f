"""Imports without what is imported for no use."""

import contextlib
import sys
from collections.abc import Iterator

UNUSED = ("rfc3987_syntax",)
"""jsonschema, which nbformat imports, takes it if it is there, to check the form of addresses: no
notebook has any. It builds its grammars at its import, for longer than numpy takes."""


@contextlib.contextmanager
def lean_imports() -> Iterator[None]:
    """Let imports in the block do without the modules in UNUSED; all of them are optional."""
    hidden = [name for name in UNUSED if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # an import of it raises ImportError
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)
