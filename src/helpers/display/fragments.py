"""Verdicts, findings and histories as plain HTML: for panels and pages without matplotlib.

Classes and colours are those of the report's pages; `STYLE` brings both to a host that has none.
"""

import html
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from helpers.ledger.dates import days_between, long_date

EDGES = (0.2, 0.4, 0.6, 0.8)
"""Where the bands of verdicts meet, drawn as thin lines behind shares."""

WIDE, HIGH = 640, 150
"""Size of a history in its own units; it scales with the page."""
LEFT, RIGHT, TOP, FOOT = 34, 8, 8, 24

STYLE = """<style>
.treaty { --fg: var(--jp-ui-font-color1, #1c2126); --muted: #555d66; --rule: #d5dae0;
  --blue: #0b6bb0; --orange: #b35900; --purple: #7a4fb5; --grey: #5f666e; --line: #c9ced6;
  --mark: #fff3c4; --alarm: #b3262e; color: var(--fg); font: 14px/1.5 system-ui, sans-serif; }
[data-jp-theme-light="false"] .treaty { --muted: #a7afb8; --rule: #38404a; --blue: #6cb4ee;
  --orange: #f0964a; --purple: #b79aea; --grey: #a7afb8; --line: #454e59; --mark: #4a4013;
  --alarm: #f47c82; }
.treaty table { border-collapse: collapse; width: 100%; margin: .4em 0 1em; }
.treaty caption { text-align: left; font-weight: 600; padding: .3em 0; }
.treaty :is(th, td) { text-align: left; vertical-align: top; padding: .3em .6em .3em 0;
  border-bottom: 1px solid var(--rule); background: none; white-space: normal; }
.treaty :is(th, td).n { text-align: right; font-variant-numeric: tabular-nums; }
.treaty :is(.d, .i) { white-space: nowrap; }
.treaty tbody th { font-weight: 400; }
.treaty .scroll { overflow-x: auto; }
.treaty svg { max-width: 100%; height: auto; }
.treaty .verdict { white-space: nowrap; --ball: var(--grey); --full: 0%; }
.treaty .verdict .glyph { display: inline-block; width: .75em; height: .75em; border-radius: 50%;
  border: 1.5px solid var(--ball); background: conic-gradient(var(--ball) var(--full), #0000 0); }
.treaty :is(.v-supported, .v-came-true) { --ball: var(--blue); --full: 100%; }
.treaty .v-mostly-supported { --ball: var(--blue); --full: 75%; }
.treaty :is(.v-mixed, .v-came-true-in-part) { --ball: var(--purple); --full: 50%; }
.treaty .v-mostly-contradicted { --ball: var(--orange); --full: 25%; }
.treaty :is(.v-contradicted, .v-did-not-come-true) { --ball: var(--orange); }
.treaty :is(.v-not-enough-evidence, .v-cannot-be-judged) .glyph { height: 0; border-radius: 0; }
.treaty .v-still-open .glyph { border-style: dotted; }
.treaty tr.moved { background: var(--mark); }
.treaty .alarm { color: var(--alarm); font-weight: 600; }
.widget-html-content:has(> .treaty) { min-width: 0; }
.treaty tbody th { min-width: 13em; }
.treaty h4 { font-size: 1.05em; margin: 1em 0 .3em; }
.treaty pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: .3em 0; }
</style>"""
"""For hosts without the report's style sheet; every rule is held to `.treaty`."""


def verdict(word: str) -> str:
    """Return a verdict's word with its mark."""
    name = word.replace(" ", "-")
    glyph = '<span class="glyph" aria-hidden="true"></span>'
    return f'<span class="verdict v-{name}">{glyph} {html.escape(word)}</span>'


def share(p: float | None, interval: tuple[float, float] | None) -> str:
    """Return a drawing of a share with its interval between 0 and 1; empty if there is none."""
    if p is None or interval is None:
        return ""
    lines = "".join(f'<path d="M{100 * e:g} 1v12" stroke="var(--line)"/>' for e in EDGES)
    return (
        '<svg class="share" width="104" height="14" viewBox="-2 0 104 14" aria-hidden="true">'
        f'<path d="M0 7h100" stroke="var(--line)"/>{lines}'
        f'<path d="M{100 * interval[0]:.1f} 7H{100 * interval[1]:.1f}" stroke="var(--grey)"'
        f' stroke-width="3"/><circle cx="{100 * p:.1f}" cy="7" r="4.5" fill="var(--blue)"/></svg>'
    )


def board(rows: Sequence[Mapping[str, Any]], caption: str) -> str:
    """Return claims with their verdicts as a table.

    Args:
        rows: claim_id, text, verdict, was (the word before a change, "" if it is the same), p,
            interval, confidence, n_evidence, n_origins.
        caption: what the table shows.
    """
    heads = ("Claim", "Verdict", "#Share", "", "How sure", "#Findings", "#Origins")
    return _table(caption, heads, "".join(map(_board_row, rows)), "board")


def findings(rows: Sequence[Mapping[str, Any]], caption: str) -> str:
    """Return findings as a table.

    Args:
        rows: evidence_id, finding, stance, known_on, grade, weight (text), counted (yes, no),
            source, source_id, url.
        caption: what the table shows.
    """
    heads = ("Finding", "Stance", "Known on", "Grade", "#Weight", "Counted")
    return _table(caption, heads, "".join(map(_finding_row, rows)), "findings")


