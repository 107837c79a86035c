from referrals.assessments.models import Answer, Assessment, AssessmentNeed, OpenNeed
from referrals.clients.models import Client, HouseholdMember, Share
from referrals.consent.models import Consent
from referrals.messages.models import Message
from referrals.referrals.models import Referral, ReferralEvent

__all__ = [
    "Answer",
    "Assessment",
    "AssessmentNeed",
    "Client",
    "Consent",
    "HouseholdMember",
    "Message",
    "OpenNeed",
    "Referral",
    "ReferralEvent",
    "Share",
]
