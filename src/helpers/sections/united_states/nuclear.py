"""The nuclear file: what inspectors counted, and who sat at the table."""

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, mark_days, note_in, quiet, zero_based
from helpers.display.bundles import figure, table
from helpers.display.style import BLUE, GREY, WHITE, canvas, name
from helpers.display.timelines import lanes
from helpers.display.words import capital, count, join, num
from helpers.ledger.dates import days_between, long_date, shift_days
from helpers.sections.briefing import Briefing
from helpers.sections.prose import cite, nothing_public
from helpers.sections.united_states.markets import numbered

STOCK, CARRIED = "iran_heu60_stock", "iran_heu60_carried_forward"
STRIKES = (
    "us-iran-round1-muscat-2025-04-12",
    "israel-strikes-iran-2025-06-13",
    "us-israel-war-on-iran-2026-02-28",
)
"""Events marked by number beside the stock: the first round of talks, and the attacks."""

REPEATED = (
    "Hollow: the last value repeated without inspection, joined by no line, for the stock since "
    "then is unknown, not flat. "
)
"""Said once there is such a value."""

LANES = ("With Russia", "With others", "The two alone")


def enriched_stock(report: Briefing) -> None:
    """Draw the stock of uranium at 60 per cent: verified dots, then values only repeated."""
    rows = report.figures.of(STOCK, "IRN", str(report.parameters.since))
    if rows.empty:
        nothing_public(report, f"the stock of enriched uranium since {report.parameters.since}")
        return
    carried = report.figures.of(CARRIED, "IRN")
    last, day = rows.iloc[-1], rows["end"].iloc[-1]
    age = max(0, days_between(day, report.as_of))
    marks, key = numbered(report, STRIKES)
    figure(
        _draw_stock(rows, carried, report, marks),
        label="united_states-heu",
        title=f"The last verified stock, {num(last['value'], 1)} kg for "
        f"{long_date(last['period'])}, was {count(age, 'day')} old on {long_date(report.as_of)}",
        subtitle="Iranian uranium enriched up to 60 per cent at the dates of account of the "
        "IAEA, kg",
        caption="Filled: verified by inspectors. "
        + (REPEATED if len(carried) else "")
        + "Press relays of restricted reports; values without a day stand at the middle of their "
        "month. " + f"{key}How many weapons a stock would make is disputed and not drawn.",
        alt=_stock_alt(rows, len(carried), report.signed),
        source=report.figures.citations(pd.concat([rows, carried])),
        data=pd.concat([rows, carried])[["series", "period", "value", "known_on", "note"]],
    )


def _stock_alt(rows: pd.DataFrame, repeated: int, signed: str) -> str:
    first, last = rows.iloc[0], rows.iloc[-1]
    before = rows[rows["end"] <= signed]["value"]
    parts = [f"From {num(first['value'])} kg in {long_date(first['period'])}"]
    if len(before):
        parts.append(f" to {num(before.iloc[-1])} kg at the last account before the signing")
    parts.append(f"; last verified {num(last['value'], 1)} kg")
    if repeated:
        parts.append(f"; {count(repeated, 'value')} repeated without inspection")
    return "".join(parts) + "."


def _draw_stock(rows: pd.DataFrame, carried: pd.DataFrame, report: Briefing, marks) -> Figure:
    fig, (ax,) = canvas(3.2)
    x = [min(at(p), at(report.as_of)) for p in rows["period"]]
    ax.plot(x, rows["value"], color=BLUE, drawstyle="steps-post", lw=1.3, alpha=0.75)
    ax.scatter(x, rows["value"], s=34, c=BLUE, zorder=3)
    if len(carried):
        ax.scatter(
            [min(at(p), at(report.as_of)) for p in carried["period"]],
            carried["value"],
            s=46,
            marker="D",
            c=WHITE,
            edgecolors=GREY,
            linewidths=1.4,
            zorder=3,
        )
        note_in(ax, "◇ hollow: repeated, not verified")
    date_axis(ax, rows["start"].min(), shift_days(report.as_of, 15))
    zero_based(ax, pad=0.12)
    mark_days(ax, [*report.treaty_days[:1], *marks], report.as_of)
    crowded = x[-1] > at(report.as_of) - 0.1 * (x[-1] - x[0])
    ax.annotate(
        f"{num(rows['value'].iloc[-1], 1)} kg",
        (x[-1], rows["value"].iloc[-1]),
        xytext=(-6, 4) if crowded else (5, 10),
        textcoords="offset points",
        ha="right" if crowded else "left",
        fontsize=8.5,
        fontweight="bold",
        color=BLUE,
    )
    quiet(ax)
    return fig


