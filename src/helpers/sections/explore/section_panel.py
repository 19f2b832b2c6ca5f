"""The panel of a section: its claims under other parameters, and any step of it drawn anew."""

import importlib
import inspect
import re
from functools import cached_property, lru_cache
from typing import Any

import ipywidgets as widgets

from helpers.display.bundles import collected
from helpers.display.live import page
from helpers.display.words import capital, short
from helpers.judgement.docket import judge_docket
from helpers.judgement.filing import DayByDay
from helpers.judgement.judging import Judgement
from helpers.ledger.package import Ledger, load
from helpers.parameters import ReportParameters
from helpers.sections.briefing import SECTION_OF_CLAIMS, Briefing
from helpers.sections.explore.panel import Panel
from helpers.sections.explore.views import claims_view

STARTS = {
    "summary": "", "background": "week_strip", "clauses": "by_heading",
    "united_states": "stress_test", "middle_east": "contracted", "ukraine": "exchange_months",
    "caucasus": "split", "energy": "barrel", "methods": "worked_claim",
}  # fmt: skip
"""The step that a section's panel opens with: the one that most of its own knobs move."""


SHOWS = re.compile(r"(?:Show|Draw|Say|Tabulate|List),? (.+?)(?:[.:;]|, one line each)")
"""How the description of a function that shows something begins, and where its point ends."""


class SectionViews:
    """What a section's panel shows: the verdicts on its claims, and one of its steps.

    Attributes:
        step: name of the step shown, "" for none.
    """

    def __init__(self, section: str, parameters: ReportParameters) -> None:
        self.section, self.step = section, STARTS[section]
        self._ledger = load()
        self._outset = parameters

    def claims(self, parameters: ReportParameters) -> str:
        """Return the verdicts on the section's claims, beside those at the outset."""
        before, now = self._before, self._judged(parameters)
        return claims_view(list(now.values()), before, parameters.as_of)

    @cached_property
    def _before(self) -> dict[str, Judgement]:
        return self._judged(self._outset)

    def shown_step(self, parameters: ReportParameters) -> str:
        """Return what the chosen step of the section shows."""
        if not self.step:
            return ""
        report = Briefing(self.section, parameters, self._ledger)
        with collected() as outputs:
            getattr(_module(self.section), self.step)(report)
        return f'<div class="treaty">{page(outputs)}</div>'

    def _judged(self, parameters: ReportParameters) -> dict[str, Judgement]:
        worked = getattr(parameters, "worked_claim", "")
        claim_ids = (worked,) if worked else claims_of(self.section, self._ledger)
        return judge_docket(_dockets(self._ledger, claim_ids).on(parameters.as_of), parameters)


def claims_of(section: str, ledger: Ledger) -> tuple[str, ...]:
    """Return the ids of the claims that a section judges."""
    claims = ledger.claims
    names = SECTION_OF_CLAIMS.get(section, (section,))
    return tuple(claims[claims["section"].isin(names)]["claim_id"])


def steps(section: str) -> dict[str, str]:
    """Return the steps of a section that can be drawn alone, by what they show."""
    found = {}
    for name in _module(section).__all__:
        function = getattr(_module(section), name)
        if name in ("begin", "answer") or not inspect.isfunction(function):
            continue
        needed = [
            p for p in inspect.signature(function).parameters.values()
            if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD
        ]  # fmt: skip
        said = SHOWS.match(" ".join((inspect.getdoc(function) or "").split("\n\n")[0].split()))
        if len(needed) == 1 and said:
            found[short(capital(said[1]))] = name
    return found


def section_panel(section: str, parameters: ReportParameters, **options: Any) -> Panel:
    """Return the panel of a section."""
    views = SectionViews(section, parameters)
    choice = widgets.Dropdown(
        options={"Verdicts only": ""} | steps(section),
        value=views.step,
        description="Also draw",
        style={"description_width": "auto"},
        layout={"width": "min(100%, 40em)"},
    )
    panel = Panel(section, parameters, [views.claims, views.shown_step], above=[choice], **options)

    def chosen(change: dict[str, Any]) -> None:
        views.step = change["new"]
        panel.turned()

    choice.observe(chosen, "value")
    panel.choice = choice
    return panel


@lru_cache(maxsize=9)
def _dockets(ledger: Ledger, claim_ids: tuple[str, ...]) -> DayByDay:
    return DayByDay(ledger, claim_ids)


def _module(section: str) -> Any:
    return importlib.import_module(f"helpers.sections.{section}")
