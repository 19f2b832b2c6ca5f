"""Who did what on the routes, capital by capital: tracks of deeds and stated positions."""

import pandas as pd

from helpers.display.bundles import table
from helpers.display.words import capital, count, number_word
from helpers.ledger.dates import long_date
from helpers.sections.briefing import Briefing
from helpers.sections.prose import cite, nothing_public

AGREEMENTS, PLANS, DEEDS = "Agreements", "Plans and promises", "Deeds"
DISRUPTIONS = "Disruptions"
KINDS = (AGREEMENTS, PLANS, DEEDS, DISRUPTIONS)
TRACKS: dict[str, dict[str, tuple[str, ...]]] = {
    "Washington, Yerevan and Baku": {
        AGREEMENTS: (
            "washington-accords-2025-08", "tripp-framework-2026-01", "vance-caucasus-2026-02",
            "rubio-yerevan-2026-05",
        ),
        DEEDS: (
            "az-lifts-transit-2025-10", "first-grain-armenia-2025-11", "aecom-tripp-2026-02",
        ),
    },
    "Moscow, Tehran and Baku": {
        AGREEMENTS: ("baku-trilateral-2025-10",),
        PLANS: (
            "rasht-contract-promised-2025-10", "rasht-contract-next-month-2025-10",
            "rasht-astara-terms-2025-11", "rasht-contract-month-2025-12",
            "rasht-astara-2026-01-minister", "rasht-125km-2026-02", "rasht-contract-april-2026",
            "caspian-summit-plan-2025-10",
        ),
        DEEDS: ("overchuk-east-2025-12", "instc-2025-total"),
        DISRUPTIONS: (
            "caspian-ukraine-strikes-2025-12", "instc-halt-2026-02", "az-border-closed-2026-03",
            "anzali-strike-2026-03",
        ),
    },
    "Ankara and Baku": {DEEDS: ("kars-rail-2025-08",)},
    "Astana, Baku and Tbilisi": {DEEDS: ("titr-surge-2026-03",)},
    "Tehran and Yerevan": {PLANS: ("pezeshkian-yerevan-2025-08", "iran-concerns-eased-2025-08")},
    "Tehran and Baku": {DISRUPTIONS: ("nakhchivan-drones-2026-03",)},
}  # fmt: skip
"""By group of capitals and kind of step, the events since the signing: a coding of this project."""

POSITIONS = (
    ("TRIPP", "Tehran", ("velayati-tripp-2025-08", "pezeshkian-yerevan-2025-08",
                         "iran-concerns-eased-2025-08")),
    ("TRIPP", "Moscow", ("overchuk-tripp-2025-08", "zakharova-tripp-2026-01")),
    ("TRIPP", "Baku", ("washington-accords-2025-08", "az-lifts-transit-2025-10")),
    ("TRIPP", "Yerevan", ("washington-accords-2025-08", "rubio-yerevan-2026-05")),
    ("Rasht-Astara", "Tehran", ("rasht-contract-promised-2025-10", "rasht-contract-month-2025-12",
                                "rasht-125km-2026-02")),
    ("Rasht-Astara", "Moscow", ("rasht-contract-april-2026",)),
    ("Rasht-Astara", "Baku", ("baku-trilateral-2025-10",)),
    ("Aras", "Tehran", ("aghband-bridge-2022",)),
    ("Aras", "Baku", ("aghband-bridge-2023-10",)),
    ("Kars–Dilucu", "Ankara", ("kars-rail-2025-08",)),
)  # fmt: skip
"""Route, capital, and the events in which that capital took a stand, the first one first."""

NO_LATER = "no later one held"


def tracks(report: Briefing) -> None:
    """Show agreements, promises, deeds and disruptions since the signing, by group of capitals."""
    rows = [row for capitals in TRACKS if (row := _track(report, capitals))]
    if not rows:
        nothing_public(report, "steps on the routes since the signing")
        return
    shown = pd.DataFrame(rows).sort_values([AGREEMENTS, DEEDS], ascending=False, kind="stable")
    said = [
        f"{count(r[AGREEMENTS], 'agreement')} and {count(r[DEEDS], 'deed')} of {r['Capitals']}"
        for r in shown.head(2).to_dict("records")
    ]
    table(
        shown,
        label="caucasus-tracks",
        title=f"Since the signing: {', '.join(said)}",
        caption="Events held and coded by this project. Agreements are texts initialled or signed; "
        "deeds are works, trains, limits lifted and freight counted. Counts depend on what was "
        "collected: a difference of one or two says little.",
        kinds={"Latest": "markdown"},
    )


def reactions(report: Briefing) -> None:
    """Show the first stated position of each capital on each route, and the latest."""
    rows = []
    for route, where, ids in POSITIONS:
        found = _known(report, ids)
        if len(found):
            later = _cell(found.iloc[-1]) if len(found) > 1 else NO_LATER
            rows.append({"Route": route, "Capital": where, "First position": _cell(found.iloc[0]),
                         "Latest position": later})  # fmt: skip
    if not rows:
        nothing_public(report, "positions on the routes")
        return
    moved = sum(r["Latest position"] != NO_LATER for r in rows)
    table(
        pd.DataFrame(rows),
        label="caucasus-reactions",
        title=f"{capital(count(len(rows), 'position'))} of a capital on a route, "
        f"{number_word(moved)} with a later statement beside it",
        caption="The words are those of the events held; a position may have been stated earlier "
        "elsewhere.",
        kinds={"First position": "markdown", "Latest position": "markdown"},
    )


def _track(report: Briefing, capitals: str) -> dict[str, object]:
    found = {kind: _known(report, ids) for kind, ids in TRACKS[capitals].items()}
    found = {kind: rows[rows["date"] > report.signed] for kind, rows in found.items()}
    every = pd.concat(list(found.values())).sort_values("date")
    if every.empty:
        return {}
    counts: dict[str, object] = {kind: len(found.get(kind, ())) for kind in KINDS}
    return {"Capitals": capitals, **counts, "Latest": _cell(every.iloc[-1])}


def _cell(event: pd.Series) -> str:
    return f"{event['title']} ({long_date(event['when'])}) {cite(event['keys'])}"


def _known(report: Briefing, ids: tuple[str, ...]) -> pd.DataFrame:
    rows = report.events()
    return rows[rows["event_id"].isin(ids)].sort_values("date")
