from referrals.assessments.models import Answer, Assessment, AssessmentNeed, OpenNeed
from referrals.clients.models import Client, HouseholdMember, Share
from referrals.clocks.models import Finding, Reminder
from referrals.consent.models import Consent
from referrals.messages.models import Message
from referrals.referrals.models import Referral, ReferralEvent

__all__ = [
    "Answer",
    "Assessment",
    "AssessmentNeed",
    "Client",
    "Consent",
    "Finding",
    "HouseholdMember",
    "Message",
    "OpenNeed",
    "Referral",
    "ReferralEvent",
    "Reminder",
    "Share",
]
