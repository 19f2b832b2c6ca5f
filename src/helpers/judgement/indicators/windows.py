"""Windows around the signing, fixed for every indicator that feeds a verdict."""

import pandas as pd

from helpers.ledger.dates import days_between, period_end, period_start, shift_months
from helpers.ledger.views import Known

MONTHS = 12
"""Full months on each side of the month of signing, which belongs to neither."""


def signing_month(known: Known) -> str:
    """Return the month in which the treaty was signed, YYYY-MM."""
    return str(known.ledger.treaties.set_index("treaty_id").loc["IR-RU-2025", "signed"])[:7]


def around_signing(known: Known, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the monthly rows of the windows before and after the signing, as far as known."""
    month = signing_month(known)
    earlier = [shift_months(month, -k) for k in range(MONTHS, 0, -1)]
    later = [shift_months(month, k) for k in range(1, MONTHS + 1)]
    return rows[rows["period"].isin(earlier)], rows[rows["period"].isin(later)]


def days_of(month: str) -> int:
    """Return the number of days of a month YYYY-MM."""
    return days_between(period_start(month), period_end(month)) + 1
