from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.aftercare.records import CheckRecord, NeedNow
from referrals.assessments.models import Answer, Assessment, AssessmentNeed, OpenNeed
from referrals.attachments.models import Attachment
from referrals.audit.models import UnusualReading
from referrals.clients.merges import ClientMerge
from referrals.clients.models import Client, HouseholdMember, Share
from referrals.clocks.models import Finding, Reminder
from referrals.consent.models import Consent, DeletionAsked
from referrals.desk.models import DeskTask, Offer
from referrals.drafts.models import KeptTyping
from referrals.emergency.models import EmergencyReading
from referrals.filters.models import SavedFilter
from referrals.learning.models import LearningNote, NoteEvent, NoteQuote
from referrals.links.models import AnswerLink
from referrals.messages.models import Message, MessageRead, Note
from referrals.outcomes.models import Award, Gains
from referrals.papers.models import ImpactAnswers, PaperLink
from referrals.practice.models import PracticeMail
from referrals.prompts.models import TopicPrompts
from referrals.referrals.models import Referral, ReferralEvent
from referrals.retention.models import RetentionRun
from referrals.rights.models import (
    Correction,
    Erasure,
    Restriction,
    RightsRequest,
    RightsStep,
)
from referrals.tally.models import CheckTally, GainTally, OutcomeTally, PersonTally, StoryTally
from referrals.voice.models import NotCalled, PersonLink
from referrals.voice.questions.models import EndQuestions, Quote, TheirWords

__all__ = [
    "AftercareCheck",
    "AftercarePlan",
    "Answer",
    "AnswerLink",
    "Assessment",
    "AssessmentNeed",
    "Attachment",
    "Award",
    "CheckRecord",
    "CheckTally",
    "Client",
    "ClientMerge",
    "Consent",
    "Correction",
    "DeletionAsked",
    "DeskTask",
    "EmergencyReading",
    "EndQuestions",
    "Erasure",
    "Finding",
    "GainTally",
    "Gains",
    "HouseholdMember",
    "ImpactAnswers",
    "KeptTyping",
    "LearningNote",
    "Message",
    "MessageRead",
    "NeedNow",
    "NotCalled",
    "Note",
    "NoteEvent",
    "NoteQuote",
    "Offer",
    "OpenNeed",
    "OutcomeTally",
    "PaperLink",
    "PersonLink",
    "PersonTally",
    "PracticeMail",
    "Quote",
    "Referral",
    "ReferralEvent",
    "Reminder",
    "Restriction",
    "RetentionRun",
    "RightsRequest",
    "RightsStep",
    "SavedFilter",
    "Share",
    "StoryTally",
    "TheirWords",
    "TopicPrompts",
    "UnusualReading",
]
