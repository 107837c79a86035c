"""From what teams wrote down to the records that are counted: of one network, never of another."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ccs.tenancy.context import enter, system
from referrals.assessments.rules import Person, ToldNeed
from referrals.outcomes.actions import record_gains, record_learnt
from referrals.outcomes.rules import Awarded, Gained, all_met
from referrals.referrals.actions import accept, close
from referrals.referrals.models import Referral
from reporting.disclosure.families import Record
from reporting.figures.rules import programme_year
from reporting.people.queries import awards_told, money_told, needs_told, people_helped
from tests.world import World

YEAR = programme_year(date(2026, 1, 1))
AMINA = Person("Amina", "Pretend", date_of_birth=date(1988, 2, 29), interpreter_needed=True)
AMINA_AGAIN = Person("AMINA", "PRETEND", date_of_birth=date(1988, 2, 29), age_band="25_49")
BILAL = Person("Bilal", "Sample", age_band="65_over")
GRANT = Awarded("award", Decimal("250.00"), scheme_code="charity", evidence="saw")


def on(day: date) -> Any:
    return time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), tick=False)


def told(
    world: World, day: date, person: Person, *, by: str = "teacher", **answers: str
) -> Referral:
    with on(day):
        [referral] = world.refer(
            world.grants,
            by=by,
            client=person,
            household=(),
            answers=answers,
            needs=(ToldNeed("food", "today"),),
        )
        with world.acting("officer") as officer:
            return accept(actor=officer, reference=referral.reference)


def ended(world: World, day: date, referral: Referral, gained: Gained) -> None:
    with on(day), world.acting("officer") as officer:
        close(
            actor=officer,
            reference=referral.reference,
            outcome="helped_in_full",
            gained=gained,
        )


def counted(world: World, records: Any) -> list[Record]:
    with enter(system(world.network.pk)):
        return list(records(world.network.pk, YEAR))


def test_who_told_two_teams_is_one_person_with_what_both_were_told(
    world: World, other_world: World
) -> None:
    told(world, date(2025, 12, 1), AMINA, ethnicity="black_african", nrpf="Yes")
    told(world, date(2026, 2, 2), AMINA_AGAIN, by="adviser", nrpf="Prefer not to say")
    told(world, date(2026, 2, 3), BILAL)
    told(world, date(2026, 10, 1), Person("Cara", "Sample"))
    told(other_world, date(2025, 12, 1), AMINA, ethnicity="other_arab")

    amina, bilal = (one.values for one in counted(world, people_helped))
    [elsewhere] = (one.values for one in counted(other_world, people_helped))

    assert (amina["ethnicity"], amina["nrpf"], amina["age_band"]) == (
        "black_african",
        "prefer_not",
        "25_49",
    )
    assert (bilal["ethnicity"], bilal["nrpf"]) == ("not_asked", "not_asked")
    assert (amina["recognised"], bilal["recognised"]) == ("yes", "no")
    assert elsewhere["ethnicity"] == "other_arab"


def test_a_correction_counts_and_what_was_said_before_does_not(
    world: World, other_world: World
) -> None:
    first = told(world, date(2025, 12, 1), AMINA)
    ended(world, date(2025, 12, 3), first, Gained(all_met("food"), awards=(GRANT,)))
    other = told(other_world, date(2025, 12, 1), AMINA)
    ended(other_world, date(2025, 12, 3), other, Gained(all_met("food"), awards=(GRANT,)))

    with on(date(2026, 4, 1)), world.acting("officer") as officer:
        record_gains(
            actor=officer,
            reference=first.reference,
            gained=Gained((("food", "partly"),), awards=(Awarded("yearly", Decimal(910)),)),
        )

    assert counted(world, needs_told) == [Record({"need": "food", "state": "partly"})]
    assert counted(world, awards_told) == []
    assert counted(world, money_told) == [
        Record({"kind": "yearly", "evidence": "not_said"}, amounts={"pounds": Decimal("910.00")})
    ]
    assert counted(other_world, needs_told) == [Record({"need": "food", "state": "met"})]


def test_a_grant_that_the_team_that_was_told_wrote_down_too_counts_once(world: World) -> None:
    referral = told(world, date(2025, 12, 1), AMINA)
    ended(world, date(2025, 12, 3), referral, Gained(awards=(GRANT,)))
    with on(date(2025, 12, 9)), world.acting("teacher") as teacher:
        heard = Gained(awards=(Awarded("award", Decimal("250.00"), evidence="person"),))
        record_learnt(actor=teacher, assessment_id=referral.assessment_id, gained=heard)

    awards = counted(world, awards_told)

    assert awards == [
        Record({"scheme": "charity"}, amounts={"awards": Decimal(1), "pounds": Decimal("250.00")})
    ]


def test_more_people_cost_no_more_queries(world: World) -> None:
    ended(world, date(2025, 12, 3), told(world, date(2025, 12, 1), AMINA), Gained(awards=(GRANT,)))
    with CaptureQueriesContext(connection) as one:
        counted(world, people_helped), counted(world, awards_told)
    for day in (4, 5, 6):
        referral = told(world, date(2025, 12, day), Person(f"Bilal {day}", "Sample"))
        ended(world, date(2025, 12, day + 1), referral, Gained(awards=(GRANT,)))

    with CaptureQueriesContext(connection) as several:
        people, awards = counted(world, people_helped), counted(world, awards_told)

    assert (len(people), len(awards)) == (4, 4)
    assert len(several) == len(one)
