"""What could be read: the strip of articles, and the table of every unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.display.bundles import figure, say, table
from helpers.display.style import BLUE, GREY, INK, PANEL, WHITE, canvas
from helpers.display.words import capital, count, join, short
from helpers.ledger.dates import long_date
from helpers.sections.clauses.reading import (
    LEVEL_WORDS,
    LEVELS,
    OBLIGATION,
    PRECISION,
    article_count,
    articles,
    coded_by,
    read,
    share_read,
    units,
    unnumbered,
)
from helpers.sections.prose import cite

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

PER_ROW, KEY_COLUMNS = 16, 3
GLYPH = {"quoted": "Q", "paraphrased": "P", "listed_only": "T", "not_read": ""}
READING_CAVEAT = (
    "This is the reading of this project, through excerpts; the full text is public elsewhere. "
    "The numbers of two articles are partly inferred from order or subject."
)


def strip(report: Briefing) -> None:
    """Draw one cell per article, filled by how it could be known, and the units without number."""
    states, loose = articles(report), unnumbered(report)
    done, topic, total = share_read(report)
    more = f", {topic} more {'is' if topic == 1 else 'are'} known by topic" if topic else ""
    figure(
        draw_strip(states, loose),
        label="clauses-strip",
        title=f"{done} of {total} articles could be read{more}",
        subtitle="Articles of the treaty by how their wording could be known",
        caption="Q quoted word for word, P told in full by a report, T topic only, hatched: not "
        "read. "
        "The small squares are clauses that reports give without a number; they lie inside the "
        "hatched cells and are never added to them. A plus gives further units of the article. "
        + READING_CAVEAT,
        alt=_strip_in_words(states, loose),
        source=cite([k for keys in units(report)["keys"] for k in keys]),
        data=_strip_data(states, loose),
    )


def draw_strip(states: pd.DataFrame, loose: pd.DataFrame) -> Figure:
    """Return the strip as a figure, sixteen articles to a row."""
    numbered = states[states["article"] != "P"].reset_index(drop=True)
    rows = -(-len(numbered) // PER_ROW)
    known = states[states["state"] != "not_read"]
    lines = -(-len(known) // KEY_COLUMNS)
    fig, (ax,) = canvas(0.43 * (rows + 2.4 + 0.42 * lines))
    for i, row in enumerate(numbered.to_dict("records")):
        _cell(ax, 1.35 + i % PER_ROW, i // PER_ROW, row["state"], label=row["article"])
    preamble = states[states["article"] == "P"].iloc[0]
    _cell(ax, 0, 0, preamble["state"], label="Pre.")
    ax.text(0, rows + 0.38, "Without a number", fontsize=8, color=GREY, va="center")
    for i, level in enumerate(loose["read_level"]):
        _cell(ax, i * 0.68, rows + 0.62, level, size=0.6)
    for i, level in enumerate(LEVELS):
        _cell(ax, 0.1 + i * 4.1, -0.78, level, size=0.45)
        ax.text(0.68 + i * 4.1, -0.55, LEVEL_WORDS[level], fontsize=8.5, va="center")
    ax.set_xlim(-0.05, 1.35 + PER_ROW)
    _key(ax, known, rows + 1.75, lines)
    ax.set_ylim(rows + 1.4 + 0.42 * lines, -0.95)
    ax.set_axis_off()
    return fig


def _cell(ax, x: float, y: float, state: str, *, label: str = "", size: float = 0.94) -> None:
    fill = {"quoted": BLUE, "paraphrased": BLUE, "listed_only": PANEL, "not_read": WHITE}[state]
    unread = state == "not_read"
    ax.add_patch(
        Rectangle(
            (x, y), size, size, edgecolor=GREY if unread else BLUE, lw=0.8,
            facecolor=(fill, 0.38) if state == "paraphrased" else fill,
            hatch="////" if unread else None,
        )
    )  # fmt: skip
    ink = WHITE if state == "quoted" else INK
    middle = y + (0.62 if label else 0.52) * size
    ax.text(x + size / 2, middle, GLYPH[state], fontsize=10 if label else 7.5, color=ink,
            ha="center", va="center", fontweight="bold")  # fmt: skip
    if label:
        box = {"facecolor": WHITE, "edgecolor": "none", "pad": 0.8} if unread else None
        place = 0.5 if unread else 0.2
        ax.text(x + size / 2, y + place * size, label, fontsize=7 if not unread else 7.5,
                color=GREY if unread else ink, ha="center", va="center", bbox=box)  # fmt: skip


def _key(ax, known: pd.DataFrame, top: float, lines: int) -> None:
    """Write under the strip what each article known is about."""
    for i, row in enumerate(known.to_dict("records")):
        titles = row["titles"].split("; ")
        more = f" +{len(titles) - 1}" if len(titles) > 1 else ""
        x, y = 6.0 * (i // lines), top + 0.42 * (i % lines)
        name = "Pre." if row["article"] == "P" else row["article"]
        ax.text(x + 0.62, y, name, ha="right", va="center", fontsize=7.5, fontweight="bold")
        ax.text(x + 0.75, y, short(titles[0], 39 - len(more)) + more, va="center", fontsize=7.5)


def _strip_in_words(states: pd.DataFrame, loose: pd.DataFrame) -> str:
    parts = []
    for level in LEVELS:
        names = states[(states["state"] == level) & (states["article"] != "P")]["article"]
        if len(names):
            parts.append(f"{capital(LEVEL_WORDS[level])}: {runs([int(n) for n in names])}")
    of = [f"{(loose['read_level'] == lv).sum()} {LEVEL_WORDS[lv]}" for lv in LEVELS[:3]]
    pre = LEVEL_WORDS[states[states["article"] == "P"]["state"].iloc[0]]
    return f"Articles. {'. '.join(parts)}. Preamble {pre}. Clauses without a number: {join(of)}."


def runs(numbers: list[int]) -> str:
    """Return numbers with neighbours joined: "6, 8–11 and 13".

    Example:
        >>> runs([6, 8, 9, 10, 11, 13])
        '6, 8–11 and 13'
    """
    spans: list[list[int]] = []
    for n in sorted(numbers):
        if spans and n == spans[-1][1] + 1:
            spans[-1][1] = n
        else:
            spans.append([n, n])
    said = [
        [str(a)] if a == b else [str(a), str(b)] if b == a + 1 else [f"{a}–{b}"] for a, b in spans
    ]
    return join(part for parts in said for part in parts)


def _strip_data(states: pd.DataFrame, loose: pd.DataFrame) -> pd.DataFrame:
    first = states.assign(how=states["state"].map(LEVEL_WORDS))
    first = first[["article", "how", "titles", "known_on"]]
    second = loose.assign(
        article="", how=loose["read_level"].map(LEVEL_WORDS), titles=loose["title_short"]
    )
    return pd.concat([first, second[first.columns]])


def growth(report: Briefing) -> None:
    """Say when the wording became known: on the day, within the week, and last."""
    rows = read(units(report)).sort_values("known_on")
    if rows.empty:
        say(f"No unit of the treaty could be read by {long_date(report.as_of)} under these grades.")
        return
    first = (rows["known_on"] <= report.signed).sum()
    late = rows[rows["known_on"] > report.signed]
    text = f"Of the {len(rows)} units read, {first} could be known on the day of the signing"
    if len(late):
        text += f" and {len(late)} only later, the last on {long_date(late.iloc[-1].known_on)}"
    best = rows["grade"].value_counts()
    graded = join(f"{best[g]} on grade {g}" for g in sorted(best.index))
    say(text + f". By the best source that carries them, they stand: {graded}.")


def clause_table(report: Briefing) -> None:
    """Show every unit of the treaty in the order of its articles, runs of unread ones joined."""
    rows = units(report)
    groups: list[tuple[int, str]] = []
    cells: list[dict[str, str]] = []
    total = article_count(report)
    parts = (
        ("Preamble and articles by number", _numbered(rows, total)),
        ("Clauses that reports give without a number", _loose(rows)),
    )
    for heading, part in parts:
        if part:
            groups.append((len(cells), heading))
            cells += part
    done, _, _ = share_read(report)
    loose = len(read(rows[rows["article"] == ""]))
    table(
        pd.DataFrame(cells),
        label="clauses-units",
        title=f"{capital(count(len(read(rows)), 'unit'))} read: {len(read(rows)) - loose} in "
        f"{done} "
        f"articles and the preamble, {loose} without a number",
        caption="A unit is one commitment. Obligation and precision run from 0 to 3; codes are "
        "given only "
        "where words or a full paraphrase were seen. Grade: of the best source that carries the "
        "unit. "
        "Known on: the first day on which one of the admitted sources gave it; a later source may "
        "have "
        f"given more of the wording. {coded_by(report)}",
        kinds={"What it says": "markdown", "Known on": "date", "Grade": "grade"},
        groups=groups,
        interactive=True,
    )


def _numbered(rows: pd.DataFrame, total: int) -> list[dict[str, str]]:
    cells, gap = [], []
    for name in ["P", *[str(n) for n in range(1, total + 1)], ""]:
        part = rows[(rows["article"] == name) & (rows["read_level"] != "not_read")]
        if name and name != "P" and part.empty:
            gap.append(int(name))
            continue
        if gap:
            cells.append(_unread_row(gap))
            gap = []
        if name:
            cells += [_unit_row(row) for row in part.to_dict("records")]
    return cells


def _loose(rows: pd.DataFrame) -> list[dict[str, str]]:
    part = rows[rows["article"] == ""].sort_values(["heading", "clause_id"])
    return [_unit_row(row) for row in part.to_dict("records")]


def _unread_row(gap: list[int]) -> dict[str, str]:
    name = f"Art. {gap[0]}" if len(gap) == 1 else f"Art. {gap[0]}–{gap[-1]}"
    what = "Not read by number; a clause without a number below may belong here."
    return {
        "Article": name, "Read": "not read", "What it says": what, "Heading": "", "Obligation": "",
        "Precision": "", "Known on": "", "Grade": "",
    }  # fmt: skip


def _unit_row(row) -> dict[str, str]:
    inferred = ", number inferred" if row["article_basis"] == "inferred" else ""
    return {
        "Article": row["label"],
        "Read": LEVEL_WORDS[row["read_level"]] + inferred,
        "What it says": f"**{row['title_short']}.** {row['text']} {cite(row['keys'][:2])}",
        "Heading": row["heading"],
        "Obligation": code(row["obligation"], OBLIGATION),
        "Precision": code(row["precision"], PRECISION),
        "Known on": row["known_on"],
        "Grade": row["grade"],
    }


def code(value: float, words: dict[int, str]) -> str:
    """Return a code with its word, such as "3 must"; blank where none was given."""
    return "" if value != value else f"{int(value)} {words[int(value)]}"
