"""Pages of a network about referrals; the home page is one of them."""

from django.urls import URLPattern, URLResolver, include, path

from referrals.aftercare import desk_views as desk_aftercare
from referrals.aftercare.views import checks as check_ins
from referrals.aftercare.views import keeping as check_typing
from referrals.aftercare.views import lists as check_lists
from referrals.aftercare.views import plans as aftercare_plans
from referrals.attachments import views as attachments
from referrals.audit import urls as audit_urls
from referrals.audit.views import trails
from referrals.board import views as board
from referrals.caseload import views as caseload
from referrals.clients.views import letters
from referrals.consent import views as consent
from referrals.desk.views import bringing, brokering, desk, envelopes, offers, tasks, unmet
from referrals.engagement import views as engagement
from referrals.filters import views as filters
from referrals.home import views as home
from referrals.learning import public_views as you_said
from referrals.links import views as links
from referrals.messages import note_views as notes
from referrals.messages import views as messages
from referrals.outcomes import chain_views as chain
from referrals.outcomes import views as outcomes
from referrals.papers import urls as papers_urls
from referrals.practice import views as practice
from referrals.prompts import views as prompts
from referrals.referrals.views import asking, detail, forwarding, lists, pulse, tapping
from referrals.retention import views as retention
from referrals.selfreferral import views as selfreferral
from referrals.several import views as several
from referrals.voice.questions import worker_views as asking_how
from referrals.voice.views import person as own
from referrals.voice.views import worker as cards
from referrals.welcome import views as welcome

app_name = "referrals"

one = [
    path("", detail.referral_detail, name="detail"),
    path("accept/", tapping.accept, name="accept"),
    path("contact/", tapping.contact, name="contact"),
    path("decline/", asking.decline, name="decline"),
    path("withdraw/", asking.withdraw, name="withdraw"),
    path("return/", asking.return_to_sender, name="return"),
    path("answer/", asking.answer, name="answer"),
    path("assign/", asking.assign, name="assign"),
    path("undo/", asking.undo, name="undo"),
    path("forward/", forwarding.forward, name="forward"),
    path("later/", tapping.later, name="later"),
    path("close/", outcomes.close, name="close"),
    path("gains/", outcomes.gains, name="gains"),
    path("followed/", chain.followed, name="followed"),
    path("reopen/", asking.reopen, name="reopen"),
    path("messages/", messages.message, name="message"),
    path("files/<uuid:attachment_id>/", attachments.referral_file, name="referral_file"),
    path("notes/", notes.keep, name="keep_note"),
    path("notes/<uuid:note_id>/", notes.note, name="note"),
    path("notes/<uuid:note_id>/remove/", notes.remove, name="remove_note"),
    path("agreement/withdraw/", consent.change_mind_by_reference, name="they_changed_mind"),
    path("deleted/", consent.deleted, name="copies_deleted"),
    path("asked/", asking_how.asked_how, name="asked_how"),
    path("pulse/", pulse.pulse, name="pulse"),
    path("trail/", trails.referral_trail, name="referral_trail"),
    path("not-called/", cards.seen, name="not_called_seen"),
    path("find/", brokering.find, name="find"),
    path("place/", brokering.confirm, name="place"),
    path("split/", brokering.split_by_need, name="split"),
    path("hand-back/", brokering.give_back, name="hand_back"),
    path("ask-desk/", bringing.after_refusal, name="ask_desk"),
    path("by-link/<uuid:link_id>/accept/", links.accept_by_link, name="accept_by_link"),
    path("by-link/<uuid:link_id>/decline/", links.decline_by_link, name="decline_by_link"),
]

# How people are some weeks later.
aftercare = [
    path("", check_lists.aftercare, name="aftercare"),
    path("<uuid:plan_id>/", aftercare_plans.plan, name="aftercare_plan"),
    path("<uuid:plan_id>/weeks/", aftercare_plans.weeks, name="aftercare_weeks_of"),
    path("<uuid:plan_id>/end/", aftercare_plans.end, name="end_aftercare"),
    path("<uuid:plan_id>/again/", aftercare_plans.again, name="aftercare_again"),
    path("<uuid:plan_id>/give/", aftercare_plans.give, name="give_aftercare"),
    path("checks/<uuid:check_id>/", check_ins.check, name="aftercare_check"),
    path("checks/<uuid:check_id>/correct/", check_ins.correct, name="correct_check"),
    path("checks/<uuid:check_id>/refer/", check_ins.refer, name="refer_from_check"),
    path("checks/<uuid:check_id>/typed/", check_typing.typed, name="check_typed"),
]