def history(steps: Sequence[tuple[str, float | None, str]], last: str, label: str) -> str:
    """Return how the share and the word of a claim went from day to day, as a drawing.

    Args:
        steps: days on which either changed, oldest first, with the share and the word from then.
        last: the day up to which the last step is drawn.
        label: what the drawing shows, for a reader who does not see it.
    """
    first = steps[0][0]
    span = max(1, days_between(first, last))

    def at(day: str) -> float:
        return LEFT + (WIDE - LEFT - RIGHT) * days_between(first, day) / span

    def level(p: float) -> float:
        return TOP + (HIGH - TOP - FOOT) * (1 - p)

    grid = "".join(
        f'<path d="M{LEFT} {level(e):.1f}H{WIDE - RIGHT}" stroke="var(--line)"/>'
        f'<text x="0" y="{level(e) + 4:.1f}">{e:g}</text>'
        for e in (0, *EDGES, 1)
    )
    ends = [day for day, _, _ in steps[1:]] + [last]
    drawn = [(at(d), at(e), level(p)) for (d, p, _), e in zip(steps, ends, strict=True) if p]
    line = "".join(f"M{x:.1f} {y:.1f}H{end:.1f}" for x, end, y in drawn)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>' for x, _, y in drawn)
    return (
        f'<svg role="img" aria-label="{html.escape(label, quote=True)}" viewBox="0 0 {WIDE} {HIGH}"'
        f' width="{WIDE}" font-size="11" fill="var(--fg)" font-family="system-ui, sans-serif">'
        f'{grid}<g fill="var(--blue)" stroke="var(--blue)" stroke-width="2"><path d="{line}"/>'
        f'{dots}</g><text x="{LEFT}" y="{HIGH - 6}">{long_date(first)}</text>'
        f'<text x="{WIDE - RIGHT}" y="{HIGH - 6}" text-anchor="end">{long_date(last)}</text></svg>'
    )


def history_in_words(steps: Iterable[tuple[str, float | None, str]]) -> str:
    """Return from which day on a claim had each word.

    Example:
        >>> history_in_words([("2025-01-20", 0.5, "mixed"), ("2025-03-01", 0.7, "supported")])
        'from 20 January 2025 mixed; from 1 March 2025 supported'
    """
    return "; ".join(f"from {long_date(day)} {word}" for day, _, word in steps)


def listed(items: Iterable[str]) -> str:
    """Return sentences, already HTML, as a list."""
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def alarm(messages: Iterable[str]) -> str:
    """Return what is wrong, so that a screen reader says it at once."""
    said = "<br>".join(html.escape(m) for m in messages)
    return f'<div class="treaty"><p class="alarm" role="alert">{said}</p></div>'


def _board_row(row: Mapping[str, Any]) -> str:
    was = f"<br><small>was: {html.escape(row['was'])}</small>" if row["was"] else ""
    return (
        f'<tr data-claim="{row["claim_id"]}"{" class=moved" if row["was"] else ""}>'
        f'<th scope="row"><b>{row["claim_id"]}</b> {html.escape(row["text"])}</th>'
        f'<td>{verdict(row["verdict"])}{was}</td><td class="n">{_share(row)}</td>'
        f"<td>{share(row['p'], row['interval'])}</td><td>{row['confidence']}</td>"
        f'<td class="n">{row["n_evidence"]}</td><td class="n">{row["n_origins"]}</td></tr>'
    )


def _share(row: Mapping[str, Any]) -> str:
    """Return a share with its interval, as the command line prints both."""
    if row["p"] is None or row["interval"] is None:
        return ""
    low, high = row["interval"]
    return f'{row["p"]:.2f}<br><small class="i">{low:.2f}-{high:.2f}</small>'


def _finding_row(row: Mapping[str, Any]) -> str:
    return (
        f'<tr data-evidence="{row["evidence_id"]}" data-source="{row["source_id"]}">'
        f'<th scope="row">{html.escape(row["finding"])} <small>{row["evidence_id"]}</small>'
        f" {_source(row)}</th><td>{html.escape(row['stance'])}</td>"
        f'<td class="d">{row["known_on"]}</td><td>{row["grade"]}</td>'
        f'<td class="n">{row["weight"]}</td><td>{row["counted"]}</td></tr>'
    )


def _source(row: Mapping[str, Any]) -> str:
    name = html.escape(row["source"])
    if not row["url"]:
        return f"<small>[{name}]</small>"
    return f'<small>[<a href="{html.escape(row["url"], quote=True)}">{name}</a>]</small>'


def _table(caption: str, heads: Sequence[str], body: str, name: str) -> str:
    """Return a table; a head that begins with # stands over numbers.

    A drawing beside its number has no heading of its own.
    """
    columns = "".join(map(_head, heads))
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{html.escape(caption)}">'
        f'<table class="{name}"><caption>{html.escape(caption)}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _head(text: str) -> str:
    if not text:
        return "<td></td>"
    return f'<th scope="col"{" class=n" if text[0] == "#" else ""}>{text.removeprefix("#")}</th>'
