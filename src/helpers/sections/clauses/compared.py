"""Beside other treaties: features seen, denied or not seen, and the check against ATOP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.display.bundles import figure, note, say, table
from helpers.display.style import BLUE, GREY, RED, WHITE, canvas
from helpers.display.words import capital, count, join, number_word
from helpers.sections.clauses.reading import OLD_TREATY, TREATY, read, settings, units
from helpers.sections.clauses.treaties import compared, name, standing, treaties
from helpers.sections.prose import cite

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

FLAGS = {
    "defence": "mutual defence",
    "offence": "joint offence",
    "neutrality": "no aid to attacker",
    "nonaggression": "no force between them",
    "nuclear_umbrella": "nuclear umbrella",
    "consultation": "consultation",
    "arms_supply": "arms supply",
    "military_technical": "military-technical",
    "joint_exercises": "joint exercises",
    "intelligence_exchange": "intelligence",
    "territory_denial": "territory denied",
}
GROUPS = (("Bind in war", 5), ("Talk", 1), ("Cooperate", 5))
DENIALS = ("treaty-differs-jalali", "treaty-duma")
"""Events in which a party said that the treaty holds no mutual defence."""

CAVEATS = (
    ("SU-IR-1921", "gibler-1921-text", "The right of 1921 to send troops served one side only."),
    (
        "AZ-TR-2021",
        "azertag-2021-06-shusha",
        "Shusha leaves the form of help to talks, but counts.",
    ),
    ("RU-VE-2025", "eadaily-2025-10-venezuela", "Venezuela's military-technical flag is disputed."),
)
"""What to beware of in a row, and the source without which it could not be said."""

ATOP = {
    "atop_defense_pact": "defence",
    "atop_neutral_pact": "neutrality",
    "atop_nonagg_pact": "nonaggression",
    "atop_consul_pact": "consultation",
}
ATOP_PAIRS = {OLD_TREATY: "RUS-IRN", "RU-CN-2001": "RUS-CHN"}


def flags(report: Briefing) -> pd.DataFrame:
    """Return, by treaty and feature: seen, not seen, denied, or "" where no text was codable."""
    out = {}
    for treaty in compared(report):
        rows = read(units(report, treaty))
        seen = {f: "" if rows.empty else _seen(report, rows, f) for f in FLAGS}
        out[treaty] = seen
    if out[TREATY]["defence"] == "not seen" and _denied(report):
        out[TREATY]["defence"] = "denied"
    return pd.DataFrame(out).T


def _seen(report: Briefing, rows: pd.DataFrame, flag: str) -> str:
    strict = flag == "consultation" and settings(report).consultation == "strict"
    found = (rows["consultation_strict" if strict else flag] == 1).any()
    if flag == "nonaggression" and settings(report).count_preamble_nonaggression:
        found |= ((rows["treaty_id"] == TREATY) & (rows["article"] == "P")).any()
    return "seen" if found else "not seen"


def _denied(report: Briefing) -> list[str]:
    events = [report.known.event(e) for e in DENIALS]
    return [k for e in events if e is not None for k in e["keys"]]


def flag_matrix(report: Briefing) -> None:
    """Draw which features were seen in which treaty."""
    rows = flags(report)
    sizes = {i: len(read(units(report, i))) for i in rows.index}
    labels = {
        i: ", ".join(filter(None, [name(report, i), standing(report, i)])) for i in rows.index
    }
    strict = settings(report).consultation == "strict"
    keys = [k for i in rows.index for ks in units(report, i)["keys"] for k in ks[:1]]
    figure(
        draw_matrix(rows, labels, sizes),
        label="clauses-flags",
        title=_matrix_title(rows),
        subtitle="Features seen in the clauses read of each treaty; at the right, units read",
        caption="✓ seen; empty ring: not seen in what was read, which is not the same as absent; "
        "barred ring: a party "
        "said that it is not there; hatched: no text to code. How much was read differs widely, "
        "so rows must not be "
        "ranked by their number of ticks. Consultation is counted in the "
        f"{'strict' if strict else 'broad'} sense. " + _caveats(report, rows.index),
        alt="; ".join(_row_in_words(labels[i], rows.loc[i]) for i in rows.index) + ".",
        source=cite(keys + _denied(report)),
        data=rows.assign(
            treaty=[labels[i] for i in rows.index], units=[sizes[i] for i in rows.index]
        ).reset_index(names="id"),
    )


def _caveats(report: Briefing, ids: pd.Index) -> str:
    said = [text for i, source, text in CAVEATS if i in ids and report.known.keys(source)]
    return " ".join(said)


def _matrix_title(rows: pd.DataFrame) -> str:
    codable = rows[(rows != "").any(axis=1)]
    others = codable.drop(index=TREATY, errors="ignore")
    promise = (others["defence"] == "seen").sum()
    this = str(rows.loc[TREATY, "defence"])
    said = {
        "seen": "this one does too",
        "denied": "in this one none was seen, and the parties deny one",
        "not seen": "in this one none was seen",
        "": "this one could not be read",
    }[this]
    if others.empty:
        return f"{capital(said)}: a promise of mutual defence; no other treaty could be compared"
    many = count(len(others), "other treaty", "other treaties")
    verb = "holds" if promise == 1 else "hold"
    return f"{capital(number_word(int(promise)))} of {many} read {verb} mutual defence; {said}"


def _row_in_words(label: str, row: pd.Series) -> str:
    if (row == "").all():
        return f"{label}: no text to code"
    seen = [FLAGS[str(f)] for f, v in row.items() if v == "seen"]
    return f"{label}: {join(seen) or 'none'} seen" + (
        "; mutual defence denied by the parties" if row["defence"] == "denied" else ""
    )


def draw_matrix(rows: pd.DataFrame, labels: dict[str, str], sizes: dict[str, int]) -> Figure:
    """Return the matrix of treaties by features."""
    fig, (ax,) = canvas(0.36 * len(rows) + 1.35)
    places = _places()
    for y, (treaty, row) in enumerate(zip(sizes, rows.to_numpy(), strict=True)):
        if any(row):
            for x, value in zip(places, row, strict=True):
                _flag(ax, x, y, value)
        else:
            box = Rectangle((places[0] - 0.4, y - 0.3), places[-1] - places[0] + 0.8, 0.6)
            box.set(facecolor=WHITE, edgecolor=GREY, hatch="////", lw=0.6)
            ax.add_patch(box)
        ax.text(places[-1] + 1.3, y, str(sizes[treaty]), ha="right", va="center", fontsize=8.5)
    for x, words in zip(places, FLAGS.values(), strict=True):
        ax.text(x - 0.1, -0.62, words, rotation=38, ha="left", va="bottom", fontsize=8)
    ax.set_yticks(range(len(rows)), [labels[i] for i in rows.index])
    for tick, treaty in zip(ax.get_yticklabels(), rows.index, strict=True):
        tick.set_fontweight("bold" if treaty == TREATY else "normal")
    ax.set_ylim(len(rows) - 0.1, -0.6)
    ax.set_xlim(places[0] - 0.6, places[-1] + 1.6)
    ax.set_xticks([])
    ax.tick_params(length=0)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    _name_groups(ax, places, len(rows))
    return fig


def _name_groups(ax: Axes, places: list[float], rows: int) -> None:
    """Write under the matrix what each group of columns is about."""
    foot: dict[str, Any] = {"va": "top", "fontsize": 8, "color": GREY}
    ax.text(places[-1] + 1.45, rows - 0.32, "units read", ha="right", **foot)
    start = 0
    for title, n in GROUPS:
        left, right = places[start] - 0.35, places[start + n - 1] + 0.35
        ax.plot([left, right], [rows - 0.42] * 2, color=GREY, lw=1)
        ax.text((left + right) / 2, rows - 0.32, title, ha="center", **foot)
        start += n


def _places() -> list[float]:
    places, x = [], 0.0
    for _, n in GROUPS:
        places += [x + i for i in range(n)]
        x += n + 0.45
    return places


def _flag(ax, x: float, y: float, value: str) -> None:
    seen = value == "seen"
    ax.scatter(
        x,
        y,
        s=120,
        c=BLUE if seen else WHITE,
        edgecolors=BLUE if seen else RED if value == "denied" else GREY,
        linewidths=1.4 if value == "denied" else 0.7,
        zorder=2,
    )
    if seen:
        ax.text(x, y, "✓", ha="center", va="center", fontsize=8, color=WHITE, zorder=3)
    elif value == "denied":
        ax.plot([x - 0.2, x + 0.2], [y + 0.2, y - 0.2], color=RED, lw=1.4, zorder=3)


def atop_check(report: Briefing) -> None:
    """Show our reading of two older treaties beside the codes of the ATOP data."""
    chosen = {t: e for t, e in ATOP_PAIRS.items() if t in compared(report)}
    rows = [row for t, e in chosen.items() for row in _atop_rows(report, t, e)]
    if not rows:
        note("No comparator chosen has a code in the ATOP data held here.")
        return
    same = sum(r["Agree"] == "yes" for r in rows)
    table(
        pd.DataFrame(rows),
        label="clauses-atop",
        title=f"Our reading agrees with the ATOP codes in {same} of {len(rows)} cells",
        caption="ATOP codes whole treaties and every pact that binds a pair in the year; our "
        "flags rest on the part that was "
        "read. Where ATOP has a feature and we have not seen it, partial reading or another pact "
        "is the likely reason. " + report.figures.caveat(*ATOP),
        source=report.figures.citations(report.figures.of(list(ATOP), list(chosen.values()))),
    )
    missed = [r for r in rows if r["Agree"] == "no"]
    if missed:
        said = join(f"{r['Feature']} ({r['Treaty']})" for r in missed)
        say(f"The codes differ on {said}. That is a measure of what reading a part can miss.")


def _atop_rows(report: Briefing, treaty: str, pair: str) -> list[dict[str, str]]:
    ours, out = flags(report).loc[treaty], []
    for series, flag in ATOP.items():
        last = report.figures.last(series, pair)
        if last is None or ours[flag] == "":
            continue
        theirs, seen = last["value"] == 1, ours[flag] == "seen"
        out.append(
            {
                "Treaty": name(report, treaty),
                "Feature": FLAGS[flag],
                "ATOP": f"{'yes' if theirs else 'no'} ({last['period']})",
                "Here": str(ours[flag]),
                "Agree": "yes" if theirs == seen else "no",
            }
        )
    return out


def treaty_table(report: Briefing) -> None:
    """Show the treaties compared: parties, days, term, renewal and how much was read."""
    rows = treaties(report)
    cells = []
    for i in compared(report):
        row, seen = rows.loc[i], read(units(report, i))
        cited = cite(report.known.keys(str(row["source_ids"]))[:2])
        cells.append(
            {
                "Treaty": f"**{name(report, i)}** {row['title']} {cited}",
                "Signed": row["signed"],
                "Standing": standing(report, i) or "day of effect not held",
                "Term, years": row["term_years"],
                "Renewal": row["renewal"],
                "Articles": row["articles"],
                "Units read": len(seen),
            }
        )
    table(
        pd.DataFrame(cells),
        label="clauses-treaties",
        title=f"{capital(count(len(cells) - 1, 'treaty', 'treaties'))} beside this one",
        caption="Standing by the dates held. A blank says that the entry was not seen. Units "
        "read: the basis of the flags.",
        kinds={"Treaty": "markdown", "Signed": "date"},
    )
