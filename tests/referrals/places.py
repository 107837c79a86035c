"""What the tests of places share: a service with a limit, and somebody who sends to it."""

from uuid import UUID

from ccs.tenancy.context import enter, system
from organisations.capacity.actions import set_capacity
from organisations.capacity.models import Capacity, Place
from organisations.directory.models import Service
from referrals.assessments.models import Assessment
from referrals.referrals.actions import send
from referrals.referrals.models import Referral
from tests.world import World


def limit(world: World, places: int, per: str = "week", service: Service | None = None) -> None:
    """A limit for the hardship grants, unless another service of the council is named."""
    with world.acting("officer") as officer:
        set_capacity(
            service_id=(service or world.grants).pk,
            actor=officer,
            state="limited",
            places=places,
            per=per,
        )


def ask(world: World, assessment: Assessment, service: Service | None = None) -> list[Referral]:
    with world.acting("teacher") as teacher:
        return send(
            actor=teacher,
            assessment_id=assessment.pk,
            service_ids=[(service or world.grants).pk],
        )


def capacity(world: World, service: Service | None = None) -> Capacity:
    with enter(system(world.network.pk)):
        return Capacity.objects.get(service=service or world.grants)


def taken(world: World, service: Service | None = None) -> list[tuple[int | None, UUID]]:
    """Numbers of the places that are taken, each with its referral."""
    with enter(system(world.network.pk)):
        rows = Place.objects.filter(service=service or world.grants, given_back_at=None)
        return list(rows.order_by("number").values_list("number", "referral_id"))
