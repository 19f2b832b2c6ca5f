"""What the article says beside what the text says: points, blocks, and what was left out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.bundles import note, table
from helpers.display.words import capital, count, join, number_word
from helpers.ledger.dates import long_date
from helpers.sections.clauses.reading import (
    HEADINGS,
    JUDGEMENTS,
    LEVEL_WORDS,
    OBLIGATION,
    read,
    reading_sentence,
    units,
    working,
)
from helpers.sections.prose import cite

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing


def statements(report: Briefing) -> pd.DataFrame:
    """Return the article's points with the verdict on each, in the article's order.

    Adds to the ledger's columns: title (of the heading), group, verdict, confidence.
    """
    rows = report.ledger.article_statements
    j = report.judgements
    return rows.assign(
        title=[HEADINGS.get(h, JUDGEMENTS) for h in rows["heading"]],
        group=[j[c].group for c in rows["claim_id"]],
        verdict=[str(j[c].verdict) for c in rows["claim_id"]],
        confidence=[j[c].confidence for c in rows["claim_id"]],
    )


def reported(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the points that report the text, without the article's own judgements."""
    return rows[rows["heading"] != "judgement"]


def match_sentence(rows: pd.DataFrame, noun: str) -> str:
    """Return "9 of 14 reported points match the text, ..." with every group that occurs."""
    n = Counter(rows["group"])
    parts = [f"{n['holds']} of {len(rows)} {noun} match what is known of the text"]
    for group, words in (
        ("mixed", "do so in part"),
        ("fails", "do not"),
        ("open", "are still open"),
        ("not enough", "cannot be judged"),
    ):
        if n[group]:
            parts.append(f"{number_word(n[group])} {words if n[group] > 1 else _one(words)}")
    return join(parts)


def _one(words: str) -> str:
    swaps = {
        "do so in part": "does so in part",
        "do not": "does not",
        "are still open": "is still open",
    }
    return swaps.get(words, words)


def article_and_text(report: Briefing) -> None:
    """Show each point of the article beside the clauses that bear on it."""
    rows = statements(report)
    clauses = units(report).set_index("clause_id")
    groups: list[tuple[int, str]] = []
    cells = []
    for i, row in enumerate(rows.to_dict("records")):
        if not groups or groups[-1][1] != row["title"]:
            groups.append((i, row["title"]))
        cells.append(_point_row(report, row, clauses))
    table(
        pd.DataFrame(cells),
        label="clauses-article-text",
        title=capital(match_sentence(reported(rows), "reported points")),
        caption="Words not seen: what was looked for in the wording known, with any ending (…), "
        "and not found; not seen is not the same as not there. The third column keeps apart what "
        "was said or agreed outside the treaty. "
        f"The reading is the verdict on the claim, from all findings. {reading_sentence(report)}",
        kinds={
            "The article says": "markdown",
            "The text says": "markdown",
            "Said or agreed elsewhere": "markdown",
            "Reading": "verdict",
        },
        groups=groups,
    )


def _point_row(report: Briefing, row, clauses: pd.DataFrame) -> dict[str, str]:
    return {
        "The article says": f"{row['article_says']} ({row['claim_id']})",
        "The text says": _text_says(row["clause_ids"], clauses)
        if row["clause_ids"]
        else _whole_says(report, row["claim_id"]),
        "Words not seen": ", ".join(f"{w}…" for w in row["words_not_seen"].split(";") if w),
        "Said or agreed elsewhere": _beside(report, row["beside_event_ids"]),
        "Reading": row["verdict"],
        "Confidence": row["confidence"],
    }


def _text_says(ids: str, clauses: pd.DataFrame) -> str:
    wanted = [i for i in ids.split(";") if i in clauses.index]
    if not wanted:
        return "Wording not read."
    said, topics = [], []
    for row in clauses.loc[wanted].to_dict("records"):
        if row["read_level"] == "listed_only":
            topics.append(
                f"{row['title_short'].removesuffix(' (topic only)').lower()} ({row['label']})"
            )
            continue
        force = (
            ""
            if row["obligation"] != row["obligation"]
            else f", *{OBLIGATION[int(row['obligation'])]}*"
        )
        said.append(
            f"**{row['label']}**, {LEVEL_WORDS[row['read_level']]}{force}: {row['text']} "
            f"{cite(row['keys'][:1])}"
        )
    if topics:
        lead = "Wording not read; by" if not said else "By"
        said.append(f"{lead} topic only: {join(dict.fromkeys(topics))}.")
    return "<br>".join(said)


def _whole_says(report: Briefing, claim: str) -> str:
    """Return what the text as a whole says on a point that no single clause bears on."""
    if report.ledger.claims.set_index("claim_id").loc[claim, "proxy"]:
        return "That a paper does not exist cannot be read from a text."
    rows = working(units(report)).dropna(subset=["obligation", "precision"])
    if rows.empty:
        return "Wording not read."
    soft, vague = (rows["obligation"] <= 2).sum(), (rows["precision"] <= 1).sum()
    return (
        f"As coded here, {soft} of {len(rows)} working units owe no stated result, and {vague} "
        "name "
        "a field or a general aim only."
    )


def _beside(report: Briefing, ids: str) -> str:
    found = [e for i in ids.split(";") if i and (e := report.known.event(i)) is not None]
    found = sorted(found, key=lambda e: e["date"])
    return "<br>".join(
        f"{e['title']} ({long_date(e['when'])}) {cite(e['keys'][:2])}" for e in found
    )


def left_out(report: Briefing) -> None:
    """Show the units read that no point of the article touches."""
    rows = read(units(report))
    used = {i for ids in report.ledger.article_statements["clause_ids"] for i in ids.split(";")}
    rows = rows[~rows["clause_id"].isin(used)]
    rows = rows.assign(last=rows["domain"] == "legal_final").sort_values(["last", "clause_id"])
    if rows.empty:
        note("Every unit that was read is touched by a point of the article.")
        return
    table(
        pd.DataFrame(
            {
                "Clause": rows["label"],
                "What it says": [
                    f"**{t}.** {s} {cite(k[:1])}"
                    for t, s, k in zip(rows["title_short"], rows["text"], rows["keys"], strict=True)
                ],
                "Obligation": ["" if o != o else OBLIGATION[int(o)] for o in rows["obligation"]],
            }
        ),
        label="clauses-left-out",
        title=f"{capital(count(len(rows), 'unit'))} of {len(read(units(report)))} read that the "
        "article does not mention",
        caption="Units read that no point of the article was mapped to; final clauses stand last. "
        "An article of "
        "limited length must leave things out; the list shows what a reader of it alone would "
        "miss.",
        kinds={"What it says": "markdown"},
    )
