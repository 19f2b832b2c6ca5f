"""The panel of one claim: its history, its evidence, what would turn it, and what if."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import ipywidgets as widgets

from helpers.judgement.docket import Changes, Docket
from helpers.judgement.filing import DayByDay, docket_of_claim
from helpers.judgement.grading import RELIABILITY_WORDS
from helpers.ledger.package import Ledger, load
from helpers.parameters import EARLIEST_AS_OF, ReportParameters, settings
from helpers.sections.explore.panel import Panel
from helpers.sections.explore.views import claim_view, history_view

SECTION, CLAIM = "methods", "worked_claim"
"""The section whose parameters choose a claim, and that works its verdict through row by row."""

AS_IN_LEDGER = ""
TITLE = "What if; the evidence itself stays as it is"
WIDE = {"style": {"description_width": "auto"}, "layout": {"width": "min(100%, 34em)"}}
WIDER = {**WIDE, "layout": {"width": "min(100%, 60em)"}}


class WhatIf:
    """Choices that no edition takes: a source graded otherwise, findings left out.

    Attributes:
        view: the widgets to show.
    """

    def __init__(self) -> None:
        letters = {f"{a}: {words}": a for a, words in RELIABILITY_WORDS.items()}
        self.source = widgets.Dropdown(description="What if the source", options=[""], **WIDE)
        self.letter = widgets.Dropdown(
            description="were graded", options={"as it is": AS_IN_LEDGER} | letters, **WIDE
        )
        self.left_out = widgets.SelectMultiple(
            description="What if these were withdrawn", rows=5, **WIDER
        )
        title = widgets.HTML(f'<div class="treaty"><h4>{TITLE}</h4></div>')
        self._offering = False
        self.view = widgets.VBox([title, self.source, self.letter, self.left_out])

    @property
    def changes(self) -> Changes:
        """What the widgets ask for."""
        name, letter = self.source.value, self.letter.value
        grades = {name: letter} if name and letter else {}
        return Changes(grades=grades, without_findings=frozenset(self.left_out.value))

    def offer(self, docket: Docket) -> None:
        """Offer what a claim's docket of one day holds by that day; what else was asked is dropped.

        A choice that can still be made stays as it is.
        """
        self._offering = True
        out = {n for n, s in docket.sources.items() if s.known_from <= docket.last}
        mine = [e for e in docket.entries if e.span[0] <= docket.last and out >= set(e.sources)]
        names = dict.fromkeys(name for e in mine for name in e.sources)
        asked = self.source.value, self.letter.value, self.left_out.value
        self.source.options = {"": "", **{self._named(docket, n): n for n in names}}
        self.left_out.options = {f"{e.evidence_id}: {e.finding[:70]}": e.evidence_id for e in mine}
        held = {e.evidence_id for e in mine}
        if asked[0] in names:
            self.source.value, self.letter.value = asked[:2]
        else:
            self.letter.value = AS_IN_LEDGER
        self.left_out.value = tuple(name for name in asked[2] if name in held)
        self._offering = False

    def observe(self, changed: Callable[[Any], None]) -> None:
        """Call a function whenever a reader changes a choice."""

        def told(change: Any) -> None:
            if not self._offering:
                changed(change)

        for widget in (self.source, self.letter, self.left_out):
            widget.observe(told, "value")

    @staticmethod
    def _named(docket: Docket, name: str) -> str:
        source = docket.sources[name]
        return f"{source.reliability}, {source.publisher}: {name}"


class ClaimViews:
    """What a claim's panel shows."""

    def __init__(self, ledger: Ledger) -> None:
        self.what_if = WhatIf()
        self._ledger, self._offered = ledger, ("", "")

    def claim(self, parameters: Any) -> str:
        """Return verdict, findings and what would turn it."""
        claim_id = parameters.worked_claim
        docket = _dockets(self._ledger, claim_id).on(parameters.as_of)
        if (claim_id, parameters.as_of) != self._offered:
            self._offered = (claim_id, parameters.as_of)
            self.what_if.offer(docket)
        return claim_view(docket, claim_id, parameters, self.what_if.changes)

    def history(self, parameters: Any) -> str:
        """Return the history of the claim up to the day."""
        claim_id = parameters.worked_claim
        docket = _span(self._ledger, claim_id, _last(parameters))
        return history_view(docket, claim_id, parameters, self.what_if.changes)


def claim_panel(parameters: ReportParameters, **options: Any) -> Panel:
    """Return the panel of one claim; `parameters` are those of the section on methods."""
    views = ClaimViews(load())
    names = [CLAIM, *(n for n in ReportParameters.model_fields if n != "since")]
    panel = Panel(
        SECTION,
        parameters,
        [views.claim, views.history],
        names=names,
        own="The claim",
        beneath=[views.what_if.view],
        **options,
    )
    claims = load().claims
    texts = {c: f"{c}: {t}" for c, t in zip(claims["claim_id"], claims["text"], strict=True)}
    panel.knobs[CLAIM].rename("Claim", texts)
    views.what_if.observe(panel.turned)
    panel.what_if = views.what_if
    return panel


def claim_parameters(**given: object) -> ReportParameters:
    """Return the parameters of a claim's panel: `claim` and those of the whole report."""
    claim = {CLAIM: given.pop("claim")} if "claim" in given else {}
    return settings(SECTION, given | claim)


def prepare_claim(ledger: Ledger, parameters: Any) -> None:
    """Read once what the panel of a claim needs, without a widget."""
    claim_id = parameters.worked_claim
    _dockets(ledger, claim_id).on(parameters.as_of)
    _span(ledger, claim_id, _last(parameters))


def _last(parameters: ReportParameters) -> str:
    """Return the day up to which histories are read: one span serves most days."""
    return max(parameters.as_of, ReportParameters().as_of)


@lru_cache(maxsize=70)
def _dockets(ledger: Ledger, claim_id: str) -> DayByDay:
    return DayByDay(ledger, (claim_id,))


@lru_cache(maxsize=70)
def _span(ledger: Ledger, claim_id: str, last: str) -> Docket:
    return docket_of_claim(ledger, claim_id, EARLIEST_AS_OF, last)
