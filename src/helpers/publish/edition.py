"""Build an edition: run the sections, write the pages and the PDF, swap the folder in whole."""

import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from helpers.judgement.judging import SCHEMA
from helpers.publish import archive, fonts, html, pdf, references
from helpers.publish.content import EditionContent, Report, Section
from helpers.publish.failures import Failure
from helpers.publish.jobs import FAILED
from helpers.publish.numbering import faults, number, numbered
from helpers.publish.reuse import Reuse
from helpers.publish.run import (
    CELL_SECONDS,
    OnEvent,
    SectionJob,
    SectionRun,
    quiet,
    run_sections,
)
from helpers.publish.staging import staged, write_files
from helpers.publish.stamp import Stamp

WRITING = "edition"
"""The name under which `on_event` is told of the writing, after the sections."""

FAULT_ADVICE = "Correct the cell that shows it, or the row of data behind it, and run again."


@dataclass(frozen=True)
class EditionResult:
    """What came of a build.

    Attributes:
        folder: where the edition is; `<name>.failed` beside the target if a section failed.
        runs: what came of each section, in reading order.
        files: size in bytes by file name.
        figures: number of figures.
        tables: number of tables.
        seconds: how long it took.
    """

    folder: Path
    runs: list[SectionRun]
    files: dict[str, int] = field(default_factory=dict)
    figures: int = 0
    tables: int = 0
    seconds: float = 0.0

    @property
    def failures(self) -> dict[str, Failure]:
        """Why sections failed, by name."""
        return {run.section: run.failure for run in self.runs if run.failure}

    @property
    def complete(self) -> bool:
        """Whether every section was built, so that the edition took the target's place."""
        return not self.failures


@dataclass(frozen=True)
class Options:
    """How an edition is built.

    Attributes:
        html: whether pages are written.
        pdf: whether report.pdf is written.
        workers: kernels at a time; one per core if 0.
        cell_seconds: the longest that one cell may take.
        reuse: where earlier runs are found and this one's are kept; nowhere if None.
        stamp: where it is noted from which inputs the edition was written.
    """

    html: bool = True
    pdf: bool = True
    workers: int = 0
    cell_seconds: float = CELL_SECONDS
    reuse: Reuse | None = None
    stamp: Stamp | None = None


def build(
    jobs: Sequence[SectionJob],
    content: EditionContent | Callable[[], EditionContent],
    target: Path,
    *,
    options: Options | None = None,
    on_event: OnEvent = quiet,
) -> EditionResult:
    """Build an edition at `target`.

    What stood there is replaced only by a complete edition. If a section fails, the rest is
    written to `<target>.failed`; on a full disk (OSError) or Ctrl-C nothing is left behind.

    Args:
        jobs: the sections, in reading order.
        content: words, verdicts, sources and tables, or what gives them once the sections ran.
        target: the edition's folder.
        options: what is written, and how.
        on_event: told of progress.
    """
    options, started = options or Options(), time.monotonic()
    target.parent.mkdir(parents=True, exist_ok=True)  # if it cannot be made, before all the work
    runs = run_sections(
        jobs,
        workers=options.workers,
        cell_seconds=options.cell_seconds,
        on_event=on_event,
        reuse=options.reuse,
    )
    content = content() if callable(content) else content
    runs = checked(runs, content)
    on_event(WRITING, "writing", "pages and PDF")
    report = report_of(jobs, runs, content)
    failed = any(run.failure for run in runs)
    folder = target.with_name(target.name + FAILED) if failed else target
    files = _written(report, options, folder)
    counts = {kind + "s": report.numbering.count(kind) for kind in ("figure", "table")}
    sizes = {name: len(data) for name, data in files.items()}
    if not failed:
        shutil.rmtree(target.with_name(target.name + FAILED), ignore_errors=True)
    seconds = time.monotonic() - started
    on_event(WRITING, "failed" if failed else "done", f"{seconds:.1f} s")
    if options.stamp is not None and not failed:
        options.stamp.set(files, {"sections": len(runs), "bytes": sum(sizes.values()), **counts})
    return EditionResult(folder, runs, sizes, seconds=seconds, **counts)


def _written(report: Report, options: Options, folder: Path) -> dict[str, bytes]:
    """Write an edition aside, swap it in, and return its files by name."""
    with staged(folder) as stage:
        files = edition_files(report, options)
        write_files(stage, files)
    return files


def checked(runs: Sequence[SectionRun], content: EditionContent) -> list[SectionRun]:
    """Return the runs; one that uses a label twice or cites an unknown source becomes a failure."""
    labels: list[str] = []
    out = []
    for run in runs:
        if run.failure is not None or run.notebook is None:
            out.append(run)
            continue
        found = faults(run.notebook, content.bibliography, labels)
        if found:
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            failure = Failure(0, "", found[0] + more, FAULT_ADVICE, "\n".join(found))
            out.append(replace(run, failure=failure))
        else:
            labels += [meta["label"] for meta in numbered(run.notebook)]
            out.append(run)
    return out


def report_of(
    jobs: Sequence[SectionJob], runs: Sequence[SectionRun], content: EditionContent
) -> Report:
    """Return the report that HTML and PDF are written from, with everything numbered."""
    sections = [
        Section(
            job.name, job.title, Path(job.notebook).stem, run.notebook, job.parameters, run.failure
        )
        for job, run in zip(jobs, runs, strict=True)
    ]
    built = [(s.name, s.notebook) for s in sections if s.failure is None and s.notebook is not None]
    return Report(content, sections, number(built))


def edition_files(report: Report, options: Options) -> dict[str, bytes]:
    """Return every file of an edition by name."""
    content = report.content
    files: dict[str, bytes] = {}
    with pdf.printing(pdf.Project(report)) if options.pdf else nullcontext() as printed:
        pages = html.pages(report, has_pdf=options.pdf) if options.html else {}
        if printed is not None:
            files["report.pdf"] = printed()
    files |= pages | (fonts.files() if pages else {})
    files |= fonts.licence()
    files["data.zip"] = archive.data_zip(content.tables)
    files["claims.json"] = archive.json_bytes(content.claims)
    files[SCHEMA] = archive.schema(SCHEMA)
    sources = references.references(report)
    files["sources.bib"] = references.bibtex(sources)
    files["sources.csl.json"] = references.csl_json(sources)
    files["manifest.json"] = archive.manifest(_facts(report), files)
    return files


def _facts(report: Report) -> dict[str, Any]:
    content = report.content
    return {
        "title": content.title,
        "as_of": content.as_of,
        "parameters": dict(content.parameters),
        "changed": dict(content.changed),
        "data_fingerprint": content.fingerprint,
        "sections": [
            {
                "name": section.name,
                "title": section.title,
                "notebook": f"{section.stem}.ipynb",
                "parameters": dict(section.parameters),
                "failed": section.failure.error if section.failure else "",
            }
            for section in report.sections
        ],
        "figures": report.numbering.count("figure"),
        "tables": report.numbering.count("table"),
        "sources": len(report.numbering.numbers),
    }
