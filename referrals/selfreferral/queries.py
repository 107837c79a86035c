"""Which services somebody may ask for themselves."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from organisations.capacity.rules import State
from organisations.directory.models import Contact, Service, ServiceNeed
from organisations.directory.queries import is_signed, services_to_refer_to
from organisations.directory.rules import Audience, Route
from organisations.public.queries import offered
from organisations.roles.queries import actor_asking_for_self


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A service that takes requests from people themselves. `desk` is who else will see it."""

    service: Service
    needs: list[str]
    is_open: bool
    desk: str


def service_to_ask(network: Network, service_id: UUID) -> ToAsk | None:
    """None unless the public may see it, it says that it takes such requests, and it has signed.

    In the public's context. Whether it has signed is not for the public to read: the desk is
    asked that, and nothing else.
    """
    needs = ServiceNeed.objects.order_by("need__position")
    rows = offered(network).filter(pk=service_id, self_referral=True, route=Route.ANYONE)
    contacts = Contact.objects.filter(audience=Audience.PUBLIC).order_by("id")
    service = rows.prefetch_related(
        "team__organisation",
        "capacities",
        Prefetch("service_needs", needs),
        Prefetch("contacts", contacts),
    ).first()
    if service is None:
        return None
    with enter(system(network.pk)):
        actor = actor_asking_for_self(network_id=network.pk)
        if actor is None or not may_ask(actor, service_id):
            return None
    capacity = next(iter(service.capacities.all()), None)
    return ToAsk(
        service=service,
        needs=[row.need_id for row in service.service_needs.all()],
        is_open=capacity is not None and capacity.state != State.PAUSED,
        desk=next(iter(actor.team_names.values())),
    )


def may_ask(actor: Actor, service_id: UUID) -> bool:
    """Asked again when it is sent: a page may have been open for hours."""
    asked = services_to_refer_to(actor).filter(
        pk=service_id, self_referral=True, route=Route.ANYONE, audience=Audience.PUBLIC
    )
    service = asked.first()
    return service is not None and is_signed(service)
