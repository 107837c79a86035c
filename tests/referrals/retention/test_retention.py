from datetime import UTC, datetime

import pytest
import time_machine

from ccs.jobs.actions import run_due
from ccs.jobs.models import Job
from ccs.tenancy.context import custodian, enter, system
from referrals.clients.models import Client, Share
from referrals.consent.actions import record_consent
from referrals.consent.rules import Agreed
from referrals.referrals.actions import accept, close, decline, record_contact, send
from referrals.referrals.models import Referral
from referrals.retention.models import RetentionRun
from referrals.retention.tasks import look_for_what_is_over
from referrals.rights.models import Erasure, Restriction
from tests.world import World

pytestmark = pytest.mark.django_db

BEGAN = datetime(2026, 11, 23, 10, tzinfo=UTC)
A_YEAR_LATER = datetime(2027, 11, 23, 4, tzinfo=UTC)
A_DAY_BEFORE_THAT = datetime(2027, 11, 22, 4, tzinfo=UTC)
SIX_YEARS_LATER = datetime(2032, 11, 23, 4, tzinfo=UTC)


def sent(world: World) -> Referral:
    """By somebody who does not want to be asked again how they are."""
    assessment = world.assess(agreed=False)
    with world.acting("teacher") as teacher:
        agreed = Agreed("consent", given="in_person", aftercare=False)
        record_consent(actor=teacher, assessment_id=assessment.pk, agreed=agreed)
        services = [world.advice.pk]
        [referral] = send(actor=teacher, assessment_id=assessment.pk, service_ids=services)
    return referral


def declined(world: World) -> Referral:
    with time_machine.travel(BEGAN, tick=False):
        referral = sent(world)
        with world.acting("adviser") as adviser:
            return decline(actor=adviser, reference=referral.reference, reason="no_capacity")


def helped(world: World) -> Referral:
    with time_machine.travel(BEGAN, tick=False):
        referral = sent(world)
        with world.acting("adviser") as adviser:
            accept(actor=adviser, reference=referral.reference)
            record_contact(actor=adviser, reference=referral.reference, made=True, way="phone")
            return close(actor=adviser, reference=referral.reference, outcome="no_longer_wanted")


def night(at: datetime) -> None:
    """The scheduler's call, and the worker's until nothing is due."""
    Job.objects.exclude(kind__startswith="retention").delete()
    with time_machine.travel(at, tick=False):
        look_for_what_is_over()
        run_due(limit=100)


def erased(world: World) -> list[str]:
    with enter(system(world.network.pk)):
        return list(Erasure.objects.values_list("why", flat=True))


def name_of(referral: Referral) -> str:
    with enter(system(referral.network_id)):
        shares = Share.objects.filter(assessment=referral.assessment_id)
        client = shares.values_list("client_id", flat=True)[0]
    with enter(custodian(referral.network_id, person=client)):
        return Client.objects.get(pk=client).given_name


def runs(world: World) -> list[tuple[int, int, dict[str, int]]]:
    with enter(system(world.network.pk)):
        return list(RetentionRun.objects.values_list("found", "erased", "held"))


def test_whom_nobody_took_on_is_erased_after_a_year_and_not_a_day_before(world, other_world):
    referral, elsewhere = declined(world), helped(other_world)

    night(A_DAY_BEFORE_THAT)
    before = erased(world)
    night(A_YEAR_LATER)

    assert before == []
    assert erased(world) == ["retention"]
    assert name_of(referral) == "(erased)"
    assert name_of(elsewhere) == "Amina"
    assert runs(world) == [(1, 1, {}), (0, 0, {})]
    assert runs(other_world) == [(0, 0, {}), (0, 0, {})]


def test_who_was_helped_stays_six_years(world, other_world):
    referral = helped(world)

    night(A_YEAR_LATER)
    after_a_year = name_of(referral)
    night(SIX_YEARS_LATER)

    assert after_a_year == "Amina"
    assert name_of(referral) == "(erased)"


def test_an_open_referral_holds_the_record_however_old(world, other_world):
    with time_machine.travel(BEGAN, tick=False):
        referral = sent(world)

    night(SIX_YEARS_LATER)

    assert name_of(referral) == "Amina"
    assert runs(world) == [(0, 0, {"open": 1})]


def test_a_restricted_record_stays_until_that_is_lifted(world, other_world):
    referral = declined(world)
    with world.acting("teacher") as teacher:
        Restriction.objects.create(
            network=world.network,
            client_id=referral.assessment.client_id,
            why="claim",
            since=BEGAN,
            by_id=teacher.member_id,
        )

    night(A_YEAR_LATER)

    assert name_of(referral) == "Amina"
    assert runs(world) == [(0, 0, {"restricted": 1})]


def test_a_night_that_runs_twice_erases_once(world, other_world):
    declined(world)

    night(A_YEAR_LATER)
    night(A_YEAR_LATER)

    assert erased(world) == ["retention"]
    assert runs(world) == [(1, 1, {})]


def test_what_was_left_when_a_worker_was_killed_is_done_the_next_night(world, other_world):
    declined(world)
    declined(world)
    with time_machine.travel(A_YEAR_LATER, tick=False):
        Job.objects.all().delete()
        look_for_what_is_over()
        run_due(limit=3)
    half = len(erased(world))
    Job.objects.all().delete()

    night(datetime(2027, 11, 24, 4, tzinfo=UTC))

    assert half == 1
    assert len(erased(world)) == 2


def test_shorter_limits_show_how_many_would_go_before_they_are_changed(world, other_world, client):
    helped(world)
    client.force_login(world.user("coordinator"))
    typed = {"consent_months": "12", "retention_years": "1", "declined_months": "12"}

    with time_machine.travel(A_YEAR_LATER, tick=False):
        page = client.post(f"/{world.network.slug}/settings/keeping/", typed).content.decode()

    assert "The next night erases 1 record of a person. As it was: 0." in page
    assert "Nobody can bring back what was erased." in page


def test_the_page_says_when_records_go_in_a_bounded_number_of_queries(
    world, other_world, client, django_assert_max_num_queries
):
    for _n in range(4):
        declined(world)
    client.force_login(world.user("coordinator"))

    with time_machine.travel(A_DAY_BEFORE_THAT, tick=False), django_assert_max_num_queries(45):
        page = client.get(f"/{world.network.slug}/retention/").content.decode()

    assert "4 records will be erased" in page
    assert "November 2027" in page
