"""Sources as an edition cites them: by a key without vintage, with the dates that were past."""

import re
from collections.abc import Mapping

import pandas as pd

from helpers.ledger.dates import later_mentions, timely

VINTAGE = re.compile(r"-(?:19|20)\d{2}(?:-\d{2})?(?=-|$)")
SPECIAL_KEYS = {"ofac-2024-05-sdn-archive": "ofac-sdn-archive", "ofac-2026-08-sdn": "ofac-sdn"}


def citation_key(source_id: str, kind: str) -> str:
    """Return the key by which a source is cited.

    A data set is cited without the year of its edition: an early as-of report uses today's
    edition for want of an older one, and must not print a year that had not come.
    """
    if kind != "dataset":
        return source_id
    return SPECIAL_KEYS.get(source_id, VINTAGE.sub("", source_id))


WITHHELD = "(title withheld: it names a later day)"


def keyed(sources: pd.DataFrame) -> pd.DataFrame:
    """Return the ledger's table `sources` with each one's `key`, indexed by source_id."""
    pairs = zip(sources["source_id"].tolist(), sources["kind"].tolist(), strict=True)
    keys = [citation_key(source, kind) for source, kind in pairs]
    return sources.assign(key=keys).set_index("source_id", drop=False)


def citable(
    sources: pd.DataFrame, as_of: str, plans: Mapping[str, frozenset[str]] | None = None
) -> pd.DataFrame:
    """Return the sources that could be cited on `as_of`.

    A source is out from `known_from` on; data sets, which have none, can always be cited.
    `published` and `vintage` are blank until they are past. A title that names a later day stays
    only if that day is a plan that a row of the source names.

    Args:
        sources: what `keyed` returns.
        as_of: ISO day.
        plans: by source_id, the later dates that its rows name as plans.
    """
    plans = plans or {}
    known = sources[sources["known_from"] <= as_of].copy()
    known.loc[known["published"] > as_of, "published"] = ""
    dataset = known["kind"] == "dataset"
    late = known["vintage"].map(lambda v: bool(later_mentions(v, as_of)))
    known.loc[late | (dataset & (known["published"] == "")), "vintage"] = ""
    known["title"] = [
        timely(title, as_of, plans.get(source, frozenset())) or WITHHELD
        for source, title in zip(known["source_id"].tolist(), known["title"].tolist(), strict=True)
    ]
    return known


def bibliography(known: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return what an edition prints of each citable source, by key.

    Args:
        known: the table that `citable` returns.
    """
    columns = ["publisher", "title", "published", "url", "kind", "party", "country", "vintage"]
    return {
        row["key"]: {c: row[c] for c in columns} | {"grade": row["reliability"]}
        for row in known.sort_index().to_dict("records")
    }
