import pytest
from django.test import Client
from django.utils import timezone

from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from networks.networks.actions import create_network
from networks.networks.models import Network
from networks.settings.actions import change_settings, mark, undo_change
from networks.settings.models import SettingChange
from networks.settings.queries import known
from networks.settings.rules import Group
from organisations.directory.models import ReferralRoute

HERE = "/hamlets/settings/"
STANDARDS = {
    "respond_today_hours": "2",
    "respond_urgent_days": "1",
    "respond_soon_days": "3",
    "contact_today_days": "1",
    "contact_urgent_days": "2",
    "contact_soon_days": "5",
    "failed_contacts": "3",
}


def standards_of(world):
    return Network.objects.get(pk=world.network.pk).standards


def soon_days(world, days):
    with world.acting("coordinator") as actor:
        values = {"standards": {**standards_of(world), "respond_soon_days": days}}
        return change_settings(actor=actor, group=Group.STANDARDS, values=values)


@pytest.fixture
def desk(world):
    browser = Client()
    browser.force_login(world.user("coordinator"))
    return browser


def test_what_is_typed_is_shown_with_what_it_changes_and_nothing_is_changed(desk, world):
    page = desk.post(f"{HERE}standards/", STANDARDS).content.decode()

    assert "What changes" in page
    assert "First answer, in crisis today (working hours)" in page
    assert "What was sent before keeps its own times." in page
    assert standards_of(world)["respond_today_hours"] == 4


def test_confirmed_it_is_changed_here_alone_and_written_down(desk, world, other_world):
    seen = mark(known(Network.objects.get(pk=world.network.pk), Group.STANDARDS))

    answer = desk.post(f"{HERE}standards/", {**STANDARDS, "seen": seen})

    with enter(system(world.network.pk)):
        change = SettingChange.objects.get()
    assert answer.status_code == 302
    assert standards_of(world)["respond_today_hours"] == 2
    assert standards_of(world)["retention_years"] == 6
    assert standards_of(other_world)["respond_today_hours"] == 4
    assert change.made_by_name == "Coordinator Sample"


def test_a_change_is_set_back_once_and_that_is_a_change_too(world):
    change = soon_days(world, 2)

    with world.acting("coordinator") as actor:
        back = undo_change(actor=actor, change_id=change.pk)
        with pytest.raises(Conflict):
            undo_change(actor=actor, change_id=change.pk)

    assert standards_of(world)["respond_soon_days"] == 3
    assert back.undoes_id == change.pk


def test_what_was_changed_again_is_not_set_back_over_it(world):
    first = soon_days(world, 2)
    soon_days(world, 4)

    with world.acting("coordinator") as actor, pytest.raises(Conflict):
        undo_change(actor=actor, change_id=first.pk)

    assert standards_of(world)["respond_soon_days"] == 4


def test_who_saw_older_settings_is_told_that_somebody_was_first(desk, world):
    stood = mark(known(Network.objects.get(pk=world.network.pk), Group.STANDARDS))
    soon_days(world, 2)

    answer = desk.post(f"{HERE}standards/", {**STANDARDS, "seen": stood})

    assert answer.status_code == 409
    assert standards_of(world)["respond_soon_days"] == 2


@pytest.mark.parametrize(
    ("group", "values"),
    [
        (Group.STANDARDS, {"respond_today_hours": 9}),
        (Group.STANDARDS, {"respond_urgent_days": 4}),
        (Group.KEEPING, {"retention_years": 0}),
    ],
)
def test_a_value_that_helps_nobody_is_refused(world, group, values):
    with world.acting("coordinator") as actor, pytest.raises(Problem):
        change_settings(
            actor=actor, group=group, values={"standards": {**standards_of(world), **values}}
        )

    assert standards_of(world)["respond_today_hours"] == 4


def test_only_the_desk_changes_and_another_network_s_change_is_not_there(world, other_world):
    change = soon_days(other_world, 2)

    with world.acting("manager") as actor, pytest.raises(NotAllowed):
        change_settings(actor=actor, group=Group.CARE, values={})
    with world.acting("coordinator") as actor, pytest.raises(NotAllowed):
        undo_change(actor=actor, change_id=change.pk)

    assert standards_of(other_world)["respond_soon_days"] == 2


def test_the_practice_twin_goes_along_and_says_that_it_is_one(world):
    twin = create_network(slug="hamlets-again", name="Practice Hamlets")
    with enter(system(twin.pk)):
        Network.objects.filter(pk=twin.pk).update(kind="practice", practice_of=world.network)

    soon_days(world, 2)
    with world.acting("coordinator") as actor:
        change_settings(
            actor=actor,
            group=Group.NAME,
            values={"name": "Hamlets Help", "short_name": "HH", "colour": "#00703c"},
        )

    twin.refresh_from_db()
    assert twin.standards["respond_soon_days"] == 2
    assert twin.name == "Hamlets Help (practice)"


def test_the_trail_names_who_and_from_what_to_what(desk, world):
    soon_days(world, 2)

    page = desk.get(f"{HERE}history/").content.decode()

    assert "First answer, soon (working days): from 3 to 2" in page
    assert "Coordinator Sample" in page
    assert f'datetime="{timezone.localdate()}' in page


def test_a_long_trail_asks_as_often_as_a_short_one(desk, world, django_assert_max_num_queries):
    for days in (2, 4, 5, 6, 7):
        soon_days(world, days)
    desk.get(f"{HERE}history/")

    with django_assert_max_num_queries(12):
        page = desk.get(f"{HERE}history/").content.decode()

    assert page.count("Set back") == 5


def test_services_that_do_not_take_referrals_from_everybody_are_listed(desk, world, other_world):
    for one in (world, other_world):
        with enter(system(one.network.pk)):
            one.debt.route = "contract"
            one.debt.save(update_fields=["route"])
            ReferralRoute.objects.create(
                network=one.network,
                service=one.debt,
                organisation=one.school.organisation,
                places=3,
            )

    page = desk.get("/hamlets/routes/").content.decode()

    assert "Hill School, 3 places" in page
    assert page.count("Debt casework</a>") == 1
    assert "Crisis advice" not in page
