from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from organisations.members.models import Team
from referrals.aftercare.actions import hand_to_desk
from tests.referrals.aftercare.plans import at, closed, on, plan
from tests.referrals.clocks import tick
from tests.referrals.pages import browser, text_of
from tests.world import World

DESK = "/hamlets/desk/aftercare/"


def weeks_of(world: World) -> list[int]:
    return Network.objects.get(pk=world.network.pk).aftercare_weeks


def test_the_desk_sees_which_team_has_not_asked_and_nobodys_name(
    world: World, other_world: World
) -> None:
    with enter(system(world.network.pk)):
        Team.objects.filter(pk=world.school.pk).update(phone="+442079460018")
    closed(world)
    tick(at(11, 16))

    with on(at(11, 24)):
        shown = text_of(browser(world, "coordinator").get(DESK))
        line = text_of(browser(world, "coordinator").get("/hamlets/desk/"))

    assert "Hill School" in shown
    assert "Was to be made on 16 November 2026" in shown
    assert "020 7946 0018" in shown
    assert "Amina" not in shown
    assert "Check 1 has not been made" in line
    assert "Aftercare that the desk took on" not in line


def test_what_a_team_left_is_listed_and_it_is_said_what_the_desk_may_read(
    world: World, other_world: World
) -> None:
    closed(world)
    with world.acting("teacher") as teacher:
        hand_to_desk(actor=teacher, plan_id=plan(world).pk)

    shown = text_of(browser(world, "coordinator").get(DESK))

    assert "From Hill pastoral team, Hill School" in shown
    assert "You do not see who it is: they did not agree to that." in shown


def test_other_weeks_are_shown_before_they_are_kept(world: World, other_world: World) -> None:
    closed(world)
    desk = browser(world, "coordinator")

    shown = text_of(desk.post(f"{DESK}weeks/", {"weeks": "3, 9"}))
    before = weeks_of(world)
    desk.post(f"{DESK}weeks/", {"weeks": "3, 9", "seen": "2 6 12"})

    assert "From now on they are asked after 3 and 9 weeks." in shown
    assert "1 plan that runs now keeps its own times." in shown
    assert (before, weeks_of(world), weeks_of(other_world)) == ([2, 6, 12], [3, 9], [2, 6, 12])


def test_of_two_at_the_desk_the_second_is_told(world: World) -> None:
    desk = browser(world, "coordinator")
    desk.post(f"{DESK}weeks/", {"weeks": "3, 9", "seen": "2 6 12"})

    answer = desk.post(f"{DESK}weeks/", {"weeks": "4", "seen": "2 6 12"})

    assert (answer.status_code, weeks_of(world)) == (409, [3, 9])
