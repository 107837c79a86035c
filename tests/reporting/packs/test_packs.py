"""The report of a quarter, from its draft to its readers."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
import time_machine
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from ccs.jobs.actions import run_due
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Conflict
from referrals.referrals.actions import accept
from reporting.packs.actions import begin_pack, save_words
from reporting.packs.models import Pack, PackSent
from reporting.packs.tasks import draft_packs
from tests.referrals.pages import browser, text_of
from tests.world import World

SUMMER = datetime(2026, 8, 12, 12, tzinfo=UTC)
A_WEEK_AFTER = datetime(2026, 10, 8, 8, tzinfo=UTC)
PACKS = "/hamlets/reports/packs/"


@pytest.fixture
def network(world: World, other_world: World) -> World:
    """Two referrals of the school accepted in August, and none elsewhere."""
    with time_machine.travel(SUMMER, tick=False):
        for name in ("Amina", "Bilal"):
            [referral] = world.refer(given_name=name)
            with world.acting("adviser") as adviser:
                accept(actor=adviser, reference=referral.reference)
    return world


def draft_of(world: World, kind: str = "quarter", first: date = date(2026, 7, 1)) -> Pack:
    with time_machine.travel(A_WEEK_AFTER), world.acting("coordinator") as desk:
        return begin_pack(actor=desk, kind=kind, first=first)


def write(world: World, pack: Pack, text: str, *, seen: int = 0) -> None:
    with world.acting("coordinator") as desk:
        save_words(actor=desk, pack_id=pack.pk, section="summary", text=text, seen=seen)


def send(world: World, pack: Pack, *names: str) -> str:
    people = [str(world.people[name].pk) for name in names]
    answer = browser(world, "coordinator").post(f"{PACKS}{pack.pk}/send/", {"members": people})
    assert answer.status_code == 302, text_of(answer)
    return f"{PACKS}{pack.pk}/"


def read_by_analyst(world: World, pack: Pack) -> str:
    """What the page itself says."""
    answer = browser(world, "analyst").get(f"{PACKS}{pack.pk}/")
    return text_of(answer).partition("<main")[2].partition("</main>")[0]


@pytest.mark.django_db
def test_a_pack_is_sent_to_people_by_name_who_alone_read_it(network: World) -> None:
    pack = draft_of(network)
    write(network, pack, "More schools joined.\nThe council pays for a second adviser.")
    drafted = browser(network, "analyst").get(f"{PACKS}{pack.pk}/").status_code

    page = send(network, pack, "manager")

    read = text_of(browser(network, "manager").get(page))
    assert drafted == 404
    assert "Quarterly report, July to September 2026" in read
    assert "The council pays for a second adviser." in read
    assert "Compared with before" in read
    assert browser(network, "adviser").get(page).status_code == 404
    told = OutboxMessage.objects.get(template="pack_sent")
    assert told.recipient_id == network.people["manager"].pk


@pytest.mark.django_db
def test_what_was_sent_stays_as_it_was(network: World) -> None:
    pack = draft_of(network)
    send(network, pack, "analyst")
    before = read_by_analyst(network, pack)
    with time_machine.travel(SUMMER, tick=False):
        [referral] = network.refer(given_name="Cara")
        with network.acting("adviser") as adviser:
            accept(actor=adviser, reference=referral.reference)

    with pytest.raises(Conflict):
        write(network, pack, "Late words")

    assert read_by_analyst(network, pack) == before
    with network.acting("coordinator"), transaction.atomic():
        assert not Pack.objects.filter(pk=pack.pk).update(frozen={})
    with network.acting("coordinator"), pytest.raises(DatabaseError), transaction.atomic():
        Pack.objects.filter(pk=pack.pk).update(first=date(2026, 4, 1))


@pytest.mark.django_db
def test_a_correction_is_a_new_version_that_says_so(network: World) -> None:
    pack = draft_of(network)
    write(network, pack, "Our words")
    send(network, pack, "analyst")
    desk = browser(network, "coordinator")

    made = desk.post(f"{PACKS}{pack.pk}/correct/", {"why": "One referral was counted late."})

    new = Pack.objects.none()
    with network.acting("coordinator"):
        new = Pack.objects.get(version=2)
    assert made["Location"] == f"{PACKS}{new.pk}/"
    send(network, new, "analyst")
    reader = browser(network, "analyst")
    assert "A newer version corrects this one." in text_of(reader.get(f"{PACKS}{pack.pk}/"))
    second = text_of(reader.get(f"{PACKS}{new.pk}/"))
    assert "It corrects what was sent before: One referral was counted late." in second
    assert "Our words" in second


@pytest.mark.django_db
def test_two_who_write_at_once_lose_nothing(network: World) -> None:
    pack = draft_of(network)
    write(network, pack, "First words")

    answer = browser(network, "coordinator").post(
        f"{PACKS}{pack.pk}/sections/summary/", {"text": "Second words", "seen": "0"}
    )

    assert answer.status_code == 409
    assert "Coordinator Sample wrote to this section meanwhile." in text_of(answer)
    assert "Second words" in text_of(answer)


@pytest.mark.django_db
def test_the_scheduler_drafts_each_once_and_tells_the_desk(network: World) -> None:
    for _time in range(2):
        with time_machine.travel(A_WEEK_AFTER):
            draft_packs()
            while run_due(limit=100):
                pass

    with enter(system(network.network.pk)):
        made = Pack.objects.order_by("last", "kind").values_list("kind", "first", "made_by")
        assert list(made) == [
            ("quarter", date(2026, 7, 1), None),
            ("year", date(2025, 10, 1), None),
        ]
    told = OutboxMessage.objects.filter(template="pack_drafted", network_id=network.network.pk)
    assert {one.recipient_id for one in told} == {network.people["coordinator"].pk}


@pytest.mark.django_db
def test_a_day_earlier_there_is_no_draft(network: World) -> None:
    with time_machine.travel(datetime(2026, 10, 6, 8, tzinfo=UTC)):
        draft_packs()
        while run_due(limit=100):
            pass

    with enter(system(network.network.pk)):
        assert not Pack.objects.filter(first=date(2026, 7, 1)).exists()


@pytest.mark.django_db
def test_the_document_is_tagged_and_holds_the_evaluations_tables(network: World) -> None:
    pack = draft_of(network, "year", date(2025, 10, 1))
    write(network, pack, "A good year.")

    answer = browser(network, "coordinator").get(f"{PACKS}{pack.pk}/document.pdf")

    reader = PdfReader(BytesIO(answer.content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    for words in (
        "Annual report 2025/26",
        "A good year.",
        "This is a draft.",
        "Summary statistics by programme year",
        "Registered organisations 3",
        "Referrals (accepted) 2",
        "Referral routes by programme year",
    ):
        assert words in text, words


@pytest.mark.django_db
def test_a_part_of_a_year_is_annualised_with_its_footnote(network: World) -> None:
    pack = draft_of(network, "quarter", date(2026, 4, 1))

    annex = next(one for one in pack.frozen["sections"] if one["code"] == "annex")

    table = annex["grids"][0]
    assert table["caption"] == "Summary statistics by programme year"
    assert table["rows"][3] == ["Referrals (accepted)", "0*"]
    assert table["notes"] == [
        "* Annualised referrals: 2025/26 covers 1 October 2025 to 30 June 2026, with 0 accepted."
    ]


@pytest.mark.django_db
def test_the_page_of_a_pack_asks_little(network: World, django_assert_max_num_queries) -> None:
    pack = draft_of(network)
    send(network, pack, "analyst", "manager")
    reader = browser(network, "analyst")

    with django_assert_max_num_queries(14):
        reader.get(f"{PACKS}{pack.pk}/")

    with enter(system(network.network.pk)):
        assert PackSent.objects.count() == 2
