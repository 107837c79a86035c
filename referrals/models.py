from referrals.assessments.models import Answer, Assessment, AssessmentNeed, OpenNeed
from referrals.attachments.models import Attachment
from referrals.clients.merges import ClientMerge
from referrals.clients.models import Client, HouseholdMember, Share
from referrals.clocks.models import Finding, Reminder
from referrals.consent.models import Consent, DeletionAsked
from referrals.desk.models import Offer
from referrals.drafts.models import KeptTyping
from referrals.filters.models import SavedFilter
from referrals.links.models import AnswerLink
from referrals.messages.models import Message, MessageRead, Note
from referrals.outcomes.models import Award, Gains
from referrals.prompts.models import TopicPrompts
from referrals.referrals.models import Referral, ReferralEvent
from referrals.voice.models import NotCalled, PersonLink

__all__ = [
    "Answer",
    "AnswerLink",
    "Assessment",
    "AssessmentNeed",
    "Attachment",
    "Award",
    "Client",
    "ClientMerge",
    "Consent",
    "DeletionAsked",
    "Finding",
    "Gains",
    "HouseholdMember",
    "KeptTyping",
    "Message",
    "MessageRead",
    "NotCalled",
    "Note",
    "Offer",
    "OpenNeed",
    "PersonLink",
    "Referral",
    "ReferralEvent",
    "Reminder",
    "SavedFilter",
    "Share",
    "TopicPrompts",
]
