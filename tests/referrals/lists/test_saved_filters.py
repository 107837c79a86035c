import pytest

from ccs.tenancy.problems import NotAllowed, Problem
from referrals.filters.actions import open_first, remove_filter, rename_filter, save_filter
from referrals.filters.models import SavedFilter
from referrals.filters.rules import Box, Filters
from tests.referrals.lists.shown import asked
from tests.referrals.pages import browser, text_of
from tests.world import World

LATE = Filters(late=True)


def saved(world: World, name: str = "adviser", called: str = "Late ones") -> SavedFilter:
    with world.acting(name) as actor:
        return save_filter(actor=actor, name=called, box=Box.RECEIVED, filters=LATE)


def test_a_filter_is_saved_from_its_list_and_stands_above_it_for_its_member_alone(
    world: World, other_world: World
) -> None:
    page = browser(world, "adviser").post(
        "/hamlets/referrals/filters/",
        {"name": "  Late  ones ", "box": "received", "query": "late=on&name=Amina"},
        follow=True,
    )

    text = text_of(page)
    assert page.redirect_chain[-1][0] == "/hamlets/referrals/?box=received&late=on"
    assert ">Late ones</a>" in text
    assert 'aria-current="true">Late ones' in text
    assert "Late ones" not in asked(world, "adviser2", "")
    assert "Late ones" not in asked(other_world, "adviser", "")


def test_a_name_is_used_once_and_the_same_again_is_saved_once(world: World) -> None:
    first, again = saved(world), saved(world)

    with world.acting("adviser") as actor, pytest.raises(Problem) as refusal:
        save_filter(actor=actor, name="Late ones", box=Box.SENT, filters=LATE)

    assert first.pk == again.pk
    assert refusal.value.field == "name"


def test_one_more_than_twenty_is_refused_and_said_beside_the_name(world: World) -> None:
    for number in range(20):
        saved(world, called=f"Number {number}")

    page = browser(world, "adviser").post(
        "/hamlets/referrals/filters/", {"name": "One more", "box": "received", "query": "late=on"}
    )

    assert "You have 20 saved filters, which is the most. Remove one first." in text_of(page)


def test_renaming_and_removing_on_their_page(world: World) -> None:
    kept = saved(world)
    adviser, address = browser(world, "adviser"), f"/hamlets/referrals/filters/{kept.pk}/"

    renamed = text_of(adviser.post(address, {"name": "To do first"}, follow=True))
    removed = text_of(adviser.post(f"{address}remove/", follow=True))

    assert ">To do first</a>" in renamed
    assert "To do first" not in removed
    assert "No referral was changed." in removed


def test_the_one_chosen_opens_first_and_the_tabs_still_open_their_own_lists(world: World) -> None:
    kept, other = saved(world), saved(world, called="Others")
    adviser = browser(world, "adviser")
    adviser.post(f"/hamlets/referrals/filters/{other.pk}/first/", {"first": "yes"})
    adviser.post(f"/hamlets/referrals/filters/{kept.pk}/first/", {"first": "yes"})

    opened = adviser.get("/hamlets/referrals/")
    tab = adviser.get("/hamlets/referrals/?box=received")

    assert opened["Location"] == "/hamlets/referrals/?box=received&late=on"
    assert tab.status_code == 200
    with world.acting("adviser"):
        assert list(SavedFilter.objects.filter(is_default=True)) == [kept]


def test_a_colleague_cannot_touch_it(world: World, other_world: World) -> None:
    kept = saved(world)

    with world.acting("adviser2") as colleague:
        remove_filter(actor=colleague, filter_id=kept.pk)
        with pytest.raises(NotAllowed):
            rename_filter(actor=colleague, filter_id=kept.pk, name="Mine")
        with pytest.raises(NotAllowed):
            open_first(actor=colleague, filter_id=kept.pk, first=True)

    with world.acting("adviser"):
        assert SavedFilter.objects.get().name == "Late ones"
