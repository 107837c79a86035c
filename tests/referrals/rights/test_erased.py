from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ccs.jobs.models import Job
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Problem
from ccs.ui import moments
from referrals.assessments.models import OpenNeed
from referrals.clients.actions import merge_people, part_people
from referrals.clients.asking import asked_in
from referrals.clients.models import Client
from referrals.clients.queries import people_found
from referrals.clocks.actions import NEED_CLOCK
from referrals.referrals.actions import decline
from referrals.rights.actions import Wish, agree, propose, take_at_desk
from referrals.rights.finding import held_by, held_with
from referrals.tally.models import PersonTally
from tests.api.caller import caller_of
from tests.referrals.pages import browser
from tests.referrals.rights.asked import AMINA, helped, person_of
from tests.referrals.rights.erased import DEEDS, Deed, Gone, erase_by_two, erased

pytestmark = pytest.mark.django_db


def test_nothing_at_all_is_added_to_an_erased_record(world):
    gone = erased(world)

    answers = {name: _code(gone, by, deed) for name, (by, deed) in DEEDS.items()}

    assert answers == dict.fromkeys(DEEDS, "erased")


def _code(gone: Gone, by: str, deed: Deed) -> str:
    """As the problem says it; empty where it was simply done."""
    with gone.world.acting(by) as actor, transaction.atomic():
        try:
            deed(actor, gone)
        except Problem as problem:
            return problem.code
    return ""


@pytest.mark.parametrize(("who", "count"), [("teacher", 3), ("adviser", 2)])
def test_its_pages_say_so_with_the_day_and_offer_nothing(world, who, count):
    gone = erased(world)
    start = f"/{world.network.slug}"
    pages = [
        f"{start}/referrals/{gone.reference}/",
        f"{start}/people/{gone.client_id}/",
        f"{start}/aftercare/{gone.plan_id}/",
    ]

    mains = [_main(browser(world, who).get(one)) for one in pages[:count]]

    day = moments.full_date(timezone.localdate())
    assert [f"This person’s record was erased on {day}." in one for one in mains] == [True] * count
    assert [word for word in _OFFERED for one in mains if word in one] == []


def test_what_only_serves_to_do_something_leads_to_the_page_that_says_so(world):
    gone = erased(world)
    teacher = browser(world, "teacher")
    pages = [
        reverse(f"referrals:{name}", args=[world.network.slug, gone.story])
        for name in ("sent", "card", "agreement")
    ]

    answers = [teacher.get(one) for one in pages]

    person = f"/{world.network.slug}/people/{gone.client_id}/"
    assert [one.headers.get("Location") for one in answers] == [person] * 3


def test_the_api_answers_empty_fields_with_the_day_and_refuses_by_a_code(world):
    gone = erased(world)
    school = caller_of(world, world.school)

    read = school.get(f"referrals/{gone.reference}").body
    thread = school.get(f"referrals/{gone.reference}/messages").body
    refused = school.post(f"referrals/{gone.reference}/messages", {"body": "Amina rang."})

    said = [value for value in read["client"].values() if value]
    assert (said, read["story"], read["household"], read["answers"]) == ([], "", [], [])
    assert read["erased_at"]
    assert thread["results"] == []
    assert (refused.status, refused.body["code"]) == (409, "erased")


def test_nobody_finds_them_and_no_task_of_theirs_is_left(world):
    [referral] = world.refer(client=AMINA)
    with world.acting("adviser") as adviser:
        decline(actor=adviser, reference=referral.reference, reason="no_capacity")
    client_id = person_of(world, referral)
    erase_by_two(world, client_id)

    with world.acting("teacher") as teacher:
        found = [people_found(asked_in(words), actor=teacher) for words in ("erased", "Amina")]
    with enter(system(world.network.pk)):
        left = OpenNeed.objects.filter(settled_at=None).count()
        rings = Job.objects.filter(kind=NEED_CLOCK).count()

    assert found == [[], []]
    assert (left, rings) == (0, 0)


_OFFERED = ("<form", "(erased)", "Ask them now", "The card for the person", "Add what came of it")


def _main(response) -> str:
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def test_of_two_records_that_a_team_joined_nothing_is_left_of_either(world):
    first, second = _joined(world)

    with world.acting("coordinator") as desk:
        held = held_by(
            world.network.pk,
            given_name="Aminah",
            family_name="Pretende",
            date_of_birth=date(1988, 3, 13),
            phone="",
        )
        wish = Wish("erase", "person", timezone.localdate(), "known")
        request = take_at_desk(actor=desk, held=held, wish=wish)
        propose(actor=desk, request_id=request.pk)
    with world.acting("teacher") as teacher:
        agree(actor=teacher, request_id=request.pk)

    with world.acting("teacher"):
        names = set(Client.objects.values_list("given_name", flat=True))
    with enter(system(world.network.pk)):
        keys = PersonTally.objects.count()
    assert set(held.clients) == {first, second}
    assert (names, keys) == ({"(erased)"}, 0)


def test_who_was_parted_again_is_not_taken_for_the_other(world):
    first, second = _joined(world)
    with world.acting("teacher") as teacher:
        part_people(actor=teacher, merged_id=second)

    held = held_with(world.network.pk, [first])

    assert held.clients == (first,)


def _joined(world):
    first = person_of(world, helped(world))
    other = replace(
        AMINA,
        given_name="Aminah",
        family_name="Pretende",
        phone="020 7946 0033",
        date_of_birth=date(1988, 3, 13),
    )
    [referral] = world.refer(client=other)
    with world.acting("adviser") as adviser:
        decline(actor=adviser, reference=referral.reference, reason="no_capacity")
    second = person_of(world, referral)
    with world.acting("teacher") as teacher:
        merge_people(actor=teacher, kept_id=first, merged_id=second)
    return first, second
