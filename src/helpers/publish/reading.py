"""How long a page takes to read."""

import re

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction by adults: M. Brysbaert, "How many words do we read per
minute?", Journal of Memory and Language 109 (2019), 104047."""

ASIDE = re.compile(
    r"<(table|figure|pre|details|svg|script)\b.*?</\1>|<span popover.*?</span>", re.S
)
TAG = re.compile(r"<[^>]+>")


def minutes(page: str) -> int:
    """Return the minutes that the prose of a page takes; tables, figures and code are left out.

    Example:
        >>> minutes("<p>" + "word " * 500 + "</p><table><td>ten more words</td></table>")
        2
    """
    words = len(TAG.sub(" ", ASIDE.sub(" ", page)).split())
    return max(1, round(words / WORDS_A_MINUTE))
