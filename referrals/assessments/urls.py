"""The journey 'Make a referral': one conversation, from whom it is for to what was sent."""

from django.urls import URLPattern, URLResolver, include, path

from referrals.assessments.views import (
    after,
    agree,
    begin,
    check,
    danger,
    nobody,
    one_page,
    services,
    what,
    who,
)
from referrals.clients.views import finding
from referrals.consent import views as consent
from referrals.drafts import views as drafts
from referrals.school import views as school
from referrals.voice.views import worker as cards

one: list[URLPattern | URLResolver] = [
    path("", who.assessment_edit, name="assessment_edit"),
    path("story/", what.story, name="story"),
    path("services/", services.choose, name="choose_services"),
    path("nobody/", nobody.nobody, name="nobody"),
    path("agree/", agree.agree, name="agree"),
    path("check/", check.check, name="check"),
    path("agreement/", consent.agreement, name="agreement"),
    path("agreement/withdraw/", consent.change_mind, name="change_mind"),
    path("sent/", after.sent, name="sent"),
    path("card/", cards.card, name="card"),
    path("card/anew/", cards.renew, name="renew_card"),
    path("card/away/", cards.revoke, name="revoke_card"),
    path("one-page/", one_page.one_page_of, name="one_page_of"),
    path("discard/", what.discard, name="discard"),
    path("danger/", danger.danger, name="danger"),
    path("steps/", drafts.steps, name="steps"),
    path("keep/", drafts.keep, name="keep_longer"),
    path("typed/<str:step>/", drafts.typed, name="typed"),
    path("files/", include("referrals.attachments.urls")),
]

urlpatterns = [
    path("", begin.refer, name="refer"),
    path("school/", school.school, name="school"),
    path("one-page/", one_page.one_page, name="one_page"),
    path("danger/", danger.danger_help, name="danger_help"),
    path("known/", finding.known, name="known"),
    path("known/chosen/", finding.known_chosen, name="known_chosen"),
    path("<uuid:assessment_id>/", include(one)),
]
