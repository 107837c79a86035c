"""Emails about a referral: its reference, what for, where it stands, who is on the other side.

Nothing about the person: `system`, in whose context these are written, cannot read a letter.
"""

from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import UUID

from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to
from ccs.ui import moments, phones
from organisations.members.models import Membership
from organisations.members.notices import reader_of
from organisations.needs.rules import need_labels
from referrals.links.making import link_to_answer
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.presenters.wording import urgency_in_words
from referrals.referrals.rules import EventKind, Outcome, Status, why_declined


@dataclass(frozen=True, slots=True)
class Words:
    """What an email says first: `who` is the other side, `why` what it chose from a list."""

    subject: Promise
    opening: Promise
    next_step: Promise


WORDS: Final[dict[str, Words]] = {
    "referral_sent": Words(
        gettext_lazy("%(reference)s: new referral for %(service)s"),
        gettext_lazy("%(who)s has sent you a referral."),
        gettext_lazy("Open it to accept it, or to say why you cannot."),
    ),
    "referral_accepted": Words(
        gettext_lazy("%(reference)s: accepted by %(service)s"),
        gettext_lazy("%(who)s has accepted your referral."),
        gettext_lazy("They will contact the person. You do not need to chase."),
    ),
    "referral_assigned": Words(
        gettext_lazy("%(reference)s: given to you"),
        gettext_lazy("Your team has given you this referral."),
        gettext_lazy("Open it to see what to do next, and by when."),
    ),
    "referral_with_broker": Words(
        gettext_lazy("%(reference)s: the desk is asked to find help"),
        gettext_lazy("%(who)s asks the desk to find somebody who can help."),
        gettext_lazy("Open it to choose a service, or to ask the referrer."),
    ),
    "referral_placed": Words(
        gettext_lazy("%(reference)s: the desk has asked %(service)s"),
        gettext_lazy("The desk has sent your referral to somebody who may help."),
        gettext_lazy("You do not need to chase. You hear when they answer."),
    ),
    "referral_undone": Words(
        gettext_lazy("%(reference)s: %(service)s has not decided after all"),
        gettext_lazy("%(who)s had accepted your referral, and has undone that."),
        gettext_lazy("It waits for their answer again. You do not need to chase."),
    ),
    "referral_revoked": Words(
        gettext_lazy("%(reference)s: they have taken back their agreement"),
        gettext_lazy("The person no longer agrees that their details are shared."),
        gettext_lazy("This referral has ended. Open it to see who must delete their copies."),
    ),
    "referral_forwarded": Words(
        gettext_lazy("%(reference)s: passed on by %(service)s"),
        gettext_lazy("%(who)s has passed this on to somebody who can help better."),
        gettext_lazy("Open it to see who has it now."),
    ),
    "referral_reopened": Words(
        gettext_lazy("%(reference)s: opened again by %(service)s"),
        gettext_lazy("%(who)s has opened this referral again."),
        gettext_lazy("Open it to read why."),
    ),
    "referral_handed_back": Words(
        gettext_lazy("%(reference)s: the desk gives the step back to you"),
        gettext_lazy("The desk has looked into it. The next step is yours again."),
        gettext_lazy("Open it to see what to do, and by when."),
    ),
    "referral_declined": Words(
        gettext_lazy("%(reference)s: declined by %(service)s"),
        gettext_lazy("%(who)s cannot take your referral. Their reason: %(why)s."),
        gettext_lazy("Open it to find another service for these needs."),
    ),
    "referral_returned": Words(
        gettext_lazy("%(reference)s: a question from %(service)s"),
        gettext_lazy("%(who)s needs to know more before they can decide."),
        gettext_lazy("Open it to read the question and to answer it."),
    ),
    "referral_answered": Words(
        gettext_lazy("%(reference)s: your question about %(service)s was answered"),
        gettext_lazy("%(who)s has answered your question."),
        gettext_lazy("Open it to accept it, or to say why you cannot."),
    ),
    "referral_withdrawn": Words(
        gettext_lazy("%(reference)s: withdrawn from %(service)s"),
        gettext_lazy("%(who)s has withdrawn this referral."),
        gettext_lazy("You do not need to do anything."),
    ),
    # What was passed on, to whom it comes back: a need is open with them again.
    "referral_taken_back": Words(
        gettext_lazy("%(reference)s: withdrawn from %(service)s"),
        gettext_lazy("%(who)s has taken back what they had passed on."),
        gettext_lazy("Open it to find another service for these needs."),
    ),
    "referral_closed": Words(
        gettext_lazy("%(reference)s: closed by %(service)s"),
        gettext_lazy("%(who)s has closed your referral. What came of it: %(why)s."),
        gettext_lazy("Open it to read more."),
    ),
    "referral_message": Words(
        gettext_lazy("%(reference)s: new message about %(service)s"),
        gettext_lazy("%(who)s has written to you about this referral."),
        gettext_lazy("Open it to read the message and to answer."),
    ),
}

