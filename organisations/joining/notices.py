"""The emails about joining: each says that there is something, and where. What it is stays here."""

from functools import partial
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to
from organisations.joining.links import link_for
from organisations.joining.models import Joining, State
from organisations.members.notices import reader_of

_OF_CONTACT: dict[str, tuple[Promise, tuple[str, ...]]] = {
    "joining_confirm": (_("Confirm your email address"), (State.UNCONFIRMED,)),
    "joining_invitation": (
        _("%(organisation)s is invited to join %(network)s"),
        (State.INVITED,),
    ),
    "joining_reminder": (
        _("Reminder: %(organisation)s is invited to join %(network)s"),
        (State.INVITED,),
    ),
    "joining_over": (_("About your application to %(network)s"), (State.TURNED_DOWN,)),
}
_OF_DESK: dict[str, Promise] = {
    "joining_applied": _("An organisation would like to join"),
    "joining_answer": _("An organisation that is joining has written to you"),
    "joining_ready": _("An organisation is ready for your approval"),
    "joining_withdrawn": _("An organisation has withdrawn"),
}


def to_contact(template: str, notice: Notice) -> Letter | None:
    """At the address they gave, while it is still so."""
    joining = _joining(notice)
    subject, states = _OF_CONTACT[template]
    if joining is None or joining.state not in states:
        return None
    return _to_address(joining, subject, template, {"word": joining.word})


def question(notice: Notice) -> Letter | None:
    """To who manages the organisation, or to the contact of one that has no account yet."""
    joining, subject = _joining(notice), _("The desk of %(network)s has a question for you")
    if joining is None or joining.asked_at is None:
        return None
    if notice.recipient_id == joining.pk:
        return _to_address(joining, subject, "joining_question", {})
    return _to_member(notice, joining, subject, "organisations:joining")


def live(notice: Notice) -> Letter | None:
    joining = _joining(notice)
    subject = _("%(organisation)s is now live in %(network)s")
    if joining is None:
        return None
    return _to_member(notice, joining, subject, "referrals:home")


def to_desk(template: str, notice: Notice) -> Letter | None:
    joining = _joining(notice)
    if joining is None:
        return None
    return _to_member(
        notice,
        joining,
        _OF_DESK[template],
        "organisations:joining_one",
        page="joining_desk",
        what=_OF_DESK[template],
        joining_id=joining.pk,
    )


def _to_address(
    joining: Joining, subject: Promise, template: str, context: dict[str, Any]
) -> Letter | None:
    if not joining.contact_email:
        return None
    network = joining.network
    link = link_for(
        network_id=network.pk,
        slug=network.slug,
        joining_id=joining.pk,
        number=joining.invitations,
    )
    names = {"organisation": joining.name, "network": network.name}
    with translation.override(joining.language):
        return Letter(
            to=joining.contact_email,
            language=joining.language,
            sender=network.short_name,
            subject=str(subject) % names,
            context={**names, **context, "link": link},
            page=template,
        )


def _to_member(
    notice: Notice,
    joining: Joining,
    subject: Promise,
    url_name: str,
    *,
    page: str = "",
    what: Promise | str = "",
    **kwargs: Any,
) -> Letter | None:
    reader = reader_of(notice.recipient_id)
    if reader is None:
        return None
    names = {"organisation": joining.name, "network": reader.network_name}
    with translation.override(reader.language):
        return reader.letter(
            subject=str(subject) % names,
            context={
                **names,
                "what": str(what),
                "link": link_to(url_name, network=reader.network_slug, **kwargs),
            },
            page=page,
        )


def _joining(notice: Notice) -> Joining | None:
    return Joining.objects.select_related("network").filter(pk=notice.subject_id).first()


def register() -> None:
    for template in _OF_CONTACT:
        registry.register(template, partial(to_contact, template))
    for template in _OF_DESK:
        registry.register(template, partial(to_desk, template))
    registry.register("joining_question", question)
    registry.register("joining_live", live)
