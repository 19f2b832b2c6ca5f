"""What the evidence base holds and lacks on the day of the report."""

import pandas as pd

from helpers.display import charts
from helpers.display.bundles import figure, note, say, table
from helpers.display.style import name
from helpers.display.words import capital, count, join, num, number_word, percent
from helpers.judgement.agreement import agreement
from helpers.ledger.dates import long_date, timely
from helpers.parameters import EARLIEST_AS_OF
from helpers.sections.briefing import Briefing
from helpers.sections.methods.words import section_title

FIRST_MONTH = "2024-07"
COUNTRIES = 12
STATELESS = {"INT": "None or several"}
"""Codes of a publisher's country that are no state's."""

THIN = 2
"""A claim that rests on no more counted findings than this is listed as thin."""


def as_of_ladder(report: Briefing) -> None:
    """Show how many findings and origins were known at the end of each month."""
    rows = report.known.evidence
    months = sorted({m for m in rows["known_on"].str[:7] if m >= FIRST_MONTH} | {report.as_of[:7]})
    ladder = pd.DataFrame(
        {
            "findings": [int((rows["known_on"].str[:7] <= m).sum()) for m in months],
            "origins": [rows[rows["known_on"].str[:7] <= m]["origin"].nunique() for m in months],
        },
        index=months,
    )
    early = rows[rows["known_on"] <= EARLIEST_AS_OF]
    held = ladder.reset_index(names="until")
    held.loc[len(held)] = [EARLIEST_AS_OF, len(early), early["origin"].nunique()]
    figure(
        charts.line_chart(
            ladder,
            as_of=report.as_of,
            marks=report.treaty_days,
            zero=True,
            unit="number, cumulative",
        ),
        label="methods-ladder",
        title=(
            f"{capital(count(len(rows), 'finding'))} read were known by {long_date(report.as_of)},"
            f" {len(early):,} of them by {long_date(EARLIEST_AS_OF)}"
        ),
        subtitle="Findings and independent origins known by the end of each month",
        caption="A report as of a day uses only what stands to its left. Findings computed from"
        " series are not counted here: they are made anew for each day.",
        alt=(
            f"Two rising lines from {months[0]} to {months[-1]}; findings end at"
            f" {ladder['findings'].iloc[-1]}, origins at {ladder['origins'].iloc[-1]}."
        ),
        data=held.sort_values("until"),
    )


def coverage_tables(report: Briefing) -> None:
    """Show findings by section, and sources by country and party."""
    known = report.known
    claims = known.claims.set_index("claim_id")["section"]
    rows = known.evidence.assign(section=known.evidence["claim_id"].map(claims))
    parts = {str(s): part for s, part in rows.groupby("section", sort=False)}
    by_section = [_covered(report, s, part) for s, part in (*parts.items(), ("all", rows))]
    table(
        pd.DataFrame(by_section),
        label="methods-coverage",
        title=f"The newest finding is of {long_date(rows['known_on'].max())}",
        caption=(
            "Findings admitted under the grades chosen: read in sources, or computed from series."
            " Of both together some bear on their claim, and the others are background; the last"
            " three columns tell of those read. Excerpts were read, not whole pages; what is not"
            " online or behind a wall is absent."
        ),
        kinds={"Newest": "date", "From parties": "number"},
    )
    _by_country(known.sources.loc[sorted(set(rows["source_id"]))])


def _covered(report: Briefing, section: str, part: pd.DataFrame) -> dict[str, object]:
    """Return what is held on the claims of a section, or of all."""
    js = [j for j in report.judgements.values() if section in (j.section, "all")]
    whole = report.findings["claim_id"].isin({j.claim_id for j in js})
    return {
        "Section": section_title(section),
        "Read": len(part),
        "Computed": int(whole.sum()) - len(part),
        "Bear on a claim": sum(j.n_evidence for j in js),
        "Origins": part["origin"].nunique(),
        "From parties": percent((part["party"] != "").mean()),
        "Newest": part["known_on"].max(),
    }


