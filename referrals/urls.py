"""Pages of a network about referrals; the home page is one of them."""

from django.urls import URLPattern, URLResolver, include, path

from referrals.attachments import views as attachments
from referrals.board import views as board
from referrals.caseload import views as caseload
from referrals.clients.views import letters
from referrals.consent import views as consent
from referrals.desk.views import bringing, brokering, desk, offers, unmet
from referrals.filters import views as filters
from referrals.home import views as home
from referrals.links import views as links
from referrals.messages import note_views as notes
from referrals.messages import views as messages
from referrals.outcomes import views as outcomes
from referrals.prompts import views as prompts
from referrals.referrals.views import asking, detail, forwarding, lists, pulse, tapping
from referrals.selfreferral import views as selfreferral
from referrals.several import views as several

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
    path("reopen/", asking.reopen, name="reopen"),
    path("messages/", messages.message, name="message"),
    path("files/<uuid:attachment_id>/", attachments.referral_file, name="referral_file"),
    path("notes/", notes.keep, name="keep_note"),
    path("notes/<uuid:note_id>/", notes.note, name="note"),
    path("notes/<uuid:note_id>/remove/", notes.remove, name="remove_note"),
    path("agreement/withdraw/", consent.change_mind_by_reference, name="they_changed_mind"),
    path("deleted/", consent.deleted, name="copies_deleted"),
    path("pulse/", pulse.pulse, name="pulse"),
    path("find/", brokering.find, name="find"),
    path("place/", brokering.confirm, name="place"),
    path("split/", brokering.split_by_need, name="split"),
    path("hand-back/", brokering.give_back, name="hand_back"),
    path("ask-desk/", bringing.after_refusal, name="ask_desk"),
    path("by-link/<uuid:link_id>/accept/", links.accept_by_link, name="accept_by_link"),
    path("by-link/<uuid:link_id>/decline/", links.decline_by_link, name="decline_by_link"),
]

# Signed in, under the network's own name.
members_pages: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("refer/", include("referrals.assessments.urls")),
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
    path("people/", include("referrals.clients.urls")),
    path("offers/<uuid:offer_id>/", offers.offer, name="offer"),
    path("prompts/", prompts.prompts, name="prompts"),
    path("prompts/print/", prompts.printed, name="prompts_printed"),
    path("prompts/<str:need>/", prompts.about, name="prompts_about"),
    path("desk/", desk.desk, name="desk"),
    path("desk/unmet/", unmet.unmet, name="unmet"),
    path("desk/emails/", desk.retry_emails, name="retry_emails"),
]

# For anybody, without signing in.
public_pages = [
    path("services/<uuid:service_id>/ask/", selfreferral.self_refer, name="self_refer"),
]

urlpatterns = [
    path("find-help/<network:network>/", include(public_pages)),
    # From an email, before signing in.
    path("answer/<str:token>/", links.asked_by_email, name="asked_by_email"),
    path("<network:network>/", include(members_pages)),
]