def talk_events(report: Briefing) -> pd.DataFrame:
    """Return events of the talks since the signing, with the third parties named and a lane."""
    rows = report.events(["iran_talks"])
    rows = rows[rows["date"] >= report.signed].sort_values(["date", "event_id"])
    others = [[a for a in text.split(";") if a not in ("USA", "IRN")] for text in rows["actors"]]
    lane = [LANES[0] if "RUS" in o else LANES[1] if o else LANES[2] for o in others]
    return rows.assign(others=others, lane=lane)


def talks(report: Briefing) -> None:
    """Draw the events of the talks by who was named beside the two sides."""
    rows = talk_events(report)
    if rows.empty:
        nothing_public(report, "talks since the signing")
        return
    figure(
        lanes(
            rows.assign(label=rows["title"])[["date", "when", "lane", "label"]],
            as_of=report.as_of,
            order=LANES,
            marks=report.treaty_days,
            first=shift_days(report.signed, -20),
        ),
        label="united_states-talks",
        title=talks_title(rows),
        subtitle="Events of the nuclear talks since the signing, by the parties named beside "
        "Iran and the United States",
        caption="A party is named if the event lists it among its actors: as host, mediator, "
        "speaker or the one that offers. Offers and refusals count as events. Events held by "
        "this project, not a full register.",
        alt=". ".join(
            f"{lane}: {join(part['title'])}" for lane, part in rows.groupby("lane", sort=False)
        )
        + ".",
        source=cite([k for keys in rows["keys"] for k in keys]),
        data=rows.assign(date=rows["when"])[["event_id", "date", "lane", "title"]],
    )


def talks_title(rows: pd.DataFrame) -> str:
    """Return how often Russia is named in the talks, and how many events came after that."""
    named = rows[rows["lane"] == LANES[0]]
    if named.empty:
        return f"Russia is named in none of {count(len(rows), 'event')} of the talks"
    last, when = named.sort_values("date").iloc[-1][["date", "when"]]
    after = int((rows["date"] > last).sum())
    tail = (
        f"; in the {after if after > 1 else ''} after {long_date(when)} it is not" if after else ""
    )
    tail = tail.replace("the  after", "one after")
    return f"Russia is named in {len(named)} of {count(len(rows), 'event')} of the talks{tail}"


def talks_table(report: Briefing) -> None:
    """Tabulate each event of the talks: what came of it, third parties, Russia named or not."""
    rows = talk_events(report)
    if rows.empty:
        return
    thirds = pd.Series([o for part in rows["others"] for o in part]).value_counts()
    said = [f"{name(str(k))} {v}" for k, v in thirds.items()]
    table(
        pd.DataFrame(
            {
                "Date": list(rows["when"]),
                "Event and outcome": [
                    f"**{t}.** {s} {cite(k)}"
                    for t, s, k in zip(rows["title"], rows["summary"], rows["keys"], strict=True)
                ],
                "Third parties": [join(name(o) for o in part) or "none" for part in rows["others"]],
                "Russia named": ["yes" if "RUS" in part else "no" for part in rows["others"]],
            }
        ),
        label="united_states-talks",
        title=f"Third parties named in the talks, by number of events: {join(said)}"
        if said
        else "No third party is named in the talks",
        caption=f"{capital(count(len(rows), 'event'))}, oldest first. To be named is not to be "
        "accepted: the text says what became of an offer.",
        kinds={"Date": "date", "Event and outcome": "markdown"},
    )