def _by_country(used: pd.DataFrame) -> None:
    countries = used["country"].str.split(";").str[0].value_counts().head(COUNTRIES)
    parties = used[used["party"] != ""]["party"].value_counts()
    shown = [
        {
            "Country of the publisher": STATELESS.get(c) or name(c),
            "Sources": int(n),
            "Sources of any country that speak for it": int(parties.get(c, 0)),
        }
        for c, n in countries.items()
    ]
    bodies = used["country"].str.split(";").str[0].nunique()
    speaking = int((used["party"] != "").sum())
    shown.append(
        {
            "Country of the publisher": f"all {bodies}",
            "Sources": len(used),
            "Sources of any country that speak for it": speaking,
        }
    )
    table(
        pd.DataFrame(shown),
        label="methods-countries",
        title=(
            f"The findings read come from {count(len(used), 'source')} of {bodies} countries;"
            f" {number_word(speaking)} speak for a party"
        ),
        caption=(
            f"The {num(COUNTRIES)} commonest countries. A party is a state whose government, state"
            " media or forces speak; a page published elsewhere can relay it, so that the last"
            " column is no part of the one before. Sources that only events, passages or numbers"
            " cite are in the list of sources and not in this table."
        ),
    )


def missing(report: Briefing) -> None:
    """Show which claims lack support or rest on little, and the known gaps of the base."""
    rows = report.findings
    bare, thin = [], []
    for j in report.judgements.values():
        stances = set(rows[rows["evidence_id"].isin(j.counted)]["stance"])
        bare += [j.claim_id] if "supports" not in stances else []
        thin += [j.claim_id] if len(j.counted) <= THIN else []
    say(
        f"{capital(count(len(bare), 'claim'))} {'has' if len(bare) == 1 else 'have'} no counted"
        f" finding in support: {join(bare) or 'none'}. {capital(count(len(thin), 'claim'))}"
        f" {'rests' if len(thin) == 1 else 'rest'} on {number_word(THIN)} counted findings or"
        f" fewer: {join(thin) or 'none'}. A search for a claim finds what is written about it:"
        " silence is under-counted."
    )
    gaps = [timely(g, report.as_of) for g in report.ledger.descriptor["x-gaps"]]
    say("\n".join(f"- {g}" for g in gaps if g))
    newest = max(report.ledger.evidence["known_on"])
    if report.as_of > newest:
        note(
            f"The base holds no news after {long_date(newest)}; the report is not more current than"
            " that."
        )


def coder_agreement(report: Briefing) -> None:
    """Show how far a second, blind coding of the findings agrees with the first."""
    known = report.known
    both = known.evidence.merge(
        known.ledger.evidence_second, on="evidence_id", suffixes=("", "_second")
    )
    if known.parameters.coder != "first" or both.empty:
        note("Agreement of the two codings is shown when the first coding is in use.")
        return
    shown = []
    for column, what in (("stance", "Stance"), ("bears_on", "What it bears on")):
        codings = list(both[column]), list(both[f"{column}_second"])
        found = agreement(*codings, sorted({*codings[0], *codings[1]}))
        shown.append(
            {
                "Coded": what,
                "Findings": found.units,
                "Agree": percent(found.share),
                "Cohen's kappa": num(found.kappa, 2),
                "90 % interval": f"{num(found.kappa_low, 2)} to {num(found.kappa_high, 2)}",
            }
        )
    table(
        pd.DataFrame(shown),
        label="methods-agreement",
        title=f"A second, blind coding agrees on the stance of {shown[0]['Agree']} of the findings",
        caption=(
            "Kappa corrects for agreement by chance (Cohen, 1960). Both codings are kept: the"
            " parameter `coder` chooses."
        ),
        kinds={"Agree": "number", "Cohen's kappa": "number", "90 % interval": "number"},
    )


def release_note(report: Briefing) -> None:
    """Show each data set of which something is used, with its licence and last period used."""
    last = last_periods(report)
    rows = report.ledger.datasets.sort_values("dataset_id")
    rows = rows[rows["dataset_id"].isin(last) | (rows["last_period"] == "")]
    table(
        pd.DataFrame(
            {
                "Data set": [
                    f"{t} ({p})" for t, p in zip(rows["title"], rows["publisher"], strict=True)
                ],
                "Licence": rows["licence"],
                "Last period used": [last.get(d, "") for d in rows["dataset_id"]],
            }
        ),
        label="methods-release",
        title=f"Numbers or maps of {count(len(rows), 'open data set')} stand behind this report",
        caption=(
            "Only the newest vintage of each data set is held: an early report shows today's value"
            " of a period then known. The last period is that of the newest number known on the"
            " day of the report; a blank one: the data set has no periods."
        ),
        kinds={"Last period used": "date"},
    )


def last_periods(report: Briefing) -> dict[str, str]:
    """Return the last period of which a number was known, by data set."""
    rows = report.figures.rows
    sets = rows["series"].map(report.figures.described["dataset_id"])
    rows = rows.assign(dataset=sets)[sets != ""].sort_values(["end", "start"], kind="stable")
    return dict(zip(rows["dataset"], rows["period"], strict=True))
