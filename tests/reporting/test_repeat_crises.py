"""Who had another crisis: from what teams wrote down to the page, the file and the API."""

import csv
from datetime import UTC, date, datetime
from io import StringIO

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ccs.tenancy.context import enter, system
from referrals.assessments.rules import Person, ToldNeed
from referrals.clients.actions import correct_client, merge_people, part_people, stand_of
from referrals.clients.models import Client
from referrals.outcomes.rules import Gained, all_met
from referrals.referrals.actions import accept, close
from referrals.referrals.models import Referral
from referrals.tally.models import PersonTally
from reporting.crises.queries import counts_in, repeat_crises
from reporting.figures.rules import programme_year
from tests.api.caller import caller_of
from tests.referrals.pages import browser, text_of
from tests.world import World

YEAR = programme_year(date(2026, 1, 1))
LAST = date(2026, 9, 30)
# Six months after the year, and four weeks for what comes late.
DUE = datetime(2027, 4, 28, 12, tzinfo=UTC)
AMINA = Person(
    "Amina", "Pretend", date_of_birth=date(1988, 2, 29), address="1 High St", postcode="E1 4NS"
)
AMINA_AGAIN = Person("AMINA", "PRETEND", date_of_birth=date(1988, 2, 29))
PARTNER = Person(
    "Bilal", "Sample", phone="020 7946 0020", address="1 High Street", postcode="E14NS"
)
NOBODY = Person("Cara")


def told(
    world: World, day: date, person: Person, *, need: str = "food", by: str = "teacher"
) -> Referral:
    """A conversation, sent on that day; accepted."""
    with time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), tick=False):
        [referral] = world.refer(
            world.grants, by=by, client=person, household=(), needs=(ToldNeed(need, "today"),)
        )
        with world.acting("officer") as officer:
            return accept(actor=officer, reference=referral.reference)


def met(world: World, day: date, referral: Referral, need: str = "food") -> None:
    with (
        time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), tick=False),
        world.acting("officer") as officer,
    ):
        gained = Gained(all_met(need))
        close(actor=officer, reference=referral.reference, outcome="helped_in_full", gained=gained)


def counted(world: World) -> tuple[int, int, int]:
    """With nothing hidden: of how many households, how many again, of whom nothing is known."""
    with enter(system(world.network.pk)):
        year = counts_in(world.network.pk, [YEAR], last=LAST)["year"]
    return year["6/all/n"], year["6/all/again"], year["unrecognised"]


def test_another_team_that_wrote_the_same_person_down_is_recognised(
    world: World, other_world: World
) -> None:
    met(world, date(2025, 12, 3), told(world, date(2025, 12, 1), AMINA))
    told(world, date(2026, 2, 2), AMINA_AGAIN, by="adviser")
    met(other_world, date(2025, 12, 3), told(other_world, date(2025, 12, 1), AMINA))

    found = counted(world), counted(other_world)

    assert found == ((1, 1, 0), (1, 0, 0))


def test_a_partner_at_the_same_address_is_the_same_household(world: World) -> None:
    met(world, date(2025, 12, 3), told(world, date(2025, 12, 1), AMINA))
    told(world, date(2026, 2, 2), PARTNER, need="fuel", by="adviser")

    found = counted(world)

    assert found == (1, 1, 0)


def test_what_is_not_a_crisis_is_no_new_one_and_who_is_unknown_is_missing(world: World) -> None:
    met(world, date(2025, 12, 3), told(world, date(2025, 12, 1), AMINA))
    told(world, date(2026, 2, 2), AMINA_AGAIN, need="debt")
    met(world, date(2025, 12, 4), told(world, date(2025, 12, 2), NOBODY))

    found = counted(world)

    assert found == (1, 0, 1)


def test_a_correction_and_two_records_taken_for_one_count_and_undone_no_longer(
    world: World,
) -> None:
    first = told(world, date(2025, 12, 1), AMINA)
    met(world, date(2025, 12, 3), first)
    second = told(world, date(2026, 2, 2), NOBODY)
    with world.acting("teacher") as teacher:
        keys = [referral.assessment.client_id for referral in (first, second)]
        merge_people(actor=teacher, kept_id=keys[0], merged_id=keys[1])

    together = counted(world)
    with world.acting("teacher") as teacher:
        part_people(actor=teacher, merged_id=keys[1])
    apart = counted(world)
    with world.acting("teacher") as teacher:
        seen = stand_of(Client.objects.get(pk=keys[1]))
        correct_client(actor=teacher, client_id=keys[1], person=AMINA_AGAIN, seen=seen)

    assert (together, apart, counted(world)) == ((1, 1, 0), (1, 0, 0), (1, 1, 0))


def test_nothing_of_a_tally_tells_a_name(world: World) -> None:
    told(world, date(2025, 12, 1), AMINA)

    with enter(system(world.network.pk)):
        row = PersonTally.objects.values_list("own", "household", "home").get()

    assert "amina" not in str(row).casefold()
    assert [len(key) for key in row[0]] == [64]


@time_machine.travel(DUE)
def test_the_page_hides_small_numbers_and_says_what_is_missing(world: World) -> None:
    met(world, date(2025, 12, 3), told(world, date(2025, 12, 1), AMINA))

    page = text_of(browser(world, "analyst").get(f"/{world.network.slug}/reports/repeat-crises/"))

    assert "Programme year 1 October 2025 to 30 September 2026" in page
    assert "Too few to show" in page
    assert "Counted on 28 April 2027" in page
    assert "Too early to say for 12 months" in page


@time_machine.travel(DUE)
def test_the_api_answers_a_quarter_with_its_definition(world: World) -> None:
    met(world, date(2025, 12, 3), told(world, date(2025, 12, 1), AMINA))
    analyst = caller_of(world, None)

    answer = analyst.get("reports/repeat_crises", {"from": "2025-10-01", "to": "2025-12-31"})

    assert answer.status == 200
    assert answer.body["counted_on"] == "2027-04-28"
    assert answer.body["definition"].startswith("Of the households")
    assert answer.body["rows"][0] == {
        "group": "all",
        "months": 6,
        "n": None,
        "again": None,
        "share": None,
        "suppressed": True,
    }


def test_the_api_refuses_a_period_that_would_tell_people_apart(world: World) -> None:
    answer = caller_of(world, None).get(
        "reports/repeat_crises", {"from": "2025-10-01", "to": "2025-12-30"}
    )

    assert answer.status == 422


def test_a_teams_key_reads_no_report(world: World) -> None:
    answer = caller_of(world, world.school).get("reports/repeat_crises")

    assert answer.status == 404


@time_machine.travel(DUE)
def test_the_file_leaves_hidden_numbers_empty(world: World) -> None:
    met(world, date(2025, 12, 3), told(world, date(2025, 12, 1), AMINA))

    answer = browser(world, "coordinator").get(
        f"/{world.network.slug}/reports/repeat-crises/?format=csv"
    )

    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1] == ["2025-10-01", "2026-09-30", "All", "6", "", "", ""]
    assert answer["Content-Disposition"].startswith('attachment; filename="repeat-crises-hamlets')


def test_the_same_number_of_queries_for_one_and_for_many(world: World) -> None:
    counts = []
    for number in range(2):
        for day in range(1, 2 + 3 * number):
            person = Person("Amina", "Pretend", date_of_birth=date(1980, number + 1, day))
            met(world, date(2025, 12, 3), told(world, date(2025, 12, day), person))
        with world.acting("analyst") as analyst, CaptureQueriesContext(connection) as asked:
            repeat_crises(analyst, YEAR)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 12
