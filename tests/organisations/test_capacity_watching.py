from ccs.tenancy.context import enter, system
from organisations.capacity.actions import set_capacity, watch_opening
from organisations.capacity.models import OpeningWatch
from tests.referrals.pages import browser, home, text_of
from tests.world import World


def wishes(world: World) -> int:
    with enter(system(world.network.pk)):
        return OpeningWatch.objects.count()


def test_who_wants_to_be_told_says_so_and_takes_it_back(world: World) -> None:
    with world.acting("officer") as officer:
        set_capacity(service_id=world.grants.pk, actor=officer, state="paused", reason="Leave")
    watch = f"{home(world)}services/{world.grants.pk}/watch/"
    client = browser(world, "teacher")

    page = text_of(client.post(watch, {"watch": "yes"}, follow=True))
    before = wishes(world)
    client.post(watch, {"watch": "no"})

    assert "We will send you one email when it opens." in page
    assert "Do not tell me when it opens" in page
    assert (before, wishes(world)) == (1, 0)


def test_a_service_that_is_open_needs_no_waiting(world: World) -> None:
    watch = f"{home(world)}services/{world.grants.pk}/watch/"

    page = text_of(browser(world, "teacher").post(watch, {"watch": "yes"}, follow=True))

    assert "This service takes referrals now." in page
    assert wishes(world) == 0


def test_one_person_takes_nobody_elses_wish_back(world: World) -> None:
    with world.acting("officer") as officer:
        set_capacity(service_id=world.grants.pk, actor=officer, state="paused", reason="Leave")
    with world.acting("adviser") as adviser:
        watch_opening(service_id=world.grants.pk, actor=adviser)

    browser(world, "teacher").post(
        f"{home(world)}services/{world.grants.pk}/watch/", {"watch": "no"}
    )

    assert wishes(world) == 1
