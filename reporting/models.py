"""Every table of the app, where Django looks for it."""

from reporting.disclosure.models import Publication
from reporting.exports.models import Export, ExportPart
from reporting.facts.models import Fact, RollUp
from reporting.history.models import (
    HistoryImport,
    HistoryOrganisation,
    HistoryReferral,
    HistoryUpload,
)
from reporting.packs.models import Pack, PackSent, PackWords

__all__ = [
    "Export",
    "ExportPart",
    "Fact",
    "HistoryImport",
    "HistoryOrganisation",
    "HistoryReferral",
    "HistoryUpload",
    "Pack",
    "PackSent",
    "PackWords",
    "Publication",
    "RollUp",
]
