from django.core.files.uploadedfile import SimpleUploadedFile

from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from organisations.joining.models import Joining
from tests.referrals.pages import browser, home, text_of
from tests.world import World

HEAD = "organisation,sector,contact_name,contact_email,word\n"


def table(world: World) -> str:
    return f"{home(world)}joining/all/table/"


def upload(text: str) -> dict[str, object]:
    return {"table": SimpleUploadedFile("invitations.csv", text.encode(), "text/csv")}


def hundred() -> str:
    return HEAD + "".join(f"Bank {n},vcs,Jo {n},jo{n}@bank.example,\n" for n in range(100))


def test_what_is_wrong_is_told_by_line_and_column_and_nobody_is_invited(world: World) -> None:
    text = HEAD + "Bank,vcs,Jo,jo@bank.example,\nBank,shop,,not an address,\n"

    page = text_of(browser(world, "coordinator").post(table(world), upload(text)))

    for told in ("already", "Use one of these", "name of the contact", "not an email address"):
        assert told in page
    with enter(system(world.network.pk)):
        assert not Joining.objects.exists()


def test_a_hundred_are_invited_once_however_often_the_file_comes(
    world: World, other_world: World, django_assert_max_num_queries: object
) -> None:
    desk = browser(world, "coordinator")
    looked = desk.post(table(world), upload(hundred()))

    with django_assert_max_num_queries(160):
        desk.post(table(world), {"content": hundred()})
    again = desk.post(table(world), {"content": hundred()})

    assert "Invite 100 organisations" in text_of(looked)
    assert again.status_code == 302
    assert OutboxMessage.objects.filter(template="joining_invitation").count() == 100
    with enter(system(world.network.pk)):
        assert Joining.objects.count() == 100
