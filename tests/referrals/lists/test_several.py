from referrals.referrals.actions import accept, decline
from referrals.referrals.models import Referral
from tests.referrals.lists.shown import asked, references
from tests.referrals.pages import browser, text_of
from tests.world import World

ADDRESS = "/hamlets/referrals/several/"


def three(world: World) -> list[str]:
    return sorted(world.refer()[0].reference for _ in range(3))


def ticked(found: list[str], deed: str, **more: str) -> dict[str, object]:
    return {"do": deed, "reference": found, **more}


def status_and_worker(world: World, found: list[str]) -> list[tuple[str, object]]:
    with world.acting("adviser"):
        rows = Referral.objects.filter(reference__in=found).order_by("reference")
        return list(rows.values_list("status", "assigned_to"))


def test_a_received_list_has_boxes_to_tick_and_a_sent_one_has_none(world: World) -> None:
    [reference] = [world.refer()[0].reference]

    received, sent = asked(world, "adviser", ""), asked(world, "teacher", "?box=sent")

    assert f'name="reference" value="{reference}"' in received
    assert "Accept the ticked ones" in received
    assert 'type="checkbox"' not in sent


def test_the_page_before_names_each_and_changes_nothing(world: World, other_world: World) -> None:
    found = three(world)
    [elsewhere] = other_world.refer()

    page = text_of(
        browser(world, "adviser").get(ADDRESS, ticked([*found, elsewhere.reference], "accept"))
    )

    assert references(page) == found
    assert "The teams that sent them are told at once that you will help." in page
    assert status_and_worker(world, found) == [("sent", None)] * 3


def test_all_ticked_are_accepted_and_given_to_whom_was_chosen(world: World) -> None:
    found, colleague = three(world), world.people["adviser2"].pk

    page = text_of(
        browser(world, "adviser").post(ADDRESS, ticked(found, "accept", assigned_to=str(colleague)))
    )

    assert "3 of 3 accepted" in page
    assert status_and_worker(world, found) == [("accepted", colleague)] * 3


def test_one_that_a_colleague_took_first_is_told_and_stops_no_other(world: World) -> None:
    found = three(world)
    with world.acting("adviser2") as quicker:
        accept(actor=quicker, reference=found[1])

    page = text_of(
        browser(world, "adviser").post(ADDRESS, ticked(found, "accept", assigned_to="team"))
    )

    assert "2 of 3 accepted" in page
    assert "Adviser2 Sample changed this to “Accepted”" in page
    assert status_and_worker(world, found) == [
        ("accepted", None),
        ("accepted", world.people["adviser2"].pk),
        ("accepted", None),
    ]


def test_doing_it_twice_does_it_once(world: World) -> None:
    found, adviser = three(world), browser(world, "adviser")
    form = ticked(found, "accept", assigned_to=str(world.people["adviser"].pk))
    adviser.post(ADDRESS, form)

    again = text_of(adviser.post(ADDRESS, form))

    assert "3 of 3 accepted" in again


def test_ticked_ones_are_given_to_a_colleague_from_the_board(world: World) -> None:
    found, colleague = three(world), str(world.people["adviser2"].pk)
    adviser = browser(world, "adviser")

    chosen = ticked(found, "assign", to=colleague, **{"from": "board"})
    asking = text_of(adviser.get(ADDRESS, chosen))
    done = text_of(
        adviser.post(ADDRESS, ticked(found, "assign", assigned_to=colleague, **{"from": "board"}))
    )

    assert f'<option value="{colleague}" selected>' in asking
    assert "3 of 3 given" in done
    assert 'href="/hamlets/referrals/board/">Go back' in done
    assert status_and_worker(world, found) == [("sent", world.people["adviser2"].pk)] * 3


def test_what_cannot_be_done_stays_as_it_is_and_is_said(world: World) -> None:
    found = three(world)
    with world.acting("adviser") as actor:
        decline(actor=actor, reference=found[0], reason="duplicate")

    page = text_of(browser(world, "adviser").get(ADDRESS, ticked(found, "accept")))

    _before, _separator, staying = page.partition("These stay as they are")
    assert references(staying) == [found[0]]


def test_other_teams_referrals_are_never_among_them(world: World) -> None:
    found = three(world)

    page = text_of(browser(world, "officer").post(ADDRESS, ticked(found, "accept")))

    assert references(page) == []
    assert status_and_worker(world, found) == [("sent", None)] * 3
