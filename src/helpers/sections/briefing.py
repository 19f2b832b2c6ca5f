"""A section's briefing: its parameters, what was known, the judgements, and its standard parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from helpers.judgement.claims import Judgement, all_evidence, judge
from helpers.judgement.multiverse import Stability, Universe, multiverse, stability
from helpers.ledger.package import Ledger, load
from helpers.ledger.series import Figures
from helpers.ledger.views import Known, seen
from helpers.parameters import from_namespace, settings
from helpers.sections import annex, answers, chronicle, indicators, prose, whatif

SECTION_OF_CLAIMS = {"summary": ("outlook",)}
"""The summary judges the article's own outlook; every other section its own claims."""


@dataclass(frozen=True)
class Briefing:
    """What a notebook works with; its methods show the parts that every section has.

    Attributes:
        section: its name.
        parameters: the checked parameters, of the section's own model.
        ledger: the evidence base.
    """

    section: str
    parameters: Any
    ledger: Ledger = field(repr=False)

    @classmethod
    def begin(cls, section: str, namespace: Mapping[str, object]) -> "Briefing":
        """Return the briefing for the names that a notebook's `parameters` cell has set.

        Raises:
            ParameterError: for a value or a name that the section does not take.
        """
        return cls(section, from_namespace(section, namespace), load())

    @classmethod
    def of(cls, section: str, **overrides: object) -> "Briefing":
        """Return the briefing for parameters given by name, the rest at their defaults."""
        return cls(section, settings(section, overrides), load())

    @property
    def as_of(self) -> str:
        """The day from which the section looks back."""
        return self.parameters.as_of

    @cached_property
    def known(self) -> Known:
        """The evidence as it could be seen on that day."""
        return seen(self.ledger, self.parameters)

    @property
    def figures(self) -> Figures:
        """The numbers known on that day."""
        return self.known.figures

    @cached_property
    def findings(self) -> pd.DataFrame:
        """Findings admitted, computed evidence and background included."""
        return all_evidence(self.known)

    @cached_property
    def judgements(self) -> dict[str, Judgement]:
        """The judgements on all claims, by claim_id."""
        return judge(self.known)

    @property
    def universe(self) -> Universe:
        """The verdicts under every way of counting that the report compares, as of the day."""
        return multiverse(self.known)

    @cached_property
    def stability(self) -> dict[str, Stability]:
        """How the verdict printed on each claim fares over those ways, by claim_id."""
        return stability(self.universe, {c: j.group for c, j in self.judgements.items()})

    @property
    def claims(self) -> list[Judgement]:
        """The judgements on this section's own claims."""
        names = SECTION_OF_CLAIMS.get(self.section, (self.section,))
        return [j for j in self.judgements.values() if j.section in names]

    @property
    def horizon(self) -> str:
        """The day on which forecasts are judged."""
        return max(j.horizon for j in self.judgements.values())

    @cached_property
    def signed(self) -> str:
        """The day on which the treaty was signed."""
        return str(self.ledger.treaties.set_index("treaty_id").loc["IR-RU-2025", "signed"])

    @cached_property
    def in_force(self) -> str:
        """The day on which the treaty took effect, or "" if that day had not come."""
        day = str(self.ledger.treaties.set_index("treaty_id").loc["IR-RU-2025", "in_force"])
        return day if day <= self.as_of else ""

    @property
    def treaty_days(self) -> list[tuple[str, str]]:
        """Marks for time axes: signing and, once past, entry into force."""
        return [(self.signed, "signed")] + ([(self.in_force, "in force")] if self.in_force else [])

    def events(self, topics: Sequence[str] = (), section: str = "") -> pd.DataFrame:
        """Return events known, of this section or another, of all topics or those named."""
        rows = self.known.events
        rows = rows[rows["section"] == (section or self.section)]
        return rows[rows["topic"].isin(topics)] if topics else rows

    def evidence(self, *claim_ids: str) -> pd.DataFrame:
        """Return admitted findings, computed evidence and background included, on some claims.

        All claims of the section are meant if none is named.
        """
        wanted = claim_ids or [j.claim_id for j in self.claims]
        rows = self.findings
        if len(wanted) == 1:
            return self._findings_on.get(wanted[0], rows[:0]).copy(deep=False)
        return rows[rows["claim_id"].isin(wanted)]

    @cached_property
    def _findings_on(self) -> dict[str, pd.DataFrame]:
        return {str(claim): rows for claim, rows in self.findings.groupby("claim_id")}

    def short_answer(self, text: str = "") -> None:
        """Show the box that opens a section: question, short answer, day, how sure."""
        answers.short_answer(self, text)

    def key_judgements(self) -> None:
        """Show one line per claim: what is claimed, the verdict, then how sure it is."""
        answers.key_judgements(self)

    def claims_table(self) -> None:
        """Show the claims with verdict, share, interval, confidence and counts."""
        answers.claims_table(self)

    def passages(self, step: str, section: str = "") -> None:
        """Show the dated prose of a step that was true on the day."""
        prose.passages(self, step, section or self.section)

    def timeline(self, lanes: Mapping[str, Sequence[str]], **words: Any) -> None:
        """Show the section's events in lanes; see `chronicle.timeline`."""
        chronicle.timeline(self, lanes, **words)

    def events_table(self) -> None:
        """Show all events of the section that were known."""
        chronicle.events_table(self)

    def indicators(self) -> None:
        """Show the section's indicators: rule, value, interval, effect on the verdicts."""
        indicators.indicators(self)

    def assumptions(self, model: str) -> None:
        """Show every assumption of a what-if model with its range and source."""
        whatif.assumptions(self, model)

    def scenarios(self, model: str) -> None:
        """Show the results of a what-if model in every scenario."""
        whatif.scenario_table(self, model)

    def contradictions(self) -> None:
        """Show the best finding for and against, side by side, and numbers that disagree."""
        annex.contradictions(self)

    def evidence_table(self) -> None:
        """Show every finding with stance, day, grade and source."""
        annex.evidence_table(self)

    def flips(self) -> None:
        """Show what it would take to change each verdict."""
        annex.flips(self)

    def sources_used(self) -> None:
        """Show how many sources of which grade and kind the section rests on."""
        annex.sources_used(self)

    def explore(self) -> Any:
        """Return the section's panel of knobs, None where nobody can turn one."""
        from helpers.sections import explore

        return explore.explore(self.section, self.parameters)
