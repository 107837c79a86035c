"""What a person asked for at the school: a copy of their record, and two have agreed to it."""

from typing import Any

from django.utils import timezone

from referrals.clients.models import Client
from referrals.rights.actions import Wish, agree, propose, take_from_team
from tests.world import World


def righted(world: World) -> dict[str, Any]:
    [referral] = world.refer(given_name="Dana")
    wish = Wish("access", "person", timezone.localdate(), "known")
    with world.acting("teacher") as teacher:
        client = Client.objects.get(assessments=referral.assessment_id)
        request = take_from_team(actor=teacher, client_id=client.pk, wish=wish)
        propose(actor=teacher, request_id=request.pk)
    with world.acting("coordinator") as coordinator:
        agree(actor=coordinator, request_id=request.pk)
    return {"request_id": request.pk, "form": "page", "deed": "longer"}
