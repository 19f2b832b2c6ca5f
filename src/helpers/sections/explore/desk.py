"""The desk of a page without a server: what a form asks for comes in as JSON, HTML goes out.

It runs in a browser, so nothing is imported here that needs more than plain Python and pydantic.
"""

import json
from collections.abc import Mapping
from typing import Any

from helpers.judgement.docket import Changes, Docket, judge_docket
from helpers.judgement.judging import claims_document
from helpers.parameters import SECTIONS, ParameterError, ReportParameters, report_settings
from helpers.parameters.controls import controls
from helpers.sections.explore.reproduce import command
from helpers.sections.explore.views import claim_view, claims_view

GRADES = "ABCDEF"


class Desk:
    """One evidence base, and answers on it under any parameters and what-if changes.

    Args:
        document: the docket as JSON, see `Docket.document`.
    """

    def __init__(self, document: str) -> None:
        self._docket = Docket.from_document(json.loads(document))
        default = ReportParameters().as_of
        self._day = min(max(default, self._docket.first), self._docket.last)
        self._outset = judge_docket(self._docket, ReportParameters(as_of=self._day))
        self._own: dict[str, Docket] = {}

    def opening(self) -> str:
        """Return what the page draws once: controls, sections, sources, the span of days."""
        docket = self._docket
        return json.dumps(
            {
                "controls": [
                    vars(c) | ({"default": self._day} if c.kind == "day" else {})
                    for c in controls()
                ],
                "first": docket.first,
                "last": docket.last,
                "grades": list(GRADES),
                "claims": {c["claim_id"]: c["section"] for c in docket.claims},
                "sections": {c["section"]: _title(c["section"]) for c in docket.claims},
                "sources": [
                    [
                        s.source_id,
                        s.publisher,
                        s.title,
                        s.country,
                        s.party,
                        s.reliability,
                        s.known_from,
                    ]
                    for s in sorted(docket.sources.values(), key=lambda s: s.publisher.lower())
                ],
            }
        )

    def board(self, asked: str) -> str:
        """Return all verdicts as a table, or what is wrong with the values by parameter.

        Args:
            asked: JSON with `parameters` by name, and `changes`: `grades` by source, `sources` and
                `findings` that are left out.
        """
        try:
            parameters, changes = self._read(asked)
        except ParameterError as error:
            return json.dumps({"faults": _by_parameter(str(error))})
        judged = judge_docket(self._docket, parameters, changes)
        report = command(parameters)
        return json.dumps(
            {
                "faults": {},
                "html": claims_view(list(judged.values()), self._outset, parameters.as_of),
                "commands": [report.replace("treaty report", "treaty claims", 1), report],
            }
        )

    def claim(self, asked: str, claim_id: str) -> str:
        """Return all there is to one claim as HTML, under what `board` has accepted."""
        parameters, changes = self._read(asked)
        if claim_id not in self._own:
            d = self._docket
            self._own[claim_id] = Docket(
                tuple(c for c in d.claims if c["claim_id"] == claim_id),
                d.sources,
                tuple(e for e in d.entries if e.claim_id == claim_id),
                d.first,
                d.last,
            )
        return claim_view(self._own[claim_id], claim_id, parameters, changes)

    def document(self, asked: str) -> str:
        """Return what `treaty claims --json` prints under the same parameters."""
        parameters, _ = self._read(asked)
        judged = judge_docket(self._docket, parameters)
        return json.dumps(claims_document(judged, parameters), indent=1, ensure_ascii=False)

    def _read(self, asked: str) -> tuple[ReportParameters, Changes]:
        given = json.loads(asked)
        parameters = report_settings(given["parameters"])
        first, last = self._docket.first, self._docket.last
        if not first <= parameters.as_of <= last:
            raise ParameterError(
                f"as_of: {parameters.as_of} is not among the days that this page covers, {first} "
                f"to {last}. After the last one nothing in the evidence base changes."
            )
        changes = given["changes"]
        return parameters, Changes(
            changes["grades"], frozenset(changes["sources"]), frozenset(changes["findings"])
        )


def _by_parameter(message: str) -> Mapping[str, Any]:
    """Return the lines of a message by the parameter that each begins with."""
    lines = (line.partition(": ") for line in message.splitlines())
    return {name: said for name, _, said in lines}


def _title(section: str) -> str:
    return SECTIONS[section].title if section in SECTIONS else section.capitalize()
