"""The journey 'Make a referral': one conversation, from whom it is for to what was sent."""

from django.urls import include, path

from referrals.assessments.views import after, check, services, what, who

one = [
    path("", who.assessment_edit, name="assessment_edit"),
    path("story/", what.story, name="story"),
    path("services/", services.choose, name="choose_services"),
    path("check/", check.check, name="check"),
    path("sent/", after.sent, name="sent"),
    path("card/", after.card, name="card"),
    path("discard/", what.discard, name="discard"),
]

urlpatterns = [
    path("", who.refer, name="refer"),
    path("<uuid:assessment_id>/", include(one)),
]
