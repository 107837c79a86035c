"""Details given and nothing sent."""

from datetime import time
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ccs.audit.models import AuditRecord
from ccs.tenancy.context import enter, system
from organisations.capacity.models import Signpost
from organisations.directory.models import (
    Contact,
    Location,
    Schedule,
    Service,
    ServiceAtLocation,
)
from organisations.signposting.helplines import HELPLINES, helplines_for
from referrals.referrals.models import Referral
from tests.referrals.pages import browser, services, text_of
from tests.world import World

PAGE = "/hamlets/signposting/"


def public(world: World, service: Service) -> None:
    """For everybody, with hours, a number, a hall to come to and a place that is kept secret."""
    with enter(system(world.network.pk)):
        Service.objects.filter(pk=service.pk).update(audience="public", url="https://example.org/")
        whole = {"network": world.network, "service": service}
        Schedule.objects.create(**whole, weekday=1, opens_at=time(9), closes_at=time(17))
        Contact.objects.create(**whole, audience="public", phone="+442079460018")
        Contact.objects.create(**whole, audience="members", phone="+442079460019")
        for name, secret in (("Quay hall", False), ("Safe house", True)):
            location = Location.objects.create(
                network=world.network,
                organisation_id=service.team.organisation_id,
                name=name,
                postcode="E1 4NS",
                is_secret=secret,
            )
            ServiceAtLocation.objects.create(**whole, location=location)


def given(world: World) -> list[Signpost]:
    with world.acting("teacher"):
        return list(Signpost.objects.order_by("at", "id"))


def typed(**more: object) -> dict[str, object]:
    return {"given": str(uuid4()), **more}


def test_details_are_kept_and_printed_with_what_one_needs_to_get_there(world: World) -> None:
    public(world, world.advice)
    client = browser(world, "teacher")

    answer = client.post(
        PAGE,
        typed(services=[str(world.advice.pk)], helplines=["samaritans"],
              elsewhere="St Anne's, Tuesday lunch", need=["food"]),
        follow=True,
    )  # fmt: skip
    page = text_of(answer)

    assert {(row.service_id, row.elsewhere) for row in given(world)} == {
        (world.advice.pk, ""),
        (None, "Samaritans, 116 123"),
        (None, "St Anne's, Tuesday lunch"),
    }
    assert {tuple(row.needs) for row in given(world)} == {("food",)}
    for said in (
        "Crisis advice",
        "Phone 020 7946 0018",
        "Monday: 9am to 5pm",
        "Quay hall, E1 4NS",
        "Phone 116 123",
        "St Anne&#39;s, Tuesday lunch",
    ):
        assert said in page


def test_what_is_secret_or_for_referrers_alone_is_not_printed(world: World) -> None:
    public(world, world.advice)

    page = text_of(
        browser(world, "teacher").post(PAGE, typed(services=[str(world.advice.pk)]), follow=True)
    )

    assert "Safe house" not in page
    assert "020 7946 0019" not in page


def test_a_double_click_gives_once_and_leads_to_the_same_page(world: World) -> None:
    form = typed(helplines=["samaritans"])
    client = browser(world, "teacher")

    first, second = client.post(PAGE, form), client.post(PAGE, form)

    assert first["Location"] == second["Location"]
    assert len(given(world)) == 1
    with world.acting("coordinator"):
        assert AuditRecord.objects.filter(action="signpost.given").count() == 1


def test_it_is_never_counted_as_a_referral(world: World) -> None:
    browser(world, "teacher").post(PAGE, typed(helplines=["samaritans"]))

    with world.acting("coordinator"):
        assert Referral.objects.count() == 0


def test_only_what_is_for_everybody_or_may_be_called_can_be_given(world: World) -> None:
    public(world, world.advice)
    with enter(system(world.network.pk)):
        whole = {"network": world.network, "audience": "public"}
        Contact.objects.create(**whole, service=world.grants, phone="+442079460020")
        Contact.objects.create(**whole, service=world.debt, email="debt@example.org")
    client = browser(world, "teacher")

    page = text_of(client.get(PAGE))
    forced = client.post(PAGE, typed(services=[str(world.debt.pk)]))

    assert ("Crisis advice" in page, "Hardship grants" in page) == (True, True)
    assert "Debt casework" not in page
    assert "The details of a service you chose cannot be given." in text_of(forced)
    assert given(world) == []


def test_a_service_of_another_network_cannot_be_given(world: World, other_world: World) -> None:
    public(other_world, other_world.advice)

    page = text_of(
        browser(world, "teacher").post(PAGE, typed(services=[str(other_world.advice.pk)]))
    )

    assert "The details of a service you chose cannot be given." in page


def test_something_has_to_be_chosen(world: World) -> None:
    page = text_of(browser(world, "teacher").post(PAGE, typed(elsewhere=" ")))

    assert "Choose whose details to give" in page
    assert given(world) == []


