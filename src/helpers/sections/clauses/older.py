"""The older treaty and this one: what is repeated, extended, or not seen again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.bundles import figure, table
from helpers.display.style import BLUE, GREY, INK, ORANGE, RED, canvas
from helpers.display.words import capital, count, join, number_word, short
from helpers.sections.clauses.acts import told
from helpers.sections.clauses.reading import OLD_TREATY, TREATY, units
from helpers.sections.clauses.treaties import signed_in
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

RELATIONS = {
    "repeated": (BLUE, "-", "repeated"),
    "extended": (ORANGE, (0, (5, 2)), "extended"),
    "cannot_tell": (GREY, (0, (1, 2)), "cannot tell"),
}
EARLIER_TOPICS = ("trade", "payments", "implementing", "customs", "corridor")


def pairs(report: Briefing) -> pd.DataFrame:
    """Return the lineage rows whose clauses could be known, with the titles of both.

    Adds: old_title, new_title, label (of the newer clause).
    """
    old = _known(units(report, OLD_TREATY))
    new = _known(units(report, TREATY))
    rows = report.ledger.lineage
    fits = [
        (o == "" or o in old.index) and (n == "" or n in new.index)
        for o, n in zip(rows["clause_2001"], rows["clause_2025"], strict=True)
    ]
    rows = rows[fits]
    return rows.assign(
        old_title=[old["title_short"].get(o, "") for o in rows["clause_2001"]],
        new_title=[new["title_short"].get(n, "") for n in rows["clause_2025"]],
        label=[new["label"].get(n, "") for n in rows["clause_2025"]],
    )


def _known(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["read_level"] != "not_read"].set_index("clause_id")


def lineage(report: Briefing) -> None:
    """Draw the clauses of the older treaty, joined to those of this one by what became of them."""
    rows = pairs(report)
    joined = rows[(rows["clause_2001"] != "") & (rows["clause_2025"] != "")]
    dropped = rows[rows["relation"] == "not_seen_2025"]
    fresh = rows[rows["relation"] == "not_seen_2001"]
    if joined.empty and dropped.empty:
        nothing_public(report, "the wording of the older treaty")
        return
    years = [signed_in(report, t) for t in (OLD_TREATY, TREATY)]
    sources = pd.concat([units(report, OLD_TREATY), units(report, TREATY)]).set_index("clause_id")[
        "keys"
    ]
    ids = [
        i for i in [*joined["clause_2001"], *joined["clause_2025"], *dropped["clause_2001"]] if i
    ]
    figure(
        draw_lineage(joined, dropped, len(fresh), years),
        label="clauses-lineage",
        title=_lineage_title(joined, dropped, years),
        subtitle=f"Clauses read of {years[0]} and their counterparts of {years[1]}",
        caption="Solid: repeated; dashed: extended; dotted: only the topic is known, so nothing "
        "can be said. One reader made "
        f"the pairs. Of {years[0]} little was read, so a clause of {years[1]} without a line is "
        "one for which no "
        "counterpart was seen, not one that is new.",
        alt=_lineage_alt(joined, dropped, fresh, years),
        source=cite([sources[i][0] for i in ids if i in sources.index and sources[i]]),
        data=rows[["clause_2001", "old_title", "relation", "clause_2025", "new_title", "note"]],
    )


def _lineage_title(joined: pd.DataFrame, dropped: pd.DataFrame, years: list[str]) -> str:
    n = joined["relation"].value_counts()
    parts = [
        f"{number_word(int(n[k]))} {verb}"
        for k, verb in (("repeated", "repeat"), ("extended", "extend"))
        if n.get(k)
    ]
    head = (
        f"Of the clauses read of {years[1]}, {join(parts)} what was read of {years[0]}"
        if parts
        else "No counterpart could be paired"
    )
    tail = (
        f"; {count(len(dropped), 'promise')} of {years[0]} "
        f"{'was' if len(dropped) == 1 else 'were'} not seen again"
        if len(dropped)
        else ""
    )
    return head + tail


def _lineage_alt(joined, dropped, fresh, years: list[str]) -> str:
    said = [
        f"{r.old_title} to {r.new_title} ({RELATIONS[r.relation][2]})" for r in joined.itertuples()
    ]
    gone = join(dropped["old_title"]) or "none"
    return (
        f"Pairs from {years[0]} to {years[1]}: {'; '.join(said)}. Not seen again: {gone}. "
        f"Without counterpart seen: {len(fresh)} units of {years[1]}."
    )


def draw_lineage(
    joined: pd.DataFrame, dropped: pd.DataFrame, fresh: int, years: list[str]
) -> Figure:
    """Return two columns of clauses with lines between them; what was dropped stands below."""
    right = {c: float(i) for i, c in enumerate(dict.fromkeys(joined["clause_2025"]))}
    left = {
        str(c): sum(right[n] for n in part["clause_2025"]) / len(part)
        for c, part in joined.groupby("clause_2001", sort=False)
    }
    left |= {c: len(right) + 0.3 + i for i, c in enumerate(dropped["clause_2001"])}
    rows = len(right) + 0.3 + max(len(dropped), 1)
    fig, (ax,) = canvas(0.29 * rows + 0.7)
    _old_column(ax, left, pd.concat([joined, dropped]))
    for row in joined.to_dict("records"):
        colour, style, _ = RELATIONS[row["relation"]]
        a, b = left[row["clause_2001"]], right[row["clause_2025"]]
        ax.plot([0.03, 0.12, 0.5, 0.59], [a, a, b, b], color=colour, ls=style, lw=1.6)
        where = "" if row["label"] == "No number" else f"{row['label']} "
        ax.text(0.62, b, where + short(row["new_title"], 46), va="center", fontsize=8.3)
    more = f"{fresh} further units: no counterpart seen"
    ax.text(0.62, len(right) + 0.3, more, va="center", fontsize=8.3, color=GREY)
    ax.text(0, -0.95, years[0], ha="right", fontsize=9.5, fontweight="bold", va="center")
    ax.text(0.62, -0.95, years[1], fontsize=9.5, fontweight="bold", va="center")
    for colour, style, word in RELATIONS.values():
        ax.plot([], [], color=colour, ls=style, label=word)
    ax.legend(loc="lower center", bbox_to_anchor=(0.45, 0.985), ncols=3, borderaxespad=0)
    ax.set_xlim(-0.68, 1.42)
    ax.set_ylim(rows - 0.5, -1.4)
    ax.set_axis_off()
    return fig


def _old_column(ax: Axes, left: dict[str, float], rows: pd.DataFrame) -> None:
    titles = dict(zip(rows["clause_2001"], rows["old_title"], strict=True))
    gone = set(rows[rows["relation"] == "not_seen_2025"]["clause_2001"])
    for clause, y in left.items():
        tint = RED if clause in gone else INK
        words = short(titles[clause], 46)
        ax.text(0, y, words, ha="right", va="center", fontsize=8.3, color=tint)
        if clause in gone:
            ax.plot([0.03, 0.12], [y, y], color=RED, lw=1.6)
            ax.text(0.15, y, "not seen again", va="center", fontsize=8.3, color=RED)


def earlier(report: Briefing) -> None:
    """Show what already ran between the two before the signing, by field."""
    rows = report.events(EARLIER_TOPICS)
    before = rows[rows["date"] < report.signed].sort_values("date")
    if before.empty:
        nothing_public(report, "earlier agreements")
        return
    after = rows[rows["date"] >= report.signed]
    table(
        pd.DataFrame(
            {
                "Date": list(before["when"]),
                "Field": before["topic"].replace({"implementing": "security"}),
                "What ran already": told(before),
            }
        ),
        label="clauses-earlier",
        title=f"{capital(count(len(before), 'step'))} on trade, payments and information security "
        "came before the signing, "
        f"{count(len(after), 'such step')} after it",
        caption="Acts held by this project, in the fields that the treaty also covers; not a full "
        "register. That a practice "
        "began earlier speaks for continuity; it does not show that the treaty added nothing.",
        kinds={"Date": "date", "What ran already": "markdown"},
    )
