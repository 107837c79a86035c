"""Organisations on their way into a pilot, each at another step: as its file says."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import time_machine
from django.utils import timezone

from ccs.outbox.delivery import deliver_batch
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.ui import phones
from networks.networks.models import Network
from organisations.agreements.actions import sign_agreement
from organisations.demo.acting import acting
from organisations.demo.reading import read_people
from organisations.joining import actions
from organisations.joining.links import Invited
from organisations.joining.models import Joining
from organisations.members.models import Organisation

_EMAILS = 100


def bring_in(data: dict[str, Any], network: Network) -> None:
    """Each `[[joining]]`: `how` says how far it has come."""
    noon = timezone.localtime().replace(hour=12, minute=0)
    for one in data.get("joining", ()):
        with time_machine.travel(noon - timedelta(days=one["days_ago"])):
            if one["how"] == "asked":
                _apply(one, network)
            else:
                _invite(one, network)
            deliver_batch(limit=_EMAILS)


def _invite(one: dict[str, Any], network: Network) -> None:
    with acting(_coordinator(network.slug), slug=network.slug) as desk:
        invitation = actions.Invitation(
            name=one["name"],
            sector=one["sector"],
            contact_name=one["contact_name"],
            contact_email=one["contact_email"],
            word=one["word"],
        )
        joining = actions.invite_organisation(actor=desk, invitation=invitation)
    if one["how"] == "half":
        _go_half_way(one, network, joining)


def _apply(one: dict[str, Any], network: Network) -> None:
    key = new_id()
    with enter(system(network.pk)):
        application = actions.Application(
            name=one["name"],
            sector=one["sector"],
            about=one["about"],
            contact_name=one["contact_name"],
            contact_email=one["contact_email"],
        )
        actions.apply(network_id=network.pk, form_id=key, application=application)
        actions.confirm(link=Invited(network.pk, key, 0))
    if "question" in one:
        _ask(one, network, key)


def _ask(one: dict[str, Any], network: Network, key: UUID) -> None:
    with acting(_coordinator(network.slug), slug=network.slug) as desk:
        actions.write(actor=desk, joining_id=key, text=one["question"], message_id=new_id())


def _go_half_way(one: dict[str, Any], network: Network, joining: Joining) -> None:
    """Who they are is said and the agreement is signed; the rest is left."""
    with enter(system(network.pk)):
        begun = actions.start(link=Invited(network.pk, joining.pk, joining.invitations))
        organisation = Organisation.objects.get(pk__in=[begun.organisation_id])
        sign_agreement(
            organisation=organisation, name=one["contact_name"], role="Chair", at=timezone.now()
        )
    with acting(one["contact_email"], slug=network.slug) as contact:
        actions.save_details(
            actor=contact,
            joining_id=joining.pk,
            details=actions.Details(
                description=one["about"],
                team_name=one["name"],
                team_phone=phones.kept(one["team_phone"]),
                no_charity_number=True,
            ),
        )


def _coordinator(slug: str) -> str:
    """Somebody of the pilot's desk."""
    return next(
        str(person["email"])
        for person in read_people()
        for place in person["places"]
        if place.get("network") == slug and place["role"] == "coordinator"
    )
