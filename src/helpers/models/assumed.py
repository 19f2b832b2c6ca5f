"""The assumptions of the models as they could be made on a day."""

from collections.abc import Sequence

import pandas as pd

from helpers.ledger.views import Known

DAY = "known_from"
"""The column that tells from which day a row is used; blank: from the first day."""


def assumed(known: Known, table: str, key: Sequence[str] = ("name",)) -> pd.DataFrame:
    """Return, for each input of a model, the newest row that could be known on the day of `known`.

    Args:
        known: the evidence of the day.
        table: a table of assumptions, such as "energy_assumptions".
        key: the columns that name an input.

    Returns:
        The table's columns, indexed by `key`, which stays among them.
    """
    rows = known.table(table, DAY).sort_values(DAY, kind="stable")
    newest = rows.drop_duplicates(list(key), keep="last")
    return newest.set_index(list(key), drop=False)
