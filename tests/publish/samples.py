"""Small notebooks and an edition's content, made up, for the tests of the publish floor."""

import io
from pathlib import Path
from typing import Any

import matplotlib
import nbformat
import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.publish import EditionContent, SectionJob
from helpers.publish.content import Report, Section
from helpers.publish.numbering import number
from helpers.publish.tables import TABLE_MIME

COLOURS = ("#0b6bb0", "#b35900", "#1a7f4b", "#7a4fb5", "#b3262e", "#0e7c86", "#7d5a3c", "#5f666e")
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
VERDICTS = (
    "supported",
    "mostly supported",
    "mixed",
    "mostly contradicted",
    "contradicted",
    "not enough evidence",
    "came true",
    "still open",
)

PROSE = (
    "The agreement sets out cooperation in *trade*, **energy** and transport, and each clause is "
    "tested here against dated, graded evidence [@tass-2025-signing]. A reader may change the day "
    "and every figure below is drawn again from the same rows. Nothing in this paragraph is a "
    'finding: it is "filler" that is long enough to wrap over several lines, so that Iran\'s and '
    "Russia's line breaks can be judged by eye [@irna-2025-treaty; @kpler-exports]."
)
LANGUAGES = (
    'The treaty is called <span lang="fa">معاهدهٔ مشارکت جامع راهبردی ایران و روسیه</span> in '
    "Persian "
    "and «Договор о всеобъемлющем стратегическом партнёрстве» in Russian; the Arabic press wrote "
    "معاهدة الشراكة الاستراتيجية الشاملة. A footnote follows.[^one]\n\n"
    "- first point with `inline code` and a [web link](https://example.org/a?b=1&c=2)\n"
    "- second point\n    1. nested, with ~~struck~~ text\n"
    "- special characters: # $ * _ @ < > \\\\ 100 % & ~ [brackets]\n\n"
    "| Clause | Subject | Share |\n|:--|:--|--:|\n| Art. 3 | Security & defence | 12.5 % |\n"
    "| Art. 22 | Энергетика | 31.0 % |\n\n> A quoted passage, set apart.\n\n"
    "[^one]: The footnote has a [link](https://example.org/note) and cites [@kpler-exports].\n"
)


def drawing(label: str, rows: int = 4) -> str:
    """Return a chart as SVG, like the display floor draws it."""
    rng = np.random.default_rng(sum(map(ord, label)))
    options = {"svg.fonttype": "none", "svg.hashsalt": label, "font.size": 9}
    with matplotlib.rc_context(options | {"font.family": ["DejaVu Sans"]}):
        fig = Figure(figsize=(7.2, 3.3))
        left, right = fig.subplots(1, 2)
        for i in range(rows):
            values = np.cumsum(rng.normal(0.4, 1, 16))
            left.plot(range(2010, 2026), values, color=COLOURS[i], marker="o", markersize=3)
            left.text(2025.3, values[-1], f"Series {i + 1}", color=COLOURS[i], va="center")
        right.barh(
            list("ABCDEFGH"), rng.uniform(1, 9, 8), color=COLOURS, hatch="//", edgecolor="#ffffff"
        )
        right.axvspan(2, 4, color="#eceff3", zorder=0)
        for axes in (left, right):
            axes.spines[["top", "right"]].set_visible(False)
        out = io.StringIO()
        nothing = {"Date": None, "Creator": None}
        fig.savefig(out, format="svg", bbox_inches="tight", transparent=True, metadata=nothing)
    return out.getvalue()


def figure_output(label: str, **words: str) -> NotebookNode:
    """Return a figure as a notebook shows it."""
    meta = {
        "kind": "figure",
        "label": f"fig-{label}",
        "title": "Exports rose in three of four accounts, and fell in the fourth",
        "subtitle": "Crude oil, thousand barrels a day",
        "alt": f"Line chart of four series, {label}.",
        "caption": "Each line is one account; they count *different* things.",
        "source": "[@kpler-exports]",
        "data": {"columns": ["year", "value"], "rows": [["2024", "1.5"], ["2025", 'a "b", c']]},
    } | words
    data = {"image/svg+xml": drawing(label), "text/plain": meta["alt"]}
    return new_output("display_data", data=data, metadata={"report": meta})


