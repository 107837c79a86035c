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
    Closure,
    Contact,
    Eligibility,
    ExternalId,
    Location,
    ReferralRoute,
    ReplyFigure,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceChange,
    ServiceDocument,
    ServiceNeed,
)
from organisations.engagement.lead.models import HandoverRole, LeadHandover
from organisations.engagement.lessons.models import LessonDone, PanelShown
from organisations.engagement.questions.models import (
    HelpPage,
    HelpPageVersion,
    HelpQuestion,
    QuestionWords,
)
from organisations.joining.models import Joining, JoiningMessage
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
    "Closure",
    "Contact",
    "Eligibility",
    "ExternalId",
    "HandoverRole",
    "HelpPage",
    "HelpPageVersion",
    "HelpQuestion",
    "Joining",
    "JoiningMessage",
    "LeadAgency",
    "LeadHandover",
    "LessonDone",
    "Location",
    "Membership",
    "Need",
    "NeedSynonym",
    "NetworkRole",
    "OpeningWatch",
    "Organisation",
    "OrganisationRole",
    "PanelShown",
    "Place",
    "Postcode",
    "QuestionWords",
    "ReferralRoute",
    "ReplyFigure",
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
