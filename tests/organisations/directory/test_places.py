"""The places of an organisation, and what follows when one becomes secret."""

import pytest
from django.test import Client

from ccs.tenancy.context import Context, Role, enter, system
from ccs.tenancy.problems import Conflict, NotAllowed
from organisations.directory.actions import (
    PlaceDetails,
    add_place,
    create_service,
    details_of_place,
    publish_service,
    save_place,
    version_of_place,
)
from organisations.directory.models import Location, Service
from organisations.places.models import Postcode
from tests.organisations.directory.described import place, whole
from tests.organisations.directory.pages import typed, words
from tests.referrals.pages import browser
from tests.world import World

pytestmark = pytest.mark.django_db


def hidden(world: World, kept: Location) -> None:
    with world.acting("manager") as actor:
        details = details_of_place(kept)._replace(is_secret=True)
        save_place(actor=actor, place_id=kept.pk, details=details)


def test_a_place_knows_where_it_is_from_its_postcode(world: World, other_world: World) -> None:
    with enter(system(world.network.pk)):
        Postcode.objects.create(code="E14NS", easting=535680, northing=182270)

    with world.acting("manager") as actor:
        made = add_place(
            actor=actor,
            organisation_id=world.advice_line.organisation_id,
            details=PlaceDetails(name="Quay House", postcode="e14ns"),
        )

        assert (made.postcode, made.easting, made.northing) == ("E1 4NS", 535680, 182270)


@pytest.mark.parametrize("who", ["adviser", "teacher", "analyst", "officer"])
def test_only_managers_write_about_places(world: World, who: str) -> None:
    with world.acting(who) as actor, pytest.raises(NotAllowed):
        add_place(
            actor=actor,
            organisation_id=world.advice_line.organisation_id,
            details=PlaceDetails(name="Quay House"),
        )


def test_a_place_made_secret_takes_its_services_out_of_the_public(world: World) -> None:
    with world.acting("manager") as actor:
        kept = place(world)
        details = whole(world, kept, audience="public", self_referral=True)
        service = create_service(actor=actor, team_id=world.advice_line.pk, details=details)
        publish_service(actor=actor, service_id=service.pk)

    hidden(world, kept)

    with enter(Context(network=world.network.pk, role=Role.PUBLIC)):
        assert not Service.objects.filter(pk=service.pk).exists()
        assert not Location.objects.exists()
    with world.acting("adviser"):
        now = Service.objects.get(pk=service.pk)
        assert (now.audience, now.self_referral, now.status) == ("members", False, "published")


def test_a_secret_place_is_seen_by_who_may_refer_and_by_no_analyst(world: World) -> None:
    with world.acting("manager") as actor:
        kept = place(world, "Safe house", is_secret=True)
        service = create_service(
            actor=actor, team_id=world.advice_line.pk, details=whole(world, kept)
        )
        publish_service(actor=actor, service_id=service.pk)
    address = f"/{world.network.slug}/services/{service.pk}/"

    referrer = words(browser(world, "teacher").get(address))
    analyst = words(browser(world, "analyst").get(address))

    assert "Safe house Do not share this address 1 Quay Street" in referrer
    assert "Safe house" not in analyst
    assert "1 Quay Street" not in analyst


def test_what_somebody_else_changed_is_not_written_over(world: World) -> None:
    with world.acting("manager") as actor:
        kept = place(world)
        opened = version_of_place(kept)
        theirs = details_of_place(kept)._replace(city="Leeds")
        save_place(actor=actor, place_id=kept.pk, details=theirs)
        mine = details_of_place(kept)._replace(directions="Ring twice")

        with pytest.raises(Conflict):
            save_place(actor=actor, place_id=kept.pk, details=mine, version=opened)


def test_the_pages_of_places(world: World) -> None:
    owner, client = world.advice_line.organisation_id, browser(world, "manager")
    listed = f"/{world.network.slug}/members/organisations/{owner}/places/"
    client.post(f"{listed}new/", {"name": "Quay House", "postcode": "e14ns", "shown": "no"})

    page = words(client.get(listed))

    assert "Quay House Secret E1 4NS" in page


def test_an_address_stops_being_secret_only_by_intent(world: World) -> None:
    with world.acting("manager"):
        kept = place(world, "Safe house", is_secret=True)
    client, address = browser(world, "manager"), f"/{world.network.slug}/places/{kept.pk}/"
    sent = typed(client.get(address)) | {"shown": "yes"}

    refused = client.post(address, sent)
    done = client.post(address, sent | {"sure": ["on"]})

    assert "Say that you are sure: this address was secret until now" in words(refused)
    assert done.status_code == 302


def test_before_a_place_is_made_secret_the_page_says_what_it_hides(world: World) -> None:
    with world.acting("manager") as actor:
        kept = place(world)
        details = whole(world, kept, audience="public")
        create_service(actor=actor, team_id=world.advice_line.pk, details=details)

    page = words(browser(world, "manager").get(f"/{world.network.slug}/places/{kept.pk}/"))

    assert "these services are shown to members only: Fuel vouchers." in page


@pytest.mark.parametrize(
    "address",
    [
        "/find-help/hamlets/",
        "/find-help/hamlets/?q=vouchers",
        "/find-help/hamlets/?need=fuel",
        "/find-help/hamlets/services/{id}/",
        "/find-help/hamlets/sitemap.xml",
        "/oruk/hamlets/services",
        "/oruk/hamlets/services/{id}",
        "/oruk/hamlets/service_at_locations",
    ],
)
def test_a_refuge_is_found_by_no_public_address(world: World, client: Client, address: str) -> None:
    with world.acting("manager") as actor:
        kept = place(world, "Safe house", is_secret=True)
        details = whole(world, kept, route="anyone")
        service = create_service(actor=actor, team_id=world.advice_line.pk, details=details)
        publish_service(actor=actor, service_id=service.pk)

    answer = client.get(address.format(id=service.pk))

    page = answer.content.decode()
    assert answer.status_code in (200, 404)
    assert "Fuel vouchers" not in page
    assert "Safe house" not in page
    assert "1 Quay Street" not in page
    assert str(kept.pk) not in page
