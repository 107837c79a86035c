"""What the tests of the journey share: its addresses, and forms filled in as a person would."""

from typing import Any
from uuid import UUID

from django.test import Client

from referrals.assessments.models import Assessment
from referrals.referrals.models import Referral
from tests.world import World


def refer(world: World) -> str:
    return f"/{world.network.slug}/refer/"


def step(world: World, assessment_id: UUID, name: str = "") -> str:
    return f"{refer(world)}{assessment_id}/{name + '/' if name else ''}"


def who(**typed: object) -> dict[str, object]:
    """The least that the first page takes."""
    return {"given_name": "Amina", "phone": "020 7946 0018", "safe_to": ["call"], **typed}


def what(**typed: object) -> dict[str, object]:
    return {"story": "No food.", "crisis": ["food"], "soon_food": "today", "danger": "no", **typed}


def agreed(*services: object, **typed: object) -> dict[str, object]:
    """The fourth page, for these services."""
    return {**seen(*services), "basis": "consent", "given": "in_person", **typed}


def seen(*services: object, **typed: object) -> dict[str, object]:
    """The last page, as it showed these services."""
    return {"seen": " ".join(str(service.pk) for service in services), **typed}


def sends(
    world: World,
    client: Client,
    key: UUID,
    *services: object,
    follow: bool = False,
    **typed: object,
) -> Any:
    """The last two pages sent: they agree, and it goes to these services."""
    client.post(step(world, key, "agree"), agreed(*services))
    return client.post(step(world, key, "check"), seen(*services, **typed), follow=follow)


def begin(world: World, client: Client, **typed: object) -> UUID:
    """The first page sent; the id of what it kept."""
    answer = client.post(refer(world), who(**{"recognised": "nobody", **typed}))
    assert answer.status_code == 302, answer.content.decode()
    return UUID(answer["Location"].split("/")[3])


def told(world: World, client: Client, **typed: object) -> UUID:
    """The first two pages sent."""
    key = begin(world, client)
    answer = client.post(step(world, key, "story"), what(**typed))
    assert answer.status_code == 302, answer.content.decode()
    return key


def chosen(world: World, client: Client, *services: object) -> UUID:
    """The first three pages sent."""
    key = told(world, client)
    ticked = {"services": [str(service.pk) for service in services]}
    answer = client.post(step(world, key, "services"), ticked)
    assert answer.status_code == 302, answer.content.decode()
    return key


def kept(world: World, key: UUID) -> Assessment:
    """As the teacher reads it."""
    with world.acting("teacher"):
        return Assessment.objects.select_related("client").get(pk=key)


def statuses(world: World, key: object) -> list[str]:
    with world.acting("teacher"):
        rows = Referral.objects.filter(assessment=key).order_by("service_name")
        return list(rows.values_list("status", flat=True))
