from organisations.agreements.models import AgreementSignature
from organisations.capacity.models import Capacity, UnmetDemand
from organisations.directory.models import Service, ServiceNeed
from organisations.members.models import LeadAgency, Membership, Organisation, Team
from organisations.needs.models import Need
from organisations.roles.models import ApiKey, NetworkRole, OrganisationRole, TeamRole

__all__ = [
    "AgreementSignature",
    "ApiKey",
    "Capacity",
    "LeadAgency",
    "Membership",
    "Need",
    "NetworkRole",
    "Organisation",
    "OrganisationRole",
    "Service",
    "ServiceNeed",
    "Team",
    "TeamRole",
    "UnmetDemand",
]
