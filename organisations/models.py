from organisations.agreements.models import AgreementDraft, AgreementSignature, AgreementVersion
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
from organisations.engagement.announcements.models import Announcement, AnnouncementRead
from organisations.engagement.contacts.models import ContactChange, ContactNote
from organisations.engagement.lead.models import HandoverRole, LeadHandover
from organisations.engagement.lessons.models import LessonDone, PanelShown
from organisations.engagement.meetings.models import Attendance, Meeting, MeetingAction
from organisations.engagement.pipeline.models import Milestone
from organisations.engagement.questions.models import (
    HelpPage,
    HelpPageVersion,
    HelpQuestion,
    QuestionWords,
)
from organisations.engagement.stages.models import CoordinationLevel, NetworkStage
from organisations.engagement.surveys.models import SurveyAnswers, SurveyWave
from organisations.engagement.workstreams.models import Workstream
from organisations.engagement.yearly.models import YearFigure
from organisations.joining.models import Joining, JoiningMessage
from organisations.members.models import LeadAgency, Membership, Organisation, Team
from organisations.needs.models import Need, NeedSynonym
from organisations.places.models import Area, Postcode
from organisations.practice.models import PracticeTeam
from organisations.roles.models import ApiKey, NetworkRole, OrganisationRole, TeamRole

__all__ = [
    "AgreementDraft",
    "AgreementSignature",
    "AgreementVersion",
    "Announcement",
    "AnnouncementRead",
    "ApiKey",
    "Area",
    "Attendance",
    "Capacity",
    "CapacityChange",
    "Closure",
    "Contact",
    "ContactChange",
    "ContactNote",
    "CoordinationLevel",
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
    "Meeting",
    "MeetingAction",
    "Membership",
    "Milestone",
    "Need",
    "NeedSynonym",
    "NetworkRole",
    "NetworkStage",
    "OpeningWatch",
    "Organisation",
    "OrganisationRole",
    "PanelShown",
    "Place",
    "Postcode",
    "PracticeTeam",
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
    "SurveyAnswers",
    "SurveyWave",
    "Team",
    "TeamRole",
    "UnmetDemand",
    "Workstream",
    "YearFigure",
]
