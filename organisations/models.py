from organisations.agreements.models import AgreementSignature
from organisations.capacity.models import (
    Capacity,
    CapacityChange,
    OpeningWatch,
    Place,
    Signpost,
    UnmetDemand,
)
from organisations.directory.models import (
    Contact,
    Eligibility,
    ExternalId,
    Location,
    ReferralRoute,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceChange,
    ServiceDocument,
    ServiceNeed,
)
from organisations.members.models import LeadAgency, Membership, Organisation, Team
from organisations.needs.models import Need, NeedSynonym
from organisations.places.models import Area, Postcode
from organisations.roles.models import ApiKey, NetworkRole, OrganisationRole, TeamRole

__all__ = [
    "AgreementSignature",
    "ApiKey",
    "Area",
    "Capacity",
    "CapacityChange",
    "Contact",
    "Eligibility",
    "ExternalId",
    "LeadAgency",
    "Location",
    "Membership",
    "Need",
    "NeedSynonym",
    "NetworkRole",
    "OpeningWatch",
    "Organisation",
    "OrganisationRole",
    "Place",
    "Postcode",
    "ReferralRoute",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceChange",
    "ServiceDocument",
    "ServiceNeed",
    "Signpost",
    "Team",
    "TeamRole",
    "UnmetDemand",
]
