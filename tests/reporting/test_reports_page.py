from datetime import UTC, date, datetime

import pytest
import time_machine

from ccs.tenancy.context import enter, system
from organisations.members.actions import NewOrganisation, add_organisation
from organisations.members.models import Organisation
from referrals.referrals.actions import accept
from reporting.figures.queries import summary_of
from reporting.figures.rules import Period, Summary
from tests.referrals.pages import browser, text_of
from tests.world import World

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))


def accepted_on(world: World, moment: datetime) -> None:
    with time_machine.travel(moment):
        [referral] = world.refer()
        with world.acting("adviser") as actor:
            accept(actor=actor, reference=referral.reference)


def counted(world: World, period: Period = OCTOBER) -> Summary:
    with world.acting("analyst") as actor:
        return summary_of(actor, period)


def test_an_accepted_referral_counts_its_sender_and_its_receiver(world: World) -> None:
    accepted_on(world, datetime(2026, 10, 5, 12, tzinfo=UTC))
    world.refer()

    figures = counted(world)

    assert figures.accepted_referrals == 1
    assert figures.referring_organisations == 1
    assert figures.receiving_organisations == 1
    assert figures.registered_organisations == 3


def test_the_day_of_acceptance_is_a_day_in_london(world: World) -> None:
    accepted_on(world, datetime(2026, 9, 30, 23, 30, tzinfo=UTC))

    figures = counted(world)

    assert figures.accepted_referrals == 1


def test_who_left_is_not_registered_and_was_once(world: World) -> None:
    with enter(system(world.network.pk)):
        Organisation.objects.filter(name="Quay Advice").update(left_on=date(2026, 10, 31))
        details = NewOrganisation(name="Later", sector="vcs")
        add_organisation(
            network_id=world.network.pk, details=details, registered_on=date(2026, 11, 1)
        )

    figures = counted(world)

    assert figures.registered_organisations == 2
    assert figures.ever_registered_organisations == 3


def test_another_network_counts_for_nothing(world: World, other_world: World) -> None:
    accepted_on(other_world, datetime(2026, 10, 5, 12, tzinfo=UTC))

    figures = counted(world)

    assert figures.accepted_referrals == 0


@time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC))
def test_the_list_begins_with_this_year_so_far_and_the_last(world: World) -> None:
    accepted_on(world, datetime(2026, 10, 5, 12, tzinfo=UTC))

    page = text_of(browser(world, "analyst").get(f"/{world.network.slug}/reports/"))

    assert "This year so far: 1 October 2026 to 21 November 2026" in page
    assert "Last year: 1 October 2025 to 30 September 2026" in page
    assert "Accepted referrals" in page


@pytest.mark.parametrize("name", ["teacher", "adviser", "manager"])
def test_reports_are_not_there_for_others(world: World, name: str) -> None:
    answer = browser(world, name).get(f"/{world.network.slug}/reports/")

    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["analyst", "coordinator"])
def test_reports_are_in_the_navigation_of_who_reads_them(world: World, name: str) -> None:
    answer = browser(world, name).get(f"/{world.network.slug}/reports/")

    assert answer.status_code == 200
    assert f'href="/{world.network.slug}/reports/"' in answer.content.decode()
