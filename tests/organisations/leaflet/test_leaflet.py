from datetime import time

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from organisations.capacity.actions import set_capacity
from organisations.directory.actions import Opening, PlaceDetails, Reach, Served, add_place
from organisations.places.actions import name_areas
from organisations.places.models import Postcode
from tests.organisations.leaflet.printed import asked, offer, read, text_of
from tests.world import World

TOWER_HAMLETS, BOW_EAST, BOW_WEST = "E09000030", "E05009318", "E05009319"


@pytest.fixture
def places(world: World) -> None:
    name_areas([(TOWER_HAMLETS, "Tower Hamlets"), (BOW_EAST, "Bow East"), (BOW_WEST, "Bow West")])
    with enter(system(world.network.pk)):
        for code, ward in (("E32AA", BOW_EAST), ("E33AA", BOW_WEST)):
            Postcode.objects.create(code=code, local_authority=TOWER_HAMLETS, ward=ward)
        Network.objects.filter(pk=world.network.pk).update(area_codes=[TOWER_HAMLETS])


def test_a_leaflet_says_who_helps_and_how_to_reach_them(world, other_world):
    with world.acting("manager") as actor:
        hall = add_place(
            actor=actor,
            organisation_id=world.advice_line.organisation_id,
            details=PlaceDetails(
                name="Pretend Hall", address="1 Example Street", postcode="E3 2AA"
            ),
        )
    offer(
        world,
        locations=[hall.pk],
        schedules=[Opening(1, time(9), time(17))],
        fees="Free",
        contacts=[Reach("public", phone="+442079460018"), Reach("members", phone="+442079460099")],
    )
    offer(other_world, "Norwich pantry")

    found = text_of(read(asked(world)))

    for words in (
        "Hamlets Network",
        "Saturday pantry",
        "Quay Advice",
        "Food for three days. Bring a bag.",
        "020 7946 0018",
        "Pretend Hall, 1 Example Street, E3 2AA",
        "Monday: 9am to 5pm",
        "In danger now? Call 999.",
        "Made on",
    ):
        assert words in found
    assert "020 7946 0099" not in found
    assert "Norwich" not in found


def test_the_pdf_is_tagged_titled_and_says_its_language(world, other_world):
    offer(world)

    pdf = read(asked(world, "need=food"))

    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert pdf.metadata.title == "Find help near you: Food"


def test_headings_stand_in_the_order_of_reading(world, other_world):
    offer(world)

    found = text_of(read(asked(world)))

    order = [found.index(words) for words in ("Find help near you", "About this", "Saturday")]
    assert order == sorted(order)


@pytest.mark.parametrize(("query", "pages"), [("", 2), ("large=1", 2)])
def test_three_services_take_one_sheet(world, other_world, query, pages):
    for number in range(3):
        offer(world, f"Pantry {number}")

    pdf = read(asked(world, query))

    assert len(pdf.pages) == pages


def test_what_has_no_room_on_one_sheet_is_left_out_and_said(world, other_world):
    for number in range(44):
        offer(world, f"Pantry {number:02}", description="Food for three days. " * 9)

    folded, large = read(asked(world)), read(asked(world, "large=1"))

    assert len(folded.pages) == 2
    assert "Pantry 05" in text_of(folded)
    assert "Pantry 39" not in text_of(folded)
    assert "More services can help. Find them all at" in text_of(folded)
    assert len(large.pages) > 10
    assert "Pantry 39" in text_of(large)
    assert "Pantry 40" not in text_of(large)
    assert "More services can help. Find them all at" in text_of(large)


def test_a_service_that_says_very_much_still_fits_its_panel(world, other_world):
    with world.acting("manager") as actor:
        places = [
            add_place(
                actor=actor,
                organisation_id=world.advice_line.organisation_id,
                details=PlaceDetails(
                    name=f"Hall {n}", address="Long Lane " * 20, postcode="E3 2AA"
                ),
            ).pk
            for n in range(2)
        ]
    offer(
        world,
        "Pantry of a very long name " * 4,
        description="Food for three days. " * 20,
        locations=places,
        schedules=[
            Opening(day, time(9), time(17), notes="Only when the door is open. " * 5)
            for day in range(1, 8)
        ],
        fees="A little. " * 19,
        how_to_apply="Come in. " * 40,
        languages=["en", "cy", "bn", "so", "pl", "pt", "ar"],
        contacts=[
            Reach("public", phone=f"+4420794600{n}", email=f"write-to-us-{n}@pretend.example.org")
            for n in range(10, 40)
        ],
    )

    pdf = read(asked(world))

    assert len(pdf.pages) == 2
    assert "020 7946 0010" in text_of(pdf)
    assert "More services can help" not in text_of(pdf)
    assert "There is more to say" in text_of(pdf)


def test_large_print_is_upright_and_never_smaller_than_sixteen_point(world, other_world):
    offer(world)

    sizes = set()
    pdf = read(asked(world, "large=1"))
    pdf.pages[0].extract_text(
        visitor_text=lambda text, _cm, tm, _font, size: (
            sizes.add(round(abs(size * tm[0]), 1)) if text.strip() else None
        )
    )

    assert min(sizes) >= 16
    assert float(pdf.pages[0].mediabox.height) > float(pdf.pages[0].mediabox.width)


