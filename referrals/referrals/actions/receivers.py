"""Who may be asked: services that take referrals, that have signed, and from this organisation."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.agreements.queries import who_may_hold
from organisations.capacity.queries import routes_in_force
from organisations.directory.models import Service
from organisations.directory.queries import services_to_refer_to
from organisations.directory.routing import may_refer_by


def services_named(actor: Actor, service_ids: Sequence[UUID]) -> list[Service]:
    """In the order asked; NotAllowed unless each may be referred to by this actor."""
    if not service_ids:
        raise Problem(_("Choose at least one service."), field="services")
    found = {
        service.pk: service for service in services_to_refer_to(actor).filter(pk__in=service_ids)
    }
    unique = list(dict.fromkeys(service_ids))
    if any(pk not in found for pk in unique):
        raise NotAllowed(
            _("One of these services takes no referrals. Choose again."), field="services"
        )
    return [found[pk] for pk in unique]


def check_may_be_asked(
    services: Sequence[Service], *, organisation_id: UUID | None, at: datetime
) -> None:
    """Problem unless each has signed and takes referrals from that organisation at that time.

    Asked anew for the very time that the share will say: a version may just have taken effect.
    """
    signed = who_may_hold(
        [one.team.organisation_id for one in services if one.team.organisation_id],
        network_id=services[0].network_id,
        at=at,
    )
    unsigned = [one.name for one in services if one.team.organisation_id not in signed]
    if unsigned:
        raise Problem(
            _(
                "%(names)s has not signed the data sharing agreement yet, "
                "so nothing personal can be sent there."
            )
            % {"names": ", ".join(unsigned)},
            field="services",
        )
    routes = routes_in_force(organisation_id, services, today=timezone.localdate(at))
    named = {pk: [route.organisation_id] for pk, route in routes.items()}
    closed = [
        one.name
        for one in services
        if not may_refer_by(one.route, organisation_id=organisation_id, named=named.get(one.pk, []))
    ]
    if closed:
        raise Problem(
            _(
                "%(names)s takes referrals only from organisations it has named, "
                "and yours is not one of them today."
            )
            % {"names": ", ".join(closed)},
            field="services",
        )
