"""Texts and emails to the person: written as they go out, to a way that is safe at that moment."""

from collections.abc import Callable
from uuid import UUID

from django.utils import translation

from ccs.outbox import registry
from ccs.outbox.models import Channel
from ccs.outbox.registry import Failure, Letter, Nobody, Notice, Text, Written
from ccs.tenancy.context import enter, person
from ccs.ui.languages import direction
from referrals.clients.models import Client, SafeTo
from referrals.voice.actions.checking import CODE
from referrals.voice.actions.contact import NEW_NUMBER
from referrals.voice.actions.failing import note_card_failed
from referrals.voice.actions.making import CARD
from referrals.voice.models import PersonLink
from referrals.voice.presenters.card import card_of, text_of
from referrals.voice.queries import is_alive, phone_of, referrals_of
from referrals.voice.tokens import new_address
from referrals.voice.words import card as words


def card(notice: Notice) -> Written:
    link = _link(notice)
    to = _safe_way(notice)
    if link is None or isinstance(to, Nobody):
        return to if isinstance(to, Nobody) else None
    shown = card_of(
        link,
        link.network,
        referrals_of(link.assessment_id),
        phone=phone_of(link, link.network),
        address=new_address(link),
    )
    if notice.channel == Channel.SMS:
        return Text(to=to, body=text_of(shown))
    with translation.override(link.language):
        return _letter(link, to, [*shown.lines, words.see_more()], address=shown.address)


def code(notice: Notice) -> Written:
    """To who asked for it on the link's own page: no address is in it."""
    return _few_words(notice, lambda: words.code(notice.sealed.get("code", "")))


def new_number(notice: Notice) -> Written:
    return _few_words(notice, words.new_number)


def register() -> None:
    registry.register(CARD, card, on_failed=_failed)
    registry.register(CODE, code)
    registry.register(NEW_NUMBER, new_number)


def _failed(failure: Failure) -> None:
    note_card_failed(network_id=failure.network_id, link_id=failure.subject_id)


def _few_words(notice: Notice, said: Callable[[], str]) -> Written:
    link = _link(notice)
    to = _safe_way(notice)
    if link is None or isinstance(to, Nobody):
        return to if isinstance(to, Nobody) else None
    with translation.override(link.language):
        if notice.channel == Channel.SMS:
            return Text(to=to, body=said())
        return _letter(link, to, [said()])


def _link(notice: Notice) -> PersonLink | None:
    """None once it was taken away, or is over."""
    link = PersonLink.objects.select_related("network").filter(pk=notice.subject_id).first()
    return link if link and is_alive(link) else None


def _safe_way(notice: Notice) -> str | Nobody:
    """Where they are reached, as they said last."""
    text = notice.channel == Channel.SMS
    with enter(person(_network(notice), notice.recipient_id)):
        client = Client.objects.filter(pk=notice.recipient_id).first()
    if client is None or (SafeTo.TEXT if text else SafeTo.EMAIL) not in client.safe_to:
        return Nobody("not_safe")
    to = client.phone if text else client.email
    return to or Nobody("no_number" if text else "no_email")


def _letter(link: PersonLink, to: str, lines: list[str], *, address: str = "") -> Letter:
    return Letter(
        to=to,
        language=link.language,
        subject=words.subject(link.reference),
        sender=words.sender() if link.discreet else link.network.short_name,
        page="person",
        context={
            "lines": lines,
            "address": address,
            "not_for_you": words.not_for_you(),
            "direction": direction(link.language),
        },
    )


def _network(notice: Notice) -> UUID:
    if notice.network_id is None:
        raise ValueError("A message to a person is of a network.")
    return notice.network_id
