"""A service as short pages: each says what is kept, and keeps what is said."""

from datetime import date, time

import pytest

from organisations.directory.actions import (
    MayRefer,
    Opening,
    Served,
    WhoFor,
    create_service,
    details_of,
)
from organisations.directory.keeping.sections import SECTIONS
from organisations.directory.models import Service, ServiceChange
from tests.organisations.directory.described import place, whole
from tests.organisations.directory.pages import keep, typed, words
from tests.referrals.pages import browser
from tests.world import World

pytestmark = pytest.mark.django_db


def draft(world: World, *locations: object, **changes: object) -> Service:
    with world.acting("manager") as actor:
        details = whole(world, *locations, **changes)
        return create_service(actor=actor, team_id=world.advice_line.pk, details=details)


def kept(world: World, service: Service) -> object:
    with world.acting("adviser"):
        return details_of(Service.objects.get(pk=service.pk))


@pytest.mark.parametrize("section", SECTIONS)
def test_a_page_saved_as_it_stands_changes_nothing(
    world: World, other_world: World, section: str
) -> None:
    with world.acting("manager"):
        here = place(world)
    service = draft(world, here)
    with world.acting("manager"):
        numbers = ("+442079460100", "+442079460101")  # as the form keeps them
        for row, number in zip(service.contacts.all(), numbers, strict=True):
            type(row).objects.filter(pk=row.pk).delete()
            row.phone = number
            row.save(force_insert=True)
    before = kept(world, service)
    client = browser(world, "adviser")
    page = client.get(keep(world, service, f"{section}/"))

    answer = client.post(keep(world, service, f"{section}/"), typed(page))

    assert answer.status_code == 302
    assert kept(world, service) == before


def test_about_it(world: World) -> None:
    service = draft(world)

    browser(world, "adviser").post(
        keep(world, service, "about/"),
        {
            "name": "Fuel bank",
            "description": "Top-ups.",
            "crisis": ["fuel"],
            "underlying": "debt",
            "scheme": "Hardship fund",
        },
    )

    details = kept(world, service)
    assert (details.name, details.scheme) == ("Fuel bank", "Hardship fund")
    assert details.needs == ("fuel", "debt")


def test_who_it_is_for(world: World) -> None:
    service = draft(world)

    browser(world, "adviser").post(
        keep(world, service, "who-for/"),
        {
            "minimum_age": "16",
            "takes_nrpf": "no",
            "only_with_children": "unsaid",
            "on_benefits_only": "yes",
            "genders": ["woman"],
            "languages": ["cy"],
        },
    )

    details = kept(world, service)
    assert details.eligibility == WhoFor(16, None, False, None, True, ("woman",))
    assert details.languages == ("cy",)


def test_areas_by_postcode_in_any_spacing(world: World) -> None:
    service = draft(world)

    browser(world, "adviser").post(
        keep(world, service, "where/"), {"served": "some", "postcodes": "e14ns, NR2 1NH"}
    )

    assert kept(world, service).areas == (Served("postcode", "E14NS"), Served("postcode", "NR21NH"))


def test_half_a_postcode_is_no_area(world: World) -> None:
    service = draft(world)

    answer = browser(world, "adviser").post(
        keep(world, service, "where/"), {"served": "some", "postcodes": "M35"}
    )

    assert "Enter whole postcodes, like E1 4NS. Not whole: M35" in words(answer)


def test_days_with_the_same_times_stand_together(world: World) -> None:
    service = draft(world)

    browser(world, "adviser").post(
        keep(world, service, "when/"),
        {
            "hours-rows": "1",
            "hours-0-days": ["1", "2"],
            "hours-0-opens_at": "9.30am",
            "hours-0-closes_at": "midday",
            "hours-0-on_bank_holidays": "on",
            "closures-rows": "1",
            "closures-0-starts_on-day": "24",
            "closures-0-starts_on-month": "12",
            "closures-0-starts_on-year": "2026",
        },
    )

    details = kept(world, service)
    assert details.schedules == tuple(
        Opening(day, time(9, 30), time(12), on_bank_holidays=True) for day in (1, 2)
    )
    assert [row.ends_on for row in details.closures] == [date(2026, 12, 24)]


