"""The journey 'Make a referral': one conversation, from whom it is for to what was sent."""

from django.urls import include, path

from referrals.assessments.views import after, begin, check, nobody, services, what, who

one = [
    path("", who.assessment_edit, name="assessment_edit"),
    path("story/", what.story, name="story"),
    path("services/", services.choose, name="choose_services"),
    path("nobody/", nobody.nobody, name="nobody"),
    path("check/", check.check, name="check"),
    path("sent/", after.sent, name="sent"),
    path("card/", after.card, name="card"),
    path("discard/", what.discard, name="discard"),
]

urlpatterns = [
    path("", begin.refer, name="refer"),
    path("<uuid:assessment_id>/", include(one)),
]