def test_in_welsh_it_is_welsh(world, other_world):
    offer(world)

    pdf = read(asked(world, "need=food&language=cy"))

    assert pdf.trailer["/Root"]["/Lang"] == "cy-GB"
    assert "Bwyd" in pdf.metadata.title


def test_only_the_needs_chosen(world, other_world):
    offer(world, "Pantry", needs=["food"])
    offer(world, "Debt help", needs=["debt"])

    found = text_of(read(asked(world, "need=debt")))

    assert "Debt help" in found
    assert "Pantry" not in found


def test_a_ward_has_its_own_services_and_its_councils(world, other_world, places):
    offer(world, "Here", areas=[Served("ward", BOW_EAST)])
    offer(world, "Next door", areas=[Served("ward", BOW_WEST)])
    offer(world, "Borough-wide", areas=[Served("authority", TOWER_HAMLETS)])

    found = text_of(read(asked(world, f"area={BOW_EAST}")))

    assert "Help in Bow East" in found
    assert "Here" in found
    assert "Borough-wide" in found
    assert "Next door" not in found


def test_what_people_typed_is_never_taken_for_markup(world, other_world):
    offer(world, '#import "x" *bold* $x$ @y', description="= Heading\n#panic() <b>\\ [ ]{ ~ `raw`")

    found = text_of(read(asked(world)))

    assert '#import "x" *bold* $x$ @y' in found
    assert "= Heading #panic() <b>\\ [ ]{ ~ `raw`" in found


def test_letters_that_no_font_has_do_not_stop_a_leaflet(world, other_world):
    offer(world, "খাদ্য 🍞 pantry")

    pdf = read(asked(world))

    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "pantry" in text_of(pdf)


def test_a_paused_service_says_so_with_the_day(world, other_world):
    service = offer(world)
    with world.acting("adviser") as actor:
        set_capacity(service_id=service.pk, actor=actor, state="paused", reason="Staff are ill")

    found = text_of(read(asked(world)))

    assert "Could not take new people on" in found
    assert "Staff are ill" not in found


def test_a_secret_place_an_internal_service_and_a_draft_are_on_no_leaflet(world, other_world):
    with world.acting("manager") as actor:
        hidden = add_place(
            actor=actor,
            organisation_id=world.advice_line.organisation_id,
            details=PlaceDetails(name="Safe House", address="9 Hidden Road", is_secret=True),
        )
    offer(world, "Refuge", audience="members", locations=[hidden.pk])
    offer(world)

    for query in ("", "large=1", "need=food", "area=" + TOWER_HAMLETS):
        answer = asked(world, query)
        words = text_of(read(answer)) if answer.status_code == 200 else answer.content.decode()
        for hidden_words in ("Refuge", "Safe House", "Hidden Road", "Hardship grants"):
            assert hidden_words not in words


@pytest.mark.parametrize("query", ["need=fuel", "area=E05999999", "area=%00", "need=food&area=x"])
def test_nothing_public_is_a_page_that_says_so(world, other_world, query):
    offer(world)

    answer = asked(world, query)

    assert answer.status_code == 404
    assert "There is nothing to print for this" in answer.content.decode()


def test_a_practice_network_has_no_leaflet(world, other_world):
    offer(world)
    with enter(system(world.network.pk)):
        Network.objects.filter(pk=world.network.pk).update(kind="practice")

    answer = asked(world)

    assert answer.status_code == 404
    assert world.network.name not in answer.content.decode()


def test_a_machine_in_a_hurry_has_to_wait(world, other_world):
    offer(world)

    with time_machine.travel(timezone.now(), tick=False):
        answers = [asked(world).status_code for _ in range(61)]

    assert answers == [200] * 60 + [429]


def test_as_many_queries_for_many_services_as_for_few(
    world, other_world, django_assert_max_num_queries
):
    for number in range(20):
        offer(
            world, f"Pantry {number}", contacts=[Reach("public", phone=f"+4420794600{number:02}")]
        )

    with django_assert_max_num_queries(20):
        answer = asked(world, "large=1")

    assert answer.status_code == 200


def test_choosing_leads_to_the_leaflet_and_keeps_the_postcode_out_of_its_address(
    world, other_world, places
):
    offer(world)
    page = f"/find-help/{world.network.slug}/leaflet/"

    answer = Client().get(
        page,
        {"make": "yes", "need": "food", "postcode": "e3 2aa", "size": "large", "language": "cy"},
    )

    assert answer.status_code == 302
    assert answer.headers["Location"] == (
        f"/find-help/{world.network.slug}/leaflet.pdf?need=food&area={BOW_EAST}&large=1&language=cy"
    )


def test_a_postcode_that_is_none_is_said_beside_its_box(world, other_world, places):
    offer(world)

    answer = Client().get(
        f"/find-help/{world.network.slug}/leaflet/",
        {"make": "yes", "postcode": "nowhere", "size": "folded", "language": "en"},
    )

    assert "Enter a full postcode, like E1 4NS" in answer.content.decode()