def test_a_row_half_filled_says_what_is_missing(world: World) -> None:
    service = draft(world)

    answer = browser(world, "adviser").post(
        keep(world, service, "when/"),
        {"hours-rows": "1", "hours-0-opens_at": "9am", "closures-rows": "0"},
    )

    assert "Choose at least one day" in words(answer)
    assert "Enter the time it closes" in words(answer)


def test_another_row_is_added_without_losing_what_was_typed(world: World) -> None:
    service = draft(world, contacts=[])

    answer = browser(world, "adviser").post(
        keep(world, service, "reach/"),
        {"add": "contacts", "contacts-rows": "1", "contacts-0-title": "Front", "fees": "£3"},
    )

    page = typed(answer)
    assert page["contacts-rows"] == "2"
    assert (page["contacts-0-title"], page["contacts-1-title"]) == ("Front", "")
    assert page["fees"] == "£3"
    assert "There is a problem" not in words(answer)


def test_a_row_is_taken_out(world: World) -> None:
    service = draft(world)
    client = browser(world, "adviser")
    sent = typed(client.get(keep(world, service, "reach/")))

    client.post(keep(world, service, "reach/"), {**sent, "contacts-0-remove": "on"})

    assert len(kept(world, service).contacts) == 1


def test_who_may_refer_under_a_contract(world: World) -> None:
    service = draft(world, route="anyone", routes=[])
    school = world.school.organisation_id

    browser(world, "adviser").post(
        keep(world, service, "refer/"),
        {
            "audience": "public",
            "self_referral": "on",
            "route": "contract",
            "routes-rows": "1",
            "routes-0-organisation_id": str(school),
            "routes-0-places": "5",
        },
    )

    details = kept(world, service)
    assert details.routes == (MayRefer(school, 5),)
    assert details.self_referral


def test_who_was_overtaken_keeps_what_was_typed_and_may_save_again(world: World) -> None:
    service = draft(world)
    first, second = browser(world, "adviser"), browser(world, "adviser2")
    mine = typed(first.get(keep(world, service, "about/"))) | {"alert": "Closed on Monday"}
    theirs = typed(second.get(keep(world, service, "about/"))) | {"alert": "Closed on Friday"}
    second.post(keep(world, service, "about/"), theirs)

    answer = first.post(keep(world, service, "about/"), mine)
    again = first.post(keep(world, service, "about/"), typed(answer))

    assert "Adviser2 Sample changed this" in words(answer)
    assert again.status_code == 302
    assert kept(world, service).alert == "Closed on Monday"


def test_a_mistake_changes_nothing_and_is_told_in_a_summary(world: World) -> None:
    service = draft(world)

    answer = browser(world, "adviser").post(keep(world, service, "about/"), {"name": ""})

    assert "There is a problem Enter the name of the service" in words(answer)
    with world.acting("adviser"):
        assert ServiceChange.objects.filter(service=service).count() == 1


def test_a_page_that_there_is_not(world: World) -> None:
    answer = browser(world, "adviser").get(keep(world, draft(world), "nothing/"))

    assert answer.status_code == 404


def test_a_secret_place_is_marked_where_it_is_chosen(world: World) -> None:
    with world.acting("manager"):
        refuge = place(world, "Safe house", is_secret=True)
    service = draft(world, refuge)

    page = words(browser(world, "adviser").get(keep(world, service, "where/")))

    assert "Secret. 1 Quay Street, London, E1 4NS" in page


def test_imported_codes_stay_until_somebody_unticks_them(world: World) -> None:
    service = draft(
        world,
        accessibility=["Ramp at the back"],
        eligibility=WhoFor(genders=("families",)),
        languages=["xx"],
    )
    client = browser(world, "adviser")

    for section in ("where/", "who-for/"):
        client.post(keep(world, service, section), typed(client.get(keep(world, service, section))))

    details = kept(world, service)
    assert details.accessibility == ("Ramp at the back",)
    assert details.eligibility.genders == ("families",)
    assert details.languages == ("xx",)
