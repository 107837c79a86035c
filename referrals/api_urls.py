"""Calls below /api/v1/networks/<slug>/ about conversations and referrals."""

from django.urls import path

from referrals.assessments.api import AssessmentsCall
from referrals.attachments.api import FileCall, FilesCall
from referrals.consent.api import WithdrawConsentCall
from referrals.desk.api import PlaceCall, SendToDeskCall
from referrals.messages.api import MessagesCall
from referrals.referrals.api.calls import ReferralCall, ReferralsCall, SendCall
from referrals.referrals.api.moves import (
    AcceptCall,
    AnswerCall,
    AssignCall,
    CloseCall,
    ContactCall,
    DeclineCall,
    ForwardCall,
    GainsCall,
    ReopenCall,
    ReturnCall,
    UndoCall,
    WithdrawCall,
)

_ONE = "referrals/<str:reference>"

urlpatterns = [
    path("assessments", AssessmentsCall.as_view()),
    path("assessments/<uuid:assessment_id>/referrals", SendCall.as_view()),
    path("assessments/<uuid:assessment_id>/withdraw_consent", WithdrawConsentCall.as_view()),
    path("assessments/<uuid:assessment_id>/files", FilesCall.as_view()),
    path("referrals", ReferralsCall.as_view()),
    path(_ONE, ReferralCall.as_view()),
    path(f"{_ONE}/accept", AcceptCall.as_view()),
    path(f"{_ONE}/undo", UndoCall.as_view()),
    path(f"{_ONE}/assign", AssignCall.as_view()),
    path(f"{_ONE}/decline", DeclineCall.as_view()),
    path(f"{_ONE}/return", ReturnCall.as_view()),
    path(f"{_ONE}/answer", AnswerCall.as_view()),
    path(f"{_ONE}/withdraw", WithdrawCall.as_view()),
    path(f"{_ONE}/contact", ContactCall.as_view()),
    path(f"{_ONE}/forward", ForwardCall.as_view()),
    path(f"{_ONE}/close", CloseCall.as_view()),
    path(f"{_ONE}/gains", GainsCall.as_view()),
    path(f"{_ONE}/reopen", ReopenCall.as_view()),
    path(f"{_ONE}/send_to_desk", SendToDeskCall.as_view()),
    path(f"{_ONE}/place", PlaceCall.as_view()),
    path(f"{_ONE}/files/<uuid:attachment_id>", FileCall.as_view()),
    path(f"{_ONE}/messages", MessagesCall.as_view()),
]
