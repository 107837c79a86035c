"""Whose objection was upheld is in no figure that is counted from then on."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from ccs.tenancy.context import enter, system
from referrals.outcomes.rules import Gained, all_met
from referrals.rights.actions import uphold
from referrals.rights.models import RightsRequest
from referrals.voice.questions.models import EndQuestions
from reporting.aftercare import queries as aftercare
from reporting.crises.queries import told_between
from reporting.figures.rules import programme_year, quarters_of
from reporting.people.queries import needs_told, people_helped
from reporting.voice import queries as voice
from tests.referrals.pages import browser, text_of
from tests.referrals.rights.asked import asked, helped, person_of
from tests.reporting.people.test_records import AMINA, AMINA_AGAIN, BILAL, YEAR, ended, told
from tests.world import World


def object_to_it(world: World, client_id: UUID) -> RightsRequest:
    request = asked(world, client_id, "object")
    with world.acting("teacher") as teacher:
        uphold(actor=teacher, request_id=request.pk)
    return request


def ages(world: World) -> list[str]:
    with enter(system(world.network.pk)):
        return [one.values["age_band"] for one in people_helped(world.network.pk, YEAR)]


def numbers(world: World, counted: Callable[..., Any]) -> dict[str, int]:
    """Of the quarter of today: what is counted, before anything of it is hidden."""
    today = timezone.localdate()
    quarters = quarters_of(programme_year(today))
    [quarter] = [one for one in quarters if one.first <= today <= one.last]
    with enter(system(world.network.pk)):
        return {name: n for name, n in counted(world.network.pk, quarter).numbers.items() if n}


def test_every_record_of_theirs_is_left_out_also_what_they_tell_later(
    world: World, other_world: World
) -> None:
    first = told(world, date(2025, 12, 1), AMINA)
    ended(world, date(2025, 12, 3), first, Gained(all_met("food")))
    told(world, date(2026, 2, 2), AMINA_AGAIN, by="adviser")
    told(world, date(2026, 2, 3), BILAL)
    told(other_world, date(2026, 2, 3), AMINA_AGAIN)

    object_to_it(world, person_of(world, first))
    told(world, date(2026, 9, 1), AMINA_AGAIN, by="caseworker")

    with enter(system(world.network.pk)):
        needs = list(needs_told(world.network.pk, YEAR))
    assert ages(world) == ["65_over"]
    assert needs == []
    assert ages(other_world) == ["25_49"]


def test_nor_does_what_was_asked_and_done_since_count(world: World, other_world: World) -> None:
    mine, elsewhere = helped(world), helped(other_world)
    for here, referral in ((world, mine), (other_world, elsewhere)):
        with enter(system(here.network.pk)):
            EndQuestions.objects.create(
                network=here.network,
                referral=referral,
                client_id=person_of(here, referral),
                service=here.grants,
                from_team=here.school,
                to_team=here.council,
                state="asked",
                created_at=timezone.now(),
                asked_at=timezone.now(),
            )
    before = numbers(world, aftercare.counted_in), numbers(world, voice.counted_in)

    object_to_it(world, person_of(world, mine))

    today = timezone.localdate()
    with enter(system(world.network.pk)):
        stories = told_between(world.network.pk, today, today).stories
    assert before[0]["plans"] == 1 and before[1]
    assert (numbers(world, aftercare.counted_in), numbers(world, voice.counted_in)) == ({}, {})
    assert stories == []
    assert numbers(other_world, voice.counted_in)


def test_who_decides_and_the_person_are_told_what_becomes_of_figures(world: World) -> None:
    client_id = person_of(world, helped(world))
    request = asked(world, client_id, "object")
    address, worker = f"/{world.network.slug}/rights/{request.pk}/", browser(world, "teacher")

    before = text_of(worker.get(address))
    worker.post(f"{address}uphold/")
    after = text_of(worker.get(address))

    assert "left out of all figures about people that are counted from now on" in before
    assert "Figures that were made before stay" in before
    assert "From today you are in no new figures" in after
    assert "What it does if you agree" not in after
