"""A person of the school, helped by the advice line, who asks for something."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from ccs.tenancy.context import enter, system
from referrals.assessments.rules import Person
from referrals.clients.models import Share
from referrals.referrals.actions import accept, close
from referrals.referrals.models import Referral
from referrals.rights.actions import Wish, take_from_team
from referrals.rights.models import RightsRequest
from tests.world import World

AMINA = Person(
    given_name="Amina",
    family_name="Pretend",
    phone="020 7946 0018",
    date_of_birth=date(1988, 3, 12),
    safe_to=("call",),
)


def helped(world: World, *, by: str = "teacher") -> Referral:
    """Their referral, which is over."""
    [referral] = world.refer(by=by, client=AMINA)
    with world.acting("adviser") as adviser:
        accept(actor=adviser, reference=referral.reference)
        close(actor=adviser, reference=referral.reference, outcome="helped_in_full")
    return referral


def person_of(world: World, referral: Referral) -> UUID:
    with enter(system(world.network.pk)):
        shares = Share.objects.filter(assessment=referral.assessment_id)
        return shares.values_list("client_id", flat=True)[0]


def asked(world: World, client_id: UUID, kind: str, *, identity: str = "known") -> RightsRequest:
    wish = Wish(kind, "person", timezone.localdate(), identity)
    with world.acting("teacher") as teacher:
        return take_from_team(actor=teacher, client_id=client_id, wish=wish)
