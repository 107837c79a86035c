"""Every table of the app, where Django looks for it."""

from reporting.facts.models import Delta, RollUp
from reporting.history.models import (
    HistoryImport,
    HistoryOrganisation,
    HistoryReferral,
    HistoryUpload,
)

__all__ = [
    "Delta",
    "HistoryImport",
    "HistoryOrganisation",
    "HistoryReferral",
    "HistoryUpload",
    "RollUp",
]
