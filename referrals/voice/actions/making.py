"""The card: made once for a conversation, made anew, taken away; given in a way that is safe."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.outbox.actions import enqueue_to_person
from ccs.outbox.models import Channel
from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import NotAllowed, Problem
from ccs.texts.queries import texts_are_on
from ccs.ui.languages import for_the_person
from referrals.assessments.models import Assessment
from referrals.clients.models import Client, SafeTo
from referrals.referrals.models import Referral
from referrals.referrals.rules import Status
from referrals.rights.standing import refuse_if_erased, refuse_use_if_restricted
from referrals.voice.actions.checking import new_code
from referrals.voice.hashing import hashed
from referrals.voice.models import PersonLink
from referrals.voice.queries import has_secret_place, link_of, referrals_of
from referrals.voice.rules import LASTS, is_discreet
from referrals.voice.tokens import forget_addresses

CARD: Final = "person_card"
_SAFE: Final = {Channel.SMS: SafeTo.TEXT, Channel.EMAIL: SafeTo.EMAIL}


@dataclass(frozen=True, slots=True)
class Given:
    """`code` is to be said to the person now: it is shown this once. Empty when there is one."""

    link: PersonLink
    code: str


@transaction.atomic
def make_card(
    *, actor: Actor, assessment_id: UUID, language: str = "", discreet: bool = False
) -> Given:
    """The card of a conversation that was sent. Made before, it keeps its code and its links.

    How it is worded can be changed each time; never to say more than is safe.
    """
    assessment = _sent(actor, assessment_id)
    referrals = referrals_of(assessment_id)
    needs = {need for one in referrals for need in one.needs}
    discreet = is_discreet(needs, secret_place=has_secret_place(referrals), asked=discreet)
    language = language_for(actor, assessment.client, language)
    link = link_of(assessment_id)
    if link is None:
        return _first(actor, assessment, referrals[0], language=language, discreet=discreet)
    if link.revoked_at:
        raise Problem(_("This card was taken away. Make it anew first."))
    link.language, link.discreet = language, discreet
    link.save(update_fields=["language", "discreet"])
    return Given(link, "")


@transaction.atomic
def renew_card(*, actor: Actor, assessment_id: UUID) -> Given:
    """Everything given before ends; a new code. It can be opened again if it was locked."""
    assessment = _sent(actor, assessment_id)
    link = _locked(actor, assessment_id)
    code, now = new_code(), timezone.now()
    forget_addresses(link)
    link.renewed_at, link.expires_at, link.revoked_at = now, now + LASTS, None
    _prove_by(link, assessment.client, code)
    link.tries, link.locked_until, link.sent_hash, link.sent_until = 0, None, "", None
    link.opened_at, link.proved_at, link.printed_at = None, None, None
    link.save(
        update_fields=[
            "renewed_at",
            "expires_at",
            "revoked_at",
            "code_hash",
            "birth_hash",
            "tries",
            "locked_until",
            "sent_hash",
            "sent_until",
            "opened_at",
            "proved_at",
            "printed_at",
        ]
    )
    _record("person_link.renewed", actor, link)
    return Given(link, code)


@transaction.atomic
def revoke_card(*, actor: Actor, assessment_id: UUID) -> None:
    """Every card, text and email that was given leads nowhere. Twice changes nothing."""
    link = _locked(actor, assessment_id)
    if link.revoked_at is None:
        forget_addresses(link)
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
        _record("person_link.revoked", actor, link)


@transaction.atomic
def note_printed(*, actor: Actor, link: PersonLink) -> None:
    link.printed_at = timezone.now()
    link.save(update_fields=["printed_at"])
    _record("person_link.printed", actor, link)


@transaction.atomic
def send_card(*, actor: Actor, link: PersonLink, channel: str, form_id: UUID | None = None) -> None:
    """By text or email, where that is safe; asked again when it is sent. A form sends it once."""
    client = Client.objects.get(pk=link.client_id)
    refuse_if_erased(client)
    refuse_use_if_restricted(client.pk)
    if channel not in ways_for(client):
        raise Problem(_("That is not a safe way to reach them, or is not known."))
    enqueue_to_person(
        CARD,
        network_id=link.network_id,
        client_id=link.client_id,
        subject_id=link.pk,
        event_id=form_id or new_id(),
        channel=channel,
    )
    _record(f"person_link.{channel}", actor, link)


def ways_for(client: Client) -> list[str]:
    """The channels by which the card may go to them."""
    known = {
        Channel.SMS: bool(client.phone) and texts_are_on(),
        Channel.EMAIL: bool(client.email),
    }
    return [way for way, safe in _SAFE.items() if known[way] and safe in client.safe_to]


def language_for(actor: Actor, client: Client, asked: str = "") -> str:
    """The one that was chosen; else the first that they speak and the network has."""
    offered = for_the_person(actor.network)
    wanted = [asked, *client.languages, actor.network.languages[0], "en"]
    return next((code for code in wanted if code in offered), "en")


def _sent(actor: Actor, assessment_id: UUID) -> Assessment:
    """The conversation of one of the actor's teams, something of which is on its way."""
    rows = Assessment.objects.filter(pk=assessment_id, team__in=actor.teams)
    assessment = rows.select_related("client").first()
    sent = Referral.objects.filter(assessment=assessment_id).exclude(status=Status.DRAFT)
    if assessment is None or not sent.exists():
        raise NotAllowed(_("There is no such conversation here."))
    refuse_if_erased(assessment.client)
    return assessment


def _locked(actor: Actor, assessment_id: UUID) -> PersonLink:
    rows = PersonLink.objects.select_for_update(of=("self",)).filter(team__in=actor.teams)
    link = rows.filter(assessment=assessment_id).first()
    if link is None:
        raise NotAllowed(_("There is no such card here."))
    return link


def _first(
    actor: Actor, assessment: Assessment, referral: Referral, *, language: str, discreet: bool
) -> Given:
    code, now = new_code(), timezone.now()
    link = PersonLink(
        network_id=actor.network.id,
        assessment=assessment,
        client_id=assessment.client_id,
        team_id=assessment.team_id,
        made_by_id=actor.member_id,
        reference=referral.reference,
        language=language,
        discreet=discreet,
        made_at=now,
        renewed_at=now,
        expires_at=now + LASTS,
    )
    _prove_by(link, assessment.client, code)
    try:
        with transaction.atomic():
            link.save(force_insert=True)
    except IntegrityError:  # a double click: the first has the code
        return Given(PersonLink.objects.get(assessment=assessment.pk), "")
    _record("person_link.made", actor, link)
    return Given(link, code)


def _prove_by(link: PersonLink, client: Client, code: str) -> None:
    born = client.date_of_birth
    link.code_hash = hashed(code)
    link.birth_hash = hashed(born.isoformat()) if born else ""


def _record(action: str, actor: Actor, link: PersonLink) -> None:
    record(action, actor=actor, subject_kind="person_link", subject_id=link.pk)
