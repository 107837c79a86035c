"""Our services: begun, seen, published, withdrawn, confirmed, and remembered."""

import pytest

from organisations.directory.actions import create_service, publish_service, save_service
from organisations.directory.models import Service
from tests.organisations.directory.described import place, whole
from tests.organisations.directory.pages import keep, typed, words
from tests.referrals.pages import browser
from tests.world import World

pytestmark = pytest.mark.django_db


def draft(world: World, *locations: object, **changes: object) -> Service:
    with world.acting("manager") as actor:
        details = whole(world, *locations, **changes)
        return create_service(actor=actor, team_id=world.advice_line.pk, details=details)


def ours(world: World, query: str = "") -> str:
    return f"/{world.network.slug}/services/ours/{query}"


def test_own_services_with_their_state_and_what_needs_attention(
    world: World, other_world: World
) -> None:
    draft(world)

    page = words(browser(world, "adviser").get(ours(world)))

    assert "Fuel vouchers Draft" in page
    assert "Not finished: nobody else sees it yet." in page
    assert "Crisis advice Published" in page
    assert "Nobody has checked yet that this is right." in page
    assert "Debt casework" not in page
    assert "Hardship grants" not in page


def test_own_services_are_found_by_name_and_state(world: World) -> None:
    draft(world)

    page = words(browser(world, "adviser").get(ours(world, "?status=draft&q=fuel")))

    assert "Fuel vouchers" in page
    assert "Crisis advice" not in page


def test_a_service_begins_with_its_name_and_is_made_once(world: World) -> None:
    client, address = browser(world, "adviser"), f"/{world.network.slug}/services/ours/new/"
    sent = typed(client.get(address)) | {"name": "Fuel vouchers"}

    answers = [client.post(address, sent) for _time in range(2)]

    with world.acting("adviser"):
        service = Service.objects.get(name="Fuel vouchers")
    assert [answer.headers["Location"] for answer in answers] == [keep(world, service)] * 2


def test_who_has_several_teams_says_which_runs_it(world: World) -> None:
    client, address = browser(world, "manager"), f"/{world.network.slug}/services/ours/new/"

    asked = client.post(address, {"name": "Fuel vouchers"})
    made = client.post(address, {"name": "Fuel vouchers", "team": str(world.casework.pk)})

    assert "Choose the team that runs it" in words(asked)
    assert made.status_code == 302
    with world.acting("manager"):
        assert Service.objects.get(name="Fuel vouchers").team_id == world.casework.pk


def test_published_and_withdrawn_from_its_page(world: World) -> None:
    service = draft(world)
    client = browser(world, "adviser")

    published = client.post(keep(world, service, "publish/"), follow=True)
    asked = client.get(keep(world, service, "withdraw/"))
    withdrawn = client.post(keep(world, service, "withdraw/"), follow=True)

    assert "Published. Members can find it now." in words(published)
    assert "Referrals that were sent to it stay open." in words(asked)
    assert "Withdrawn. You can publish it again at any time." in words(withdrawn)


def test_what_is_missing_is_said_and_nothing_is_published(world: World) -> None:
    service = draft(world, description="")

    page = words(browser(world, "adviser").post(keep(world, service, "publish/"), follow=True))

    assert "Not published yet. Say what the service does." in page
    with world.acting("adviser"):
        assert Service.objects.get(pk=service.pk).status == "draft"


def test_one_click_says_that_it_is_still_right(world: World) -> None:
    client = browser(world, "adviser")

    page = words(client.post(keep(world, world.advice, "still-right/"), follow=True))

    assert "Thank you. We will ask again in six months." in page
    assert "Nobody has checked" not in page


def test_the_preview_is_what_members_see(world: World) -> None:
    service = draft(world, route="anyone")
    client = browser(world, "adviser")
    preview = words(client.get(keep(world, service, "preview/")))

    client.post(keep(world, service, "publish/"))

    real = words(browser(world, "adviser").get(f"/{world.network.slug}/services/{service.pk}/"))
    real = real.replace("Refer to this service ", "")
    said = real[real.index("Fuel vouchers") : real.index("Checked")]
    assert said.strip() in preview


def test_the_public_preview_leaves_out_what_is_for_members(world: World) -> None:
    with world.acting("manager"):
        here = place(world)
    service = draft(world, here, audience="public")

    page = words(browser(world, "adviser").get(keep(world, service, "preview/?as=public")))

    assert "This is how everybody sees it." in page
    assert "desk@quay.example" in page
    assert "Quay House" in page
    assert "020 7946 0101" not in page
    assert "Sam Sample" not in page


def test_the_public_preview_of_what_is_for_members_says_so(world: World) -> None:
    service = draft(world)

    page = words(browser(world, "adviser").get(keep(world, service, "preview/?as=public")))

    assert "It is for members of the network only. Nobody else sees it." in page
    assert "Vouchers for prepayment meters" not in page


def test_the_history_says_who_changed_what_in_words(world: World) -> None:
    service = draft(world)
    with world.acting("adviser") as actor:
        changed = whole(world, fees="£2", needs=["fuel"], schedules=[])
        save_service(actor=actor, service_id=service.pk, details=changed)
        publish_service(actor=actor, service_id=service.pk)

    page = words(browser(world, "manager").get(keep(world, service, "history/")))

    assert "Published Adviser Sample" in page
    assert "Cost Before: Free Now: £2" in page
    assert "What it helps with Before: Food, Heating and energy Now: Heating and energy" in page
    assert "Monday 9am to 5pm; Wednesday 9am to 12:30pm Now: Nothing" in page
    assert "Added Manager Sample" in page


def test_another_teams_service_is_not_there(world: World) -> None:
    client = browser(world, "caseworker")

    answers = {
        client.get(keep(world, world.advice, rest)).status_code
        for rest in ("", "about/", "preview/", "history/", "withdraw/")
    }

    assert answers == {404}
