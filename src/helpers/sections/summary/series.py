"""What tests on series add to the verdicts: section by section, and which words they turn."""

import pandas as pd

from helpers.display.bundles import note, table
from helpers.display.words import capital, count, join, number_word
from helpers.judgement.claims import judge
from helpers.judgement.indicators import Reading, readings
from helpers.ledger.views import Known
from helpers.parameters import SECTIONS
from helpers.sections.briefing import Briefing


def series_say(report: Briefing) -> None:
    """Tabulate the indicators of each section by how they read, and the verdicts that they turn."""
    read = list(readings(report.ledger, report.as_of).values())
    if not read:
        note("No indicator is held.")
        return
    turned = turned_words(report)
    speaking = sum(r.speaks for r in read)
    table(
        pd.DataFrame([row_of(s, read) for s in SECTIONS if any(_in(r, s) for r in read)]),
        label="summary-series",
        title=f"{capital(number_word(speaking))} of {count(len(read), 'indicator')} clear their "
        f"threshold; with them {count(len(turned), 'verdict')} "
        f"{'reads' if len(turned) == 1 else 'read'} otherwise"
        + (f": {join(turned)}" if turned else ""),
        caption="Each indicator is a test on a series with a fixed rule; the "
        "sections show rule, value, interval and effect. One that does not clear its threshold, "
        "or whose series stops short of the signing, has no weight; one that feeds no verdict "
        "tells how far other statements bear."
        + ("" if report.parameters.count_indicators else " In this report none is counted."),
    )


def row_of(section: str, read: list[Reading]) -> dict[str, object]:
    """Return how the indicators of a section read, in numbers."""
    own = [r for r in read if _in(r, section)]
    return {
        "Section": SECTIONS[section].title,
        "Indicators": len(own),
        "Clear threshold": sum(r.speaks for r in own),
        "Do not": sum(r.side == "between" for r in own),
        "Cannot speak": sum(r.side == "silent" for r in own),
        "Feed no verdict": sum(not r.indicator.ties for r in own),
    }


def turned_words(report: Briefing) -> list[str]:
    """Return the claims whose verdict is another word with the indicators, and both words."""
    without = report.parameters.model_copy(update={"count_indicators": False})
    plain = judge(Known(report.ledger, without))
    return [
        f"{c} (*{plain[c].verdict}* to *{j.verdict}*)"
        for c, j in report.judgements.items()
        if j.verdict is not plain[c].verdict
    ]


def _in(reading: Reading, section: str) -> bool:
    return reading.indicator.section == section