# Those that ask for an answer: it may be given from the email.
ASKS: Final = ("referral_sent", "referral_answered")


def written_by(template: str, notice: Notice) -> Letter | None:
    reader = reader_of(notice.recipient_id)
    event = ReferralEvent.objects.filter(pk=notice.event_id).select_related("referral").first()
    if reader is None or event is None:
        return None
    referral, words = event.referral, WORDS[template]
    with translation.override(reader.language):
        facts = {
            "reference": referral.reference,
            # What the desk does before it has found a service is the desk's.
            "service": referral.service_name or _("the desk"),
            "who": _other_side(referral, event),
            "why": _why(event),
        }
        return reader.letter(
            page="referral",
            subject=str(words.subject) % facts,
            context={
                "opening": str(words.opening) % facts,
                "next_step": str(words.next_step),
                "rows": _rows(referral, event, reader_id=notice.recipient_id),
                "answer": _answer(template, referral, notice),
                "link": link_to(
                    "referrals:detail", network=reader.network_slug, reference=referral.reference
                ),
            },
        )


def _answer(template: str, referral: Referral, notice: Notice) -> str:
    """The link by which this reader answers; empty where nothing is asked of them."""
    if template not in ASKS:
        return ""
    return link_to_answer(referral, member_id=notice.recipient_id)


def _rows(referral: Referral, event: ReferralEvent, *, reader_id: UUID) -> list[tuple[str, str]]:
    contact, phone = _contact(referral, event, reader_id=reader_id)
    rows = [
        (_("Reference"), referral.reference),
        (_("Needs"), ", ".join(need_labels(referral.needs))),
        (_("How soon"), urgency_in_words(referral.urgency)),
        (_("Service"), referral.service_name),
        (_("Status"), str(Status(referral.status).label)),
        (_("Answer by"), _deadline(referral)),
        (_("Contact"), ", ".join(filter(None, (contact, _team_of(referral, event))))),
        (_("Phone"), phone),
    ]
    return [(name, value) for name, value in rows if value]


def _contact(referral: Referral, event: ReferralEvent, *, reader_id: UUID) -> tuple[str, str]:
    """Who to speak to: the worker it was given to, else who acted; and their direct number."""
    accepted = event.kind == Status.ACCEPTED and referral.assigned_to_id != reader_id
    given_to = referral.assigned_to_id if accepted else None
    person = given_to or event.actor_id
    member = Membership.objects.filter(pk=person, left_at=None).first() if person else None
    if member is None:
        return event.by_name, ""
    return member.name, phones.shown(member.phone) if member.phone else ""


def _other_side(referral: Referral, event: ReferralEvent) -> str:
    for_self = referral.self_referred and event.kind == EventKind.SENT
    return _("Somebody who asks for themselves") if for_self else _team_of(referral, event)


def _team_of(referral: Referral, event: ReferralEvent) -> str:
    """Whose doing it was; the clock's is nobody's."""
    own = event.team_id
    if own and own == referral.to_team_id:
        return referral.to_name
    by_desk = own and own == referral.desk_team_id and own != referral.from_team_id
    return _("The desk") if by_desk else referral.from_name


def _deadline(referral: Referral) -> str:
    """Only while an answer is waited for. A whole date: an email may be read days later."""
    due = referral.next_action_at
    if referral.status not in (Status.SENT, Status.RETURNED) or due is None:
        return ""
    day = moments.full_date(timezone.localtime(due).date())
    return _("%(time)s on %(day)s") % {"time": moments.clock(due), "day": day}


def _why(event: ReferralEvent) -> str:
    """The choice from a list that an event carries, as the list has it."""
    if event.kind == Status.DECLINED:
        return why_declined(event.detail, by_desk=event.from_status == Status.WITH_BROKER)
    return str(Outcome(event.detail).label) if event.kind == Status.CLOSED else ""


def register() -> None:
    for template in WORDS:
        registry.register(template, partial(written_by, template))
