"""A check that is due, and what somebody says at it."""

from typing import Any
from uuid import UUID

from ccs.tenancy.context import enter, system
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.aftercare.records import CheckRecord
from referrals.aftercare.said import Said
from tests.world import World

SAID = Said(
    reached=True,
    way="phone",
    needs={"food": "partly", "debt": "not"},
    steadiness=4,
    crisis_since=True,
    crises=("fuel",),
    further_needs=("benefits",),
    words="Answer the phone.",
    may_quote=True,
    note="The meter ran out again on Sunday.",
)
# The same, as the page posts it.
TYPED: dict[str, Any] = {
    "reached": "yes",
    "way": "phone",
    "need-food": "partly",
    "need-debt": "not",
    "steadiness": "4",
    "crisis": "yes",
    "crises": ["fuel"],
    "more": "yes",
    "further": ["benefits"],
    "words": "Answer the phone.",
    "may_quote": "on",
    "note": "The meter ran out again on Sunday.",
    "go_on": "yes",
}


def owner(world: World) -> str:
    """Somebody of the team that asks."""
    with enter(system(world.network.pk)):
        team = AftercarePlan.objects.get().team_id
    return {world.school.pk: "teacher", world.advice_line.pk: "adviser"}[team]


def colleague(world: World) -> str:
    return f"{owner(world)}2"


def records(world: World) -> list[CheckRecord]:
    with world.acting(owner(world)):
        return list(CheckRecord.objects.order_by("at", "id"))


def first(world: World) -> AftercareCheck:
    with enter(system(world.network.pk)):
        return AftercareCheck.objects.exclude(status="cancelled").order_by("number")[0]


def page(world: World, what: UUID, then: str = "", *, kind: str = "checks/") -> str:
    return f"/{world.network.slug}/aftercare/{kind}{what}/{then}"
