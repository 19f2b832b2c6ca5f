"""What an edition is made of, beside its notebooks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from nbformat import NotebookNode

from helpers.publish.failures import Failure
from helpers.publish.markdown import Context
from helpers.publish.numbering import Numbering


@dataclass(frozen=True)
class EditionContent:
    """The words, verdicts, sources and tables of an edition.

    Attributes:
        title: title of the report.
        subtitle: one line under it.
        question: what the report asks, in Markdown.
        as_of: the newest day whose evidence counts, ISO.
        parameters: every report-wide parameter and its value.
        changed: the parameters that differ from their defaults, with their values.
        claims: the document `claims.json`.
        dossiers: what there is to tell of each claim, see `helpers.sections.dossiers`.
        moments: the verdicts of other days, see `helpers.sections.moments`.
        told_on: the page that tells of the claims of a section which has none of its name.
        bibliography: what is printed of each source that may be cited, by key.
        tables: the rows used, by file name; goes into `data.zip`.
        fingerprint: of the evidence base.
        glossary: what terms mean, by term.
        names: the treaty's names in the languages of its parties.
        authors: who is named on the cover.
        license: under which the report may be used.
    """

    title: str
    subtitle: str
    as_of: str
    question: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    changed: Mapping[str, Any] = field(default_factory=dict)
    claims: Mapping[str, Any] = field(default_factory=dict)
    dossiers: Sequence[Mapping[str, Any]] = ()
    moments: Mapping[str, Any] = field(default_factory=dict)
    told_on: Mapping[str, str] = field(default_factory=dict)
    bibliography: Mapping[str, dict[str, str]] = field(default_factory=dict)
    tables: Mapping[str, pd.DataFrame | bytes] = field(default_factory=dict)
    fingerprint: str = ""
    glossary: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    license: str = ""


@dataclass(frozen=True)
class Section:
    """A section after its run: page name, title, notebook, parameters, and why it failed."""

    name: str
    title: str
    stem: str
    notebook: NotebookNode | None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    failure: Failure | None = None


@dataclass(frozen=True)
class Report:
    """All that the HTML and the PDF are written from."""

    content: EditionContent
    sections: list[Section]
    numbering: Numbering

    @property
    def built(self) -> list[Section]:
        """The sections that did not fail."""
        return [s for s in self.sections if s.failure is None]

    def context(self, page: str) -> Context:
        """Return what a Markdown writer must know to write one page."""
        return Context(
            page=page,
            labels=self.numbering.labels,
            numbers=self.numbering.numbers,
            sources=dict(self.content.bibliography),
            pages={s.stem: s.name for s in self.sections},
            glossary=dict(self.content.glossary),
        )

    def cited(self) -> list[tuple[int, str, dict[str, str]]]:
        """Return number, key and entry of every cited source, in the order of first citation."""
        entries = self.content.bibliography
        return [(n, key, entries[key]) for key, n in self.numbering.numbers.items()]
