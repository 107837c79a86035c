"""One worker, one referral, 24 hours, beside an open share of their own organisation: no more."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ccs.tenancy.context import beginning_emergency, emergency, enter, system
from organisations.members.models import Team
from referrals.assessments.models import Answer, Assessment, AssessmentNeed
from referrals.attachments.models import Attachment
from referrals.clients.models import Client, HouseholdMember, Share
from referrals.consent.models import Consent
from referrals.emergency.models import EmergencyReading
from referrals.messages.models import Message
from referrals.referrals.models import Referral
from tests.isolation.granting import origin_of, receivers
from tests.isolation.looking import Worlds
from tests.isolation.refusals import refused_by_a_key, refused_by_a_wall
from tests.isolation.rows import touched
from tests.world import World

LETTERS = (Client, HouseholdMember, Assessment, AssessmentNeed)


def as_worker(world: World, name: str, team: Team, **later: timedelta) -> Any:
    now = timezone.now() + later.get("later", timedelta())
    user = world.people[name].user_id
    return enter(emergency(world.network.pk, user=user, teams=(team.pk,), now=now))


def reading(world: World, referral: Referral, share: Share, **fields: Any) -> EmergencyReading:
    """What the action would write for the caseworker, unless `fields` say otherwise."""
    now = fields.pop("at", timezone.now())
    usual = {
        "client_id": share.client_id,
        "organisation_id": world.casework.organisation_id,
        "team": world.casework,
        "member": world.people["caseworker"],
        "reason": "life",
        "words": "The line went dead.",
        "ends_at": now + timedelta(hours=24),
    }
    return EmergencyReading(
        network_id=referral.network_id,
        assessment_id=referral.assessment_id,
        referral=referral,
        share=share,
        at=now,
        **{**usual, **fields},
    )


def write(world: World, one: EmergencyReading, *, name: str = "caseworker") -> None:
    user = world.people[name].user_id
    with enter(beginning_emergency(world.network.pk, user=user, now=one.at)):
        one.save(force_insert=True)


def seen(names: tuple[Any, ...] = LETTERS) -> list[int]:
    return [model.objects.count() for model in names]


def test_it_opens_one_letter_to_one_worker_and_only_what_keeps_somebody_safe(here: World) -> None:
    [referral], [_other] = here.refer(), here.refer(given_name="Bilal")
    write(here, reading(here, referral, receivers(here, referral)))

    with as_worker(here, "caseworker", here.casework):
        opened = seen()
        person = Client.objects.get().given_name
        shut = seen((Answer, Consent, Message, Attachment))
    with as_worker(here, "adviser2", here.casework):
        colleague = seen()
    with here.acting("caseworker"):
        every_day = seen()

    assert (opened, person) == ([1, 1, 1, 2], "Amina")
    assert shut == [0, 0, 0, 0]
    assert colleague == every_day == [0, 0, 0, 0]


def test_it_is_over_after_24_hours_and_when_the_share_beside_it_ends(here: World) -> None:
    [referral] = here.refer()
    share = receivers(here, referral)
    write(here, reading(here, referral, share))

    with as_worker(here, "caseworker", here.casework, later=timedelta(hours=24)):
        after_a_day = seen()
    with enter(system(here.network.pk)):
        Share.objects.filter(pk=share.pk).update(until=timezone.now())
    with as_worker(here, "caseworker", here.casework):
        after_the_share = seen()

    assert after_a_day == after_the_share == [0, 0, 0, 0]


def test_nothing_is_written_by_it_but_itself(here: World) -> None:
    [referral] = here.refer()
    write(here, reading(here, referral, receivers(here, referral)))

    with as_worker(here, "caseworker", here.casework):
        changed = [
            touched(lambda: Client.objects.update(phone="07700 900123")),
            touched(lambda: HouseholdMember.objects.update(position=7)),
            touched(lambda: Assessment.objects.update(story="Another")),
            touched(lambda: Share.objects.update(until=timezone.now())),
            touched(lambda: Referral.objects.update(status="accepted")),
            touched(lambda: EmergencyReading.objects.update(words="Another")),
        ]

    assert changed == [0, 0, 0, 0, 0, 0]


def test_the_database_refuses_it_to_a_team_of_another_organisation(here: World) -> None:
    [referral] = here.refer()
    share = receivers(here, referral)
    officer = {"team": here.council, "member": here.people["officer"]}

    with refused_by_a_wall():
        write(
            here,
            reading(here, referral, share, organisation_id=here.council.organisation_id, **officer),
            name="officer",
        )


def test_it_needs_an_open_share_of_that_very_referral(here: World) -> None:
    [referral], [other] = here.refer(), here.refer(given_name="Bilal")
    origin, elsewhere = origin_of(here, referral.assessment), receivers(here, other)

    for share in (origin, elsewhere):
        with refused_by_a_wall():
            write(here, reading(here, referral, share))


def test_an_ended_share_opens_nothing(here: World) -> None:
    [referral] = here.refer()
    share = receivers(here, referral)
    with enter(system(here.network.pk)):
        Share.objects.filter(pk=share.pk).update(until=timezone.now())

    with refused_by_a_wall():
        write(here, reading(here, referral, share))


def test_nobody_of_another_network_gets_one(worlds: Worlds) -> None:
    here, there = worlds.here, worlds.there
    [referral] = here.refer()
    share = receivers(here, referral)
    one = reading(here, referral, share, team=there.casework, member=there.people["caseworker"])

    with refused_by_a_wall():
        write(there, one)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"words": ""}, "emergencyreading_says_why"),
        ({"reason": ""}, "emergencyreading_says_why"),
        ({"ends_at": timezone.now() + timedelta(days=9)}, "emergencyreading_lasts_a_day"),
    ],
    ids=["no words", "no reason", "nine days"],
)
def test_it_has_a_reason_and_an_end(here: World, fields: dict[str, Any], name: str) -> None:
    [referral] = here.refer()

    with refused_by_a_key(name):
        write(here, reading(here, referral, receivers(here, referral), **fields))


def test_nobody_writes_it_for_somebody_else_or_on_an_ordinary_day(here: World) -> None:
    [referral] = here.refer()
    share = receivers(here, referral)

    with refused_by_a_wall():
        write(here, reading(here, referral, share, member=here.people["adviser"]))
    with here.acting("caseworker"), refused_by_a_wall():
        reading(here, referral, share).save(force_insert=True)
