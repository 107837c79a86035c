"""Eight people whom the school sent to the advice line, each with a request that got this far."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.utils import timezone

from ccs.accounts.models import KnownDevice, User
from ccs.accounts.second import lost
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import Context, enter, system
from organisations.members.actions import Invited, enrol
from organisations.members.models import Membership
from organisations.roles.actions import revoke_api_keys
from organisations.roles.queries import network_ref
from referrals.assessments.rules import Person
from referrals.referrals.actions import accept, close, read_letter
from referrals.referrals.models import Referral
from referrals.rights.actions import agree, propose, restrict
from referrals.rights.models import RightsRequest
from referrals.voice.actions.making import make_card
from referrals.voice.tokens import new_address
from reporting.exports.actions import Wanted, ask_for_export
from reporting.exports.jobs import step
from reporting.exports.models import Export
from tests.api.caller import caller_of
from tests.referrals.rights.asked import asked, person_of
from tests.world import World

FAMILY = "Rightsholder"
BORN = date(1988, 3, 12)
GIVEN = ("Dana", "Ebo", "Fay", "Gwen", "Hana", "Ife", "Jun", "Kit")


@dataclass(frozen=True)
class Things:
    """By the words of the deeds."""

    ids: dict[str, UUID]
    referral: Referral
    link: tuple[str, str]
    keys: dict[str, str]
    numbers: dict[str, str]
    session: int
    device: UUID


def rights_things(world: World, other: World) -> Things:
    sent = [_helped(world, name, number) for number, name in enumerate(GIVEN)]
    dana, *others = [person_of(world, one) for one in sent]
    requests = _requests(world, others)
    with world.acting("adviser") as adviser:
        read_letter(actor=adviser, referral=sent[0])
    with world.acting("teacher") as teacher:
        card = make_card(actor=teacher, assessment_id=sent[0].assessment_id)
        link = urlsplit(new_address(card.link)).path, card.code
    _enrol(world)
    return Things(
        ids={
            "person": dana,
            "export": _export(world),
            **{name: one.pk for name, one in requests.items()},
        },
        referral=sent[0],
        link=link,
        keys=_keys(world, other),
        numbers={name: _lost(world.user(name)) for name in ("teacher", "coordinator")},
        session=UserSession.objects.create(
            user=world.user("teacher"), ip="127.0.0.1", session_key="elsewhere", user_agent="Kiosk"
        ).pk,
        device=_device(world.user("teacher")),
    )


def _enrol(world: World) -> None:
    """A manager of the council, and one who works in the team that holds the records as well."""
    managed = {
        "councillor": {"manages": (world.council.organisation_id,)},
        "keeper": {
            "manages": (world.advice_line.organisation_id,),
            "teams": (world.advice_line.pk,),
        },
    }
    with enter(system(world.network.pk)):
        for name, held in managed.items():
            invited = Invited(email=world.email(name), name=f"{name.title()} Sample", **held)
            world.people[name] = enrol(network_id=world.network.pk, invited=invited)
        Membership.objects.filter(seen_on=None).update(seen_on=timezone.localdate())


def _helped(world: World, given_name: str, number: int) -> Referral:
    person = Person(
        given_name=given_name,
        family_name=FAMILY,
        phone=f"020 7946 00{number + 50}",
        date_of_birth=BORN,
        safe_to=("call",),
    )
    [referral] = world.refer(client=person)
    with world.acting("adviser") as adviser:
        accept(actor=adviser, reference=referral.reference)
        close(actor=adviser, reference=referral.reference, outcome="helped_in_full")
    return referral


def _requests(world: World, people: list[UUID]) -> dict[str, RightsRequest]:
    unchecked, checked, proposed, agreed, kept, restricted, erasing = people
    made = {
        "unchecked": asked(world, unchecked, "access", identity=""),
        "checked": asked(world, checked, "access"),
        "proposed": asked(world, proposed, "access"),
        "agreed": asked(world, agreed, "access"),
        "kept": asked(world, kept, "object"),
        "restricted": asked(world, restricted, "restrict"),
        "erasing": asked(world, erasing, "erase"),
    }
    with world.acting("teacher") as teacher:
        for name in ("proposed", "agreed", "erasing"):
            propose(actor=teacher, request_id=made[name].pk)
        restrict(actor=teacher, request_id=made["restricted"].pk, why="accuracy")
    with world.acting("coordinator") as desk:
        agree(actor=desk, request_id=made["agreed"].pk)
    return made


def _keys(world: World, other: World) -> dict[str, str]:
    teams = {
        "school": world.school,
        "advice": world.advice_line,
        "casework": world.casework,
        "council": world.council,
        "analyst": None,
        "revoked": world.school,
    }
    made = {name: caller_of(world, team, name=name).key for name, team in teams.items()}
    with enter(system(world.network.pk)):
        revoke_api_keys(actor=Actor(network=network_ref(world.network), name=""), name="revoked")
    return {**made, "elsewhere": caller_of(other, other.advice_line, name="elsewhere").key}


def _export(world: World) -> UUID:
    """A long list that is ready to be taken away."""
    today = timezone.localdate()
    with world.acting("coordinator") as desk:
        wanted = Wanted(today.replace(day=1), today, "csv")
        export = ask_for_export(actor=desk, wanted=wanted)
    with enter(system(world.network.pk)):
        while Export.objects.get(pk=export.pk).state != "ready":
            step(world.network.pk, export.pk)
    return export.pk


def _lost(user: User) -> str:
    with enter(Context(user=user.pk)):
        return lost.ask(user)


def _device(user: User) -> UUID:
    now: Any = timezone.now()
    with enter(Context(user=user.pk)):
        kept = KnownDevice.objects.create(
            user=user, key_hash="0" * 64, first_seen_at=now, last_seen_at=now, trusted_until=now
        )
    return kept.pk
