"""The directory's tables."""

from organisations.directory.models.kept import ExternalId, ReplyFigure, ServiceChange
from organisations.directory.models.places import (
    Closure,
    Contact,
    Location,
    Schedule,
    ServiceAtLocation,
    ServiceDocument,
)
from organisations.directory.models.service import Service, ServiceNeed
from organisations.directory.models.terms import Eligibility, ReferralRoute, ServiceArea
from organisations.directory.models.walls import BY_TEAM_OF_SERVICE, OPEN_SERVICE

__all__ = [
    "BY_TEAM_OF_SERVICE",
    "OPEN_SERVICE",
    "Closure",
    "Contact",
    "Eligibility",
    "ExternalId",
    "Location",
    "ReferralRoute",
    "ReplyFigure",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceChange",
    "ServiceDocument",
    "ServiceNeed",
]
