"""The full text of a treaty, split by article and read for what an analyst codes.

Nothing is coded here: verbs give a suggestion, and the analyst decides. No character of the text
is lost: each belongs to the preamble, to an article or to a closing part.
"""

from helpers.ledger.treaty_text.documents import Document, TreatyTextError, read_document
from helpers.ledger.treaty_text.parts import Finding, Part, Split, split
from helpers.ledger.treaty_text.rows import clause_rows
from helpers.ledger.treaty_text.units import Unit, units_of

__all__ = [
    "Document",
    "Finding",
    "Part",
    "Split",
    "TreatyTextError",
    "Unit",
    "clause_rows",
    "read_document",
    "split",
    "units_of",
]