# Signed in, under the network's own name.
members_pages: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("refer/", include("referrals.assessments.urls")),
    path("refer/<uuid:assessment_id>/outcomes/", outcomes.learnt, name="learnt"),
    path("welcome/<slug:kind>/dismiss/", welcome.dismiss, name="dismiss"),
    path("needs/<uuid:open_need_id>/", home.settle_need, name="settle_need"),
    path("referrals/", lists.referral_list, name="list"),
    path("referrals/board/", board.board, name="board"),
    path("referrals/several/", several.several, name="several"),
    path("referrals/export/", caseload.export, name="export"),
    path("referrals/filters/", filters.filters, name="filters"),
    path("referrals/filters/<uuid:filter_id>/", filters.rename, name="rename_filter"),
    path("referrals/filters/<uuid:filter_id>/remove/", filters.remove, name="remove_filter"),
    path("referrals/filters/<uuid:filter_id>/first/", filters.first, name="open_first"),
    path("referrals/search/", letters.search, name="search"),
    path("referrals/<str:reference>/", include(one)),
    path("aftercare/", include(aftercare)),
    path("people/<uuid:client_id>/trail/", trails.person_trail, name="person_trail"),
    path("people/", include("referrals.clients.urls")),
    path("audit/", include(audit_urls.pages)),
    path("emergency/", include("referrals.emergency.urls")),
    path("offers/<uuid:offer_id>/", offers.offer, name="offer"),
    path("practice/", practice.practice, name="practice"),
    path("practice/send/", practice.send_one, name="practice_send"),
    path("practice/reset/", practice.reset, name="practice_reset"),
    path("mail/", practice.mail, name="practice_mail"),
    path("retention/", retention.keeping, name="retention"),
    path("prompts/", prompts.prompts, name="prompts"),
    path("prompts/print/", prompts.printed, name="prompts_printed"),
    path("prompts/<str:need>/", prompts.about, name="prompts_about"),
    *papers_urls.pages,
    path("learning/", include("referrals.learning.urls")),
    path("rights/", include("referrals.rights.urls")),
    path("network/members/", engagement.pipeline, name="pipeline"),
    path("network/calls/", engagement.calls, name="call_list"),
    path("network/calls/<uuid:organisation_id>/", engagement.i_called, name="called"),
    path("desk/", desk.desk, name="desk"),
    path("desk/referrals/", envelopes.envelopes, name="desk_referrals"),
    path("desk/waiting/<slug:kind>/<uuid:subject_id>/", tasks.assign, name="assign_desk"),
    path("desk/needs/<uuid:open_need_id>/", tasks.need, name="desk_need"),
    path("desk/services/<uuid:service_id>/ask/", tasks.ask_team, name="ask_team"),
    path("desk/unmet/", unmet.unmet, name="unmet"),
    path("desk/aftercare/", desk_aftercare.waiting, name="desk_aftercare"),
    path("desk/aftercare/weeks/", desk_aftercare.weeks, name="aftercare_weeks"),
    path("desk/emails/", desk.retry_emails, name="retry_emails"),
]

# For anybody, without signing in.
public_pages = [
    path("you-said/", you_said.you_said, name="you_said"),
    path("services/<uuid:service_id>/ask/", selfreferral.self_refer, name="self_refer"),
]

# The person helped, by the link on their card.
own_pages: list[URLPattern | URLResolver] = [
    path("", own.own_view, name="own_view"),
    path("code/", own.ask_code, name="ask_code"),
    path("exit/", own.own_exit, name="own_exit"),
    path("contact/", own.contact, name="own_contact"),
    path("not-called/", own.not_called, name="own_not_called"),
    path("stop/", own.stop, name="own_stop"),
    path("information/", own.information, name="own_information"),
    path("afterwards/", own.afterwards, name="own_afterwards"),
    path("questions/", include("referrals.voice.questions.urls")),
]

urlpatterns = [
    path("find-help/<network:network>/", include(public_pages)),
    # From an email, before signing in.
    path("answer/<str:token>/", links.asked_by_email, name="asked_by_email"),
    *papers_urls.by_link,
    path("c/<str:token>/", include(own_pages)),
    path("c/<path:rest>", own.elsewhere, name="own_elsewhere"),
    path("<network:network>/", include(members_pages)),
]