def table_output(
    label: str, columns: list[dict[str, str]], rows: list[list[str]], **more: Any
) -> NotebookNode:
    """Return a table as a notebook shows it."""
    meta = {
        "kind": "table",
        "label": f"tbl-{label}",
        "title": "Most claims hold, by a small margin",
        "caption": "Sorted by section.",
        "source": "[@irna-2025-treaty]",
    }
    content = {"columns": columns, "rows": rows, "row_header": True, "interactive": False} | more
    shown = pd.DataFrame(rows).to_html()
    data = {TABLE_MIME: content, "text/html": shown, "text/plain": shown}
    return new_output("display_data", data=data, metadata={"report": meta})


def columns(*specs: str) -> list[dict[str, str]]:
    """Return columns from texts such as "Weight:number"."""
    out = []
    for spec in specs:
        name, _, kind = spec.partition(":")
        out.append(
            {"name": name, "kind": kind or "text", "align": "right" if kind == "number" else "left"}
        )
    return out


def markdown_output(text: str, kind: str = "prose", **meta: str) -> NotebookNode:
    """Return computed prose, a note or a box."""
    data = {"text/markdown": text, "text/plain": text}
    return new_output("display_data", data=data, metadata={"report": {"kind": kind} | meta})


def claims_table(label: str, n: int = 30) -> NotebookNode:
    """Return a long table with verdicts, grades and citations."""
    rows = [
        [
            f"C{i}",
            f"Claim number {i}: that trade grew after the signing, as officials of both have said.",
            VERDICTS[i % len(VERDICTS)],
            f"{i * 7 % 100 / 100:.2f}",
            f"{'ABCDE'[i % 5]}{i % 5 + 1}",
            f"{1 + i % 28} March 2025",
            "*Officials* say so [@tass-2025-signing]; others differ [@irna-2025-treaty].",
        ]
        for i in range(n)
    ]
    heads = columns(
        "Claim",
        "What it says",
        "Verdict:verdict",
        "Share:number",
        "Grade:grade",
        "Known on:date",
        "Evidence:markdown",
    )
    return table_output(
        label, heads, rows, interactive=True, groups=[[0, "Statements"], [n // 2, "Forecasts"]]
    )


def opening(name: str, other: str) -> list[NotebookNode]:
    """Return the cells with which a section begins, to its first figure."""
    return [
        new_markdown_cell(
            f"# {name.capitalize()}: how large are the two?\n\n"
            f"See [the other section](0_{other}.ipynb) and [](#fig-{other}-trend)."
        ),
        new_code_cell('as_of = "2026-07-05"  # newest day', metadata={"tags": ["parameters"]}),
        new_code_cell("from helpers.sections import sample\nreport = sample(as_of)"),
        new_code_cell(
            "report.answer()",
            outputs=[markdown_output(PROSE, "box", title="The short answer", label=f"box-{name}")],
        ),
        new_markdown_cell("## Why it matters\n\n" + PROSE),
        new_code_cell(
            "report.trend()",
            outputs=[
                figure_output(f"{name}-trend"),
                markdown_output("A caveat: *two* points after.", "note"),
            ],
        ),
    ]


def findings(name: str) -> list[NotebookNode]:
    """Return the cells that follow: lists, tables, another figure, and outputs of others."""
    small = columns("Country", "Barrels:number", "Verdict:verdict")
    small_rows = [
        ["Russia", "1,250.5", "supported"],
        ["Iran", "−3", "mixed"],
        ["Türkiye / ترکیه", "12", "still open"],
    ]
    frame = pd.DataFrame({"n": [1, 2]}, index=["a", "b"])
    shown = {"text/html": frame.to_html(), "text/plain": str(frame)}
    plain = new_output("execute_result", data=shown, execution_count=1)
    stream = new_output("stream", name="stdout", text="as of the day\n")
    return [
        new_markdown_cell(
            f"## Names and lists\n\n{LANGUAGES}\n\n"
            f"[](#tbl-{name}-claims) has all. Also [](#fig-{name}-trend)."
        ),
        new_code_cell("report.table()", outputs=[table_output(f"{name}-small", small, small_rows)]),
        new_markdown_cell("### The claims in detail"),
        new_code_cell("report.claims()", outputs=[claims_table(f"{name}-claims")]),
        new_code_cell(
            "report.more()", outputs=[figure_output(f"{name}-more"), markdown_output(PROSE * 3)]
        ),
        new_code_cell("frame", outputs=[plain, stream]),
    ]


def sample_notebook(name: str, other: str) -> NotebookNode:
    """Return an executed notebook with one of each thing that a page can show."""
    cells = [*opening(name, other), *findings(name)]
    for i, cell in enumerate(cells):
        cell["id"] = f"{name}-{i:02d}"
    return new_notebook(cells=cells, metadata=dict(KERNEL))


def bibliography() -> dict[str, dict[str, str]]:
    """Return four sources, one of them never cited."""
    media, day = "state_media", "2025-01-17"
    entries = {
        "irna-2025-treaty": ("Text of the treaty", "IRNA", day, "B", media, "IRN"),
        "tass-2025-signing": ("Presidents sign <treaty> & depart", "TASS", day, "C", media, "RUS"),
        "kpler-exports": ("Counts of exports / صادرات", "Kpler", "", "B", "dataset", ""),
        "never-cited": ("A source that nobody cites", "Nobody", "", "E", "blog", ""),
    }
    fields = ("title", "publisher", "published", "grade", "kind", "party")
    return {
        key: dict(zip(fields, values, strict=True))
        | {"url": f"https://example.org/{key}?a=1&b=2", "country": "", "vintage": ""}
        for key, values in entries.items()
    }


def claims(n: int = 40) -> list[dict[str, Any]]:
    """Return judged claims with every verdict among them."""
    return [
        {
            "claim_id": f"C{i}",
            "section": ("background", "energy", "outlook")[i % 3],
            "kind": "fact",
            "text": f"Claim {i}",
            "verdict": VERDICTS[i % len(VERDICTS)],
            "p": 0.5,
            "interval": [0.2, 0.8],
            "confidence": "low",
            "reasons": [],
            "n_evidence": 3,
            "n_origins": 2,
        }
        for i in range(n)
    ]


def content(**changes: Any) -> EditionContent:
    """Return the content of a made-up edition."""
    given: dict[str, Any] = {
        "title": "The treaty, tested",
        "subtitle": "Sixty-six claims about a partnership against the evidence",
        "question": "What did the treaty between **Iran and Russia** change, and what did it not?",
        "as_of": "2026-07-05",
        "parameters": {"as_of": "2026-07-05", "min_reliability": "B"},
        "changed": {"min_reliability": "B"},
        "claims": {"as_of": "2026-07-05", "parameters": {}, "claims": claims()},
        "bibliography": bibliography(),
        "tables": {"rows": pd.DataFrame({"a": [1, 2], "b": ["x", "ی"]}), "note.txt": b"hi"},
        "fingerprint": "abc",
        "authors": ("The report's authors",),
        "license": "CC BY 4.0",
    }
    return EditionContent(**given | changes)


def report(**changes: Any) -> Report:
    """Return a report of two executed sections."""
    names = ("background", "energy")
    books = [sample_notebook(a, b) for a, b in (names, names[::-1])]
    sections = [
        Section(name, name.capitalize(), f"0_{name}", book, {"as_of": "2026-07-05"})
        for name, book in zip(names, books, strict=True)
    ]
    return Report(content(**changes), sections, number(list(zip(names, books, strict=True))))


def runnable(*sources: str, parameters: str = 'as_of = "2026-07-05"') -> NotebookNode:
    """Return a notebook that has not been run, from the source of its code cells."""
    cells = [
        new_markdown_cell("# A small section\n\nText."),
        new_code_cell(parameters, metadata={"tags": ["parameters"]}),
    ]
    cells += [new_code_cell(source) for source in sources]
    for i, cell in enumerate(cells):
        cell["id"] = f"cell-{i:02d}"
    return new_notebook(cells=cells, metadata=dict(KERNEL))


def job(folder: Path, name: str, *sources: str, **parameters: Any) -> SectionJob:
    """Write a notebook and return the job that runs it."""
    path = folder / f"{name}.ipynb"
    nbformat.write(runnable(*sources), path)
    return SectionJob(name, name.capitalize(), path, parameters)
