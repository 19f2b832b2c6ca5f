"""What the terminal shows: parameters, verdicts, faults of the data."""

import json
from pathlib import Path

from rich.table import Table
from rich.text import Text

from helpers.cli.console import console
from helpers.parameters import ParameterError, ReportParameters, describe
from helpers.parameters.faults import unknown_name

STYLES = {"holds": "green", "fails": "red", "mixed": "yellow", "open": "cyan", "not enough": "dim"}


def show_parameters(section: str | None) -> None:
    """Print every parameter, or those of one section with the shared ones."""
    table = Table(title="Parameters", title_justify="left", show_lines=False)
    for column in ("section", "name", "type", "default", "allowed", "what it sets"):
        table.add_column(column, overflow="fold")
    for row in describe(section):
        table.add_row(*(Text(str(cell)) for cell in row))
    console().print(table)


def show_claims(parameters: ReportParameters, claim_id: str, as_json: bool) -> None:
    """Print all verdicts, or one claim with every finding behind it.

    Raises:
        ParameterError: if there is no such claim.
    """
    from helpers.judgement.claims import claims_document, judge
    from helpers.ledger.package import load
    from helpers.ledger.views import Known

    known = Known(load(), parameters)
    judgements = judge(known)
    if claim_id and claim_id not in judgements:
        raise ParameterError(unknown_name(claim_id, judgements, "this report", "claim"))
    chosen = {claim_id: judgements[claim_id]} if claim_id else judgements
    if as_json:
        print(json.dumps(claims_document(chosen, parameters), indent=1, ensure_ascii=False))
        return
    _print_verdicts(chosen, parameters.as_of)
    if claim_id:
        _print_findings(known, judgements[claim_id])


def show_faults(folder: Path | None) -> int:
    """Print the faults of a data package; return 1 if there are any, else 0."""
    from helpers.ledger.faults import render_faults
    from helpers.ledger.package import check, data_dir

    faults = check(folder)
    if not faults:
        print(f"{(folder or data_dir()).name}: no faults")
        return 0
    print(render_faults(faults))
    print(f"\n{len(faults)} {'fault' if len(faults) == 1 else 'faults'}")
    return 1


def _print_verdicts(judgements, as_of: str) -> None:
    table = Table(title=f"Verdicts as of {as_of}", title_justify="left")
    for column in (
        "claim",
        "kind",
        "verdict",
        "p",
        "interval",
        "confidence",
        "findings",
        "origins",
    ):
        table.add_column(
            column, justify="right" if column in ("p", "findings", "origins") else "left"
        )
    table.add_column("text", overflow="fold", ratio=1)
    for j in judgements.values():
        table.add_row(
            j.claim_id,
            j.kind,
            Text(str(j.verdict), style=STYLES[j.group]),
            "" if j.p is None else f"{j.p:.2f}",
            "" if j.interval is None else f"{j.interval[0]:.2f}-{j.interval[1]:.2f}",
            j.confidence,
            str(j.n_evidence),
            str(j.n_origins),
            Text(j.text),
        )
    console().print(table)


def _print_findings(known, j) -> None:
    from helpers.judgement.claims import all_evidence

    table = Table(title=f"Findings on {j.claim_id}: {j.test}", title_justify="left")
    for column in ("finding", "stance", "bears on", "known on", "grade", "counted", "origin"):
        table.add_column(column, overflow="fold")
    rows = all_evidence(known)
    rows = rows[rows["claim_id"] == j.claim_id]
    for row in rows.sort_values(["bears_on", "stance", "known_on"]).to_dict("records"):
        cells = (
            row["finding"],
            row["stance"],
            row["bears_on"],
            row["known_on"],
            f"{row['reliability']}{int(row['credibility'])}",
            "yes" if row["evidence_id"] in j.counted else "no",
            row["origin"],
        )
        table.add_row(*(Text(str(cell)) for cell in cells))
    out = console()
    out.print(table)
    if j.reasons:
        out.print(f"Confidence is {j.confidence}: {', '.join(j.reasons)}.")
