"""How verdicts fare over the ways of counting, in words: one rule, told alike on every page.

Shares are of the ways that yield a verdict; those that leave too little evidence are told apart.
"""

from collections.abc import Iterable

from helpers.display.words import count, fraction, join, number_word
from helpers.judgement.multiverse import STABLE_SHARE, VERDICTS, Stability, combinations

GROUP_PHRASE = {
    "holds": ("holds", "hold"),
    "mixed": ("is mixed", "are mixed"),
    "fails": ("does not hold", "do not hold"),
    "open": ("is still open", "are still open"),
    "not enough": ("lacks evidence", "lack evidence"),
}
MOST = 1 / 2


def overall(found: Iterable[Stability]) -> str:
    """Return how many verdicts are fragile, and how many more change in some way."""
    verdicts = [s for s in found if s.is_verdict]
    fragile = sum(s.fragile for s in verdicts)
    more = sum(s.moves for s in verdicts) - fragile
    head, every = f"counted in {combinations()} ways", f"of {count(len(verdicts), 'verdict')}"
    if not verdicts:
        return f"{head}, no claim with a verdict can change"
    if not fragile + more:
        return f"{head}, none {every} changes group in any that yields one"
    if not fragile:
        return (
            f"{head}, {number_word(more)} {every} {_changes(more)} in some of those that yield one,"
            f" none in more than {fraction(1 - STABLE_SHARE)}"
        )
    said = (
        f"{head}, {number_word(fragile)} {every} {'keeps its' if fragile == 1 else 'keep their'}"
        f" group in fewer than {fraction(STABLE_SHARE)} of those that yield one"
    )
    return f"{said}, and {number_word(more)} more {_changes(more)} in some" if more else said


def cell(s: Stability) -> str:
    r"""Return how a verdict fares, for a table.

    Example:
        >>> s = Stability("mixed", {"holds": 90, "mixed": 10, "fails": 0, "open": 0})
        >>> cell(s).replace("\u00a0", " ")
        'mixed in 10 % of 100; most read otherwise: holds in 90 %'
    """
    if s.counts["open"]:
        return "still open"
    if not s.is_verdict:
        left = _share(s.ways - s.judged, s.ways) if s.judged else "any"
        return f"no verdict in {left} of {s.ways}"
    if not s.moves:
        return f"{s.group} in all {s.judged}"
    if s.share >= MOST:
        return kept(s)
    other = _groups(s)[1]
    return f"{kept(s)}; most read otherwise: {other} in {_share(s.counts[other], s.judged)}"


def kept(s: Stability) -> str:
    """Return the group of a verdict with its share of the ways that yield one."""
    return f"{s.group} in {_share(s.counts[s.group], s.judged)} of {s.judged}"


def told(s: Stability) -> str:
    """Return how a claim reads in the ways of counting, and whether its verdict is fragile."""
    if s.counts["open"]:
        return f"It {GROUP_PHRASE['open'][0]} in all {s.ways} ways of counting."
    left, whole = s.ways - s.judged, f"{s.ways} ways of counting"
    if not s.judged:
        return f"In all {whole} too little evidence is left for a verdict."
    which = f"the other {s.judged}" if left else whole
    groups = _groups(s)
    if len(groups) == 1:
        which = f"all {'of ' if left else ''}{which}"
        reads = f"in {which} it {GROUP_PHRASE[groups[0]][0]}"
    else:
        first, *rest = (_words(_share(s.counts[g], s.judged)) for g in groups)
        parts = [f"in {first} of {which} it {GROUP_PHRASE[groups[0]][0]}"]
        parts += [f"in {n} it {GROUP_PHRASE[g][0]}" for n, g in zip(rest, groups[1:], strict=True)]
        reads = join(parts)
    if left:
        share = _words(_share(left, s.ways))
        return (
            f"In {share} of {whole} too little evidence is left for a verdict; {reads}.{_sure(s)}"
        )
    return f"{reads[0].upper()}{reads[1:]}.{_sure(s)}"


def _sure(s: Stability) -> str:
    """Return what follows for the verdict printed, if it is fragile."""
    if not s.fragile:
        return ""
    if s.share < MOST:
        return " Most of these read otherwise than the verdict printed, which is fragile."
    return f" Kept in fewer than {fraction(STABLE_SHARE)} of these, the verdict is fragile."


def _groups(s: Stability) -> list[str]:
    """Return the groups that occur among verdicts, that asked after first, then the commonest."""
    found = [g for g in VERDICTS if s.counts[g]]
    return sorted(found, key=lambda g: (g != s.group, -s.counts[g]))


def _share(part: int, whole: int) -> str:
    rounded = round(100 * part / whole)
    return {0: "under\u00a01", 100: "over\u00a099"}.get(rounded, str(rounded)) + "\u00a0%"


def _words(share: str) -> str:
    return share.replace("\u00a0%", " per cent").replace("\u00a0", " ")


def _changes(n: int) -> str:
    return "changes group" if n == 1 else "change group"