def test_searching_keeps_what_is_ticked_and_gives_nothing(world: World) -> None:
    public(world, world.advice)
    public(world, world.grants)

    answer = browser(world, "teacher").post(
        PAGE,
        typed(search="yes", q="Hardship", services=[str(world.advice.pk)], need=["food"]),
        follow=True,
    )
    page = text_of(answer)

    assert page.count(" checked") == 1
    assert "Hardship grants" in page
    assert "For: Food" in page
    assert given(world) == []


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/norwich/", "/x\\y"])
def test_the_way_back_stays_in_the_network(world: World, back: str) -> None:
    page = text_of(browser(world, "teacher").get(PAGE, {"back": back}))

    assert 'href="/hamlets/services/" class="govuk-back-link"' in page


def test_the_way_back_is_the_page_one_came_from(world: World) -> None:
    page = text_of(browser(world, "teacher").get(PAGE, {"back": "/hamlets/desk/"}))

    assert 'href="/hamlets/desk/" class="govuk-back-link"' in page


def test_the_printed_page_is_the_teams_own(world: World, other_world: World) -> None:
    client = browser(world, "teacher")
    address = client.post(PAGE, typed(helplines=["samaritans"]))["Location"]

    own = browser(world, "teacher2").get(address).status_code
    others = [browser(world, name).get(address).status_code for name in ("adviser", "coordinator")]
    elsewhere = browser(other_world, "teacher").get(address.replace("hamlets", "norwich"))

    assert (own, others, elsewhere.status_code) == (200, [404, 404], 404)


def test_the_printed_page_comes_in_the_networks_languages(world: World) -> None:
    public(world, world.advice)
    client = browser(world, "teacher")
    address = client.post(PAGE, typed(services=[str(world.advice.pk)]))["Location"]

    page = text_of(client.get(f"{address}&in=cy"))

    assert "Dydd Llun" in page
    assert "In English" in page


def test_a_service_withdrawn_since_is_not_printed(world: World) -> None:
    public(world, world.advice)
    client = browser(world, "teacher")
    form = typed(services=[str(world.advice.pk)], helplines=["samaritans"])
    address = client.post(PAGE, form)["Location"]
    with world.acting("adviser"):
        Service.objects.filter(pk=world.advice.pk).update(status="withdrawn")

    page = text_of(client.get(address))

    assert ("Crisis advice" in page, "Samaritans" in page) == (False, True)


@pytest.mark.parametrize("query", ["", "?id=nonsense", f"?id={UUID(int=7)}"])
def test_nothing_given_is_no_page(world: World, query: str) -> None:
    answer = browser(world, "teacher").get(f"{PAGE}print/{query}")

    assert answer.status_code == 404


def test_who_works_in_no_team_gives_nothing(world: World) -> None:
    answers = [browser(world, name).get(PAGE).status_code for name in ("manager", "analyst")]

    assert answers == [404, 404]


def test_the_queries_are_the_same_for_few_services_and_for_many(world: World) -> None:
    many = services(world, 40)
    public(world, world.advice)
    client = browser(world, "teacher")
    client.get(PAGE)

    with CaptureQueriesContext(connection) as before:
        client.get(PAGE)
    with world.acting("adviser"):
        Service.objects.filter(pk__in=[one.pk for one in many]).update(audience="public")
    with CaptureQueriesContext(connection) as after:
        page = text_of(client.get(PAGE))

    assert len(after) == len(before)
    assert page.count('name="services"') == 30
    assert "There are more. Search by name to find them." in page


def test_helplines_are_of_the_country_and_those_for_the_needs_come_first() -> None:
    english = [line.name for line in helplines_for("england", ["domestic_abuse"])]
    welsh = [line.name for line in helplines_for("wales", ["domestic_abuse", "shelter"])]

    assert english[0] == "National Domestic Abuse Helpline"
    assert welsh[:2] == ["Live Fear Free", "Shelter Cymru"]
    assert "Live Fear Free" not in english


def test_what_is_kept_of_a_helpline_fits_and_tells_one_from_another() -> None:
    kept = [line.kept for line in HELPLINES]

    assert len(set(kept)) == len(kept)
    assert max(map(len, kept)) <= 200


def test_the_way_there_is_on_the_find_page_and_on_the_page_of_a_service(world: World) -> None:
    public(world, world.advice)
    client = browser(world, "teacher")

    find = text_of(client.get("/hamlets/services/", {"need": ["food"]}))
    page = text_of(client.get(f"/hamlets/services/{world.advice.pk}/"))
    internal = text_of(client.get(f"/hamlets/services/{world.debt.pk}/"))
    analyst = text_of(browser(world, "analyst").get("/hamlets/services/"))

    assert 'href="/hamlets/signposting/?need=food"' in find
    assert f'href="/hamlets/signposting/?service={world.advice.pk}&amp;back=' in page
    assert "/hamlets/signposting/" not in internal
    assert "/hamlets/signposting/" not in analyst


def test_a_service_one_comes_from_is_ticked(world: World) -> None:
    public(world, world.advice)

    page = text_of(browser(world, "teacher").get(PAGE, {"service": str(world.advice.pk)}))

    assert page.count(" checked") == 1
