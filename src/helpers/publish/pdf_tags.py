"""The structure of a PDF put right where Typst has no way to say it: heads of rows.

Typst tags the cells of a table's head. That the first cell of a row names the row could only be
said with `pdf.header-cell`, which Python's Typst does not offer; so it is written afterwards.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

LEAF = 64
"""Names in one leaf of the tree of names."""


class TagError(ValueError):
    """The PDF holds other tables than those that were written."""


def tag_rows(document: pikepdf.Pdf, headed: Sequence[bool]) -> None:
    """Make the first cell of each row the row's head, in tables where it is.

    Args:
        document: a tagged PDF; it is changed.
        headed: for each table in the order of the document, whether its rows have heads.

    Raises:
        TagError: if the PDF holds another number of tables.
    """
    root = document.Root.StructTreeRoot
    tables = list(elements(root, "/Table"))
    if len(tables) != len(headed):
        raise TagError(f"{len(tables)} tables are tagged where {len(headed)} were written")
    names: list[tuple[bytes, Any]] = []
    for number, (table, heads) in enumerate(zip(tables, headed, strict=True)):
        if heads:
            names += _tag_table(table, number)
    if names:
        _name_all(root, names, document)


def elements(top: Any, kind: str) -> Iterator[Any]:
    """Yield the elements of a kind under one of the structure tree, in reading order.

    What is within such an element is not searched.
    """
    stack = [top]
    while stack:
        here = stack.pop()
        if here.get("/S") == kind:
            yield here
        else:
            stack += reversed(kids(here))


def kids(element: Any) -> list[Any]:
    """Return the elements directly under one, without marks of content."""
    held = element.get("/K")
    found = list(held) if isinstance(held, Array) else [held]  # type: ignore[call-overload]
    return [k for k in found if isinstance(k, Dictionary) and "/S" in k]


def _tag_table(table: Any, number: int) -> list[tuple[bytes, Any]]:
    """Tag the rows of one table; return the names of their heads."""
    names = []
    for place, row in enumerate(elements(table, "/TR")):
        first, *rest = row.K
        if not rest or first.S == "/TH":
            continue  # the table's own head, or the heading of a group of rows
        name = String(f"R{number}y{place}")
        first.S, first.ID = Name.TH, name
        _of_table(first).Scope = Name.Row
        for cell in rest:
            _of_table(cell).Headers.append(name)
        names.append((bytes(name), first))
    return names


def _of_table(cell: Any) -> Any:
    """Return the attributes of a cell that belong to tables, with a list of its heads.

    Beside them stand those that belong to its look.
    """
    held = cell.A
    found = held[0] if isinstance(held, Array) else held
    if "/Headers" not in found:
        found.Headers = Array()
    return found


def _name_all(root: Any, names: list[tuple[bytes, Any]], document: pikepdf.Pdf) -> None:
    """Add names to the tree of names, which leads from a name to its element."""
    known = _known(root.IDTree) if "/IDTree" in root else []
    ordered = sorted([*known, *names], key=lambda pair: pair[0])
    leaves = []
    for start in range(0, len(ordered), LEAF):
        part = ordered[start : start + LEAF]
        flat = [x for name, element in part for x in (String(name), element)]
        limits = Array([String(part[0][0]), String(part[-1][0])])
        leaves.append(document.make_indirect(Dictionary(Names=Array(flat), Limits=limits)))
    root.IDTree = document.make_indirect(Dictionary(Kids=Array(leaves)))


def _known(node: Any) -> list[tuple[bytes, Any]]:
    found: list[tuple[bytes, Any]] = []
    flat = list(node.get("/Names", []))
    found += [(bytes(n), e) for n, e in zip(flat[::2], flat[1::2], strict=True)]
    for kid in node.get("/Kids", []):
        found += _known(kid)
    return found
