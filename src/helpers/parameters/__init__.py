"""The contract: what a reader may set, with defaults, limits and help."""

from helpers.parameters.faults import ParameterError
from helpers.parameters.report import EARLIEST_AS_OF, ReportParameters
from helpers.parameters.sections import SECTIONS, SectionSpec
from helpers.parameters.settings import (
    changed,
    describe,
    from_namespace,
    report_settings,
    settings,
    settings_for_all,
)

__all__ = [
    "EARLIEST_AS_OF",
    "SECTIONS",
    "ParameterError",
    "ReportParameters",
    "SectionSpec",
    "changed",
    "describe",
    "from_namespace",
    "report_settings",
    "settings",
    "settings_for_all",
]
