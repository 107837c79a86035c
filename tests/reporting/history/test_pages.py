"""Past referrals on a page: chosen, looked at, brought in, taken back. The desk alone."""

from io import BytesIO
from uuid import UUID

import pytest
from django.test import Client

from ccs.tenancy.context import enter, system
from reporting.history.models import HistoryImport, HistoryReferral, HistoryUpload
from reporting.history.tasks import look_again, undo_again
from tests.referrals.pages import browser, text_of
from tests.reporting.history.files import ORGANISATIONS, REFERRALS, bring
from tests.world import World

pytestmark = pytest.mark.django_db
PAGE = "/hamlets/reports/history/"


def file(text: str, name: str) -> BytesIO:
    body = BytesIO(text.encode())
    body.name = name
    return body


def choose(client: Client, organisations: str, referrals: str) -> str:
    files = {
        "organisations": file(organisations, "members.csv"),
        "referrals": file(referrals, "past.csv"),
    }
    return str(client.post(f"{PAGE}add/", files)["Location"])


def worker_comes(world: World, address: str) -> None:
    with enter(system(world.network.pk)):
        look_again(world.network.pk, UUID(address.rstrip("/").rpartition("/")[2]))


def test_files_are_looked_at_then_brought_in_then_undone(world: World, other_world: World) -> None:
    client = browser(world, "coordinator")
    address = choose(client, ORGANISATIONS, REFERRALS)
    waits = text_of(client.get(address))

    worker_comes(world, address)
    found = text_of(client.get(address))
    client.post(address)
    worker_comes(world, address)
    done = text_of(client.get(address))

    assert "Checking your files" in waits
    assert "October 2019 to September 2020" in found
    assert "Bring them in" in found
    assert "Past referrals are brought in" in done
    with enter(system(world.network.pk)):
        assert HistoryReferral.objects.count() == 3
        assert HistoryUpload.objects.get().referrals is None
        made = HistoryImport.objects.get()
    assert "2 new, 0 changed" in text_of(client.get(PAGE))
    client.post(f"{PAGE}{made.pk}/")
    assert "Being undone" in text_of(client.get(PAGE))
    assert "This import is being undone." in text_of(client.get(f"{PAGE}{made.pk}/"))
    with enter(system(world.network.pk)):
        undo_again(world.network.pk, made.pk)
    assert "Undone" in text_of(client.get(PAGE))
    with enter(system(world.network.pk)):
        assert HistoryReferral.objects.count() == 0


def test_problems_are_shown_at_their_row_and_what_is_right_beside_them(
    world: World, other_world: World
) -> None:
    client = browser(world, "coordinator")
    address = choose(client, ORGANISATIONS, REFERRALS.replace("closed", "lost"))

    worker_comes(world, address)
    found = text_of(client.get(address))
    pressed = client.post(address)
    listed = client.get(f"{address}problems.csv").content.decode()

    assert "there is 1 problem" in found
    assert "referrals.csv, row 2" in found
    assert "“lost” is not a status" in found
    assert "Bring them in" not in found
    assert pressed.status_code == 409
    assert "referrals.csv,2,status" in listed


def test_files_that_are_here_already_can_only_be_thrown_away(
    world: World, other_world: World
) -> None:
    client = browser(world, "coordinator")
    bring(world)
    address = choose(client, ORGANISATIONS, REFERRALS)

    worker_comes(world, address)
    found = text_of(client.get(address))
    client.post(f"{address}discard/")

    assert "All of it is here already" in found
    with enter(system(world.network.pk)):
        assert not HistoryUpload.objects.exists()


def test_files_with_heads_alone_are_not_said_to_be_here_already(
    world: World, other_world: World
) -> None:
    client = browser(world, "coordinator")
    address = choose(client, ORGANISATIONS.splitlines()[0], REFERRALS.splitlines()[0])

    worker_comes(world, address)
    found = text_of(client.get(address))

    assert "There is no row in these files" in found
    assert "Bring them in" not in found


def test_a_press_without_a_file_says_so(world: World, other_world: World) -> None:
    answer = browser(world, "coordinator").post(f"{PAGE}add/", {})

    assert "Choose at least one file" in text_of(answer)


def test_the_page_asks_as_much_for_many_imports_as_for_few(
    world: World, other_world: World, django_assert_max_num_queries: object
) -> None:
    client = browser(world, "coordinator")
    with enter(system(world.network.pk)):
        HistoryImport.objects.bulk_create(
            HistoryImport(network=world.network, at="2026-05-01T12:00:00Z") for _one in range(30)
        )

    with django_assert_max_num_queries(14):  # type: ignore[operator]
        answer = client.get(PAGE)

    assert text_of(answer).count("0 new, 0 changed") == 60
