from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ccs.accounts.models import User
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from organisations.members.actions import Invited, NewOrganisation, add_organisation, enrol
from organisations.members.models import Membership, Organisation
from organisations.roles.rules import RoleName
from tests.referrals.pages import browser, home, text_of
from tests.world import World


def members(world: World, place: str = "") -> str:
    return f"{home(world)}members/{place}"


def organisations(world: World, count: int) -> None:
    with enter(system(world.network.pk)):
        for number in range(count):
            add_organisation(
                network_id=world.network.pk,
                details=NewOrganisation(name=f"Member {number:03}", sector="vcs"),
                registered_on=date(2026, 1, 1),
            )


def colleagues(world: World, count: int) -> None:
    with enter(system(world.network.pk)):
        for number in range(count):
            person = Invited(
                email=f"worker{number}@quay.example",
                name=f"Worker {number:03}",
                teams=(world.advice_line.pk,),
            )
            enrol(network_id=world.network.pk, invited=person)


def member(world: World, email: str) -> Membership | None:
    user = User.objects.filter(email=email).first()
    with world.acting("coordinator"):
        return Membership.objects.filter(user=user, left_at=None).first()


def test_everybody_sees_organisations_and_teams_and_no_email(world: World) -> None:
    with world.acting("coordinator"):
        world.advice_line.phone = "+442079460110"
        world.advice_line.save(update_fields=["phone"])

    page = text_of(browser(world, "teacher").get(members(world)))

    assert "Quay Advice" in page
    assert "Quay advice line: 020 7946 0110" in page
    assert "2 services" in page
    assert "@" not in page
    assert "Adviser Sample" not in page


def test_organisations_are_found_by_a_part_of_their_name(world: World) -> None:
    page = text_of(browser(world, "teacher").get(members(world, "?q=bOrough")))

    assert "Borough Council" in page
    assert "Quay Advice" not in page


def test_a_manager_sees_the_people_of_their_own_organisation(world: World) -> None:
    page = text_of(browser(world, "manager").get(members(world, "people/")))

    assert "adviser@hamlets.example" in page
    assert "Works in Quay advice line" in page
    assert "Manages Quay Advice" in page
    assert "teacher@hamlets.example" not in page
    assert "coordinator@hamlets.example" not in page


def test_a_coordinator_sees_everybody_or_one_organisation(world: World) -> None:
    client = browser(world, "coordinator")
    council = world.council.organisation_id

    everybody = text_of(client.get(members(world, "people/")))
    some = text_of(client.get(members(world, f"people/?organisation={council}")))

    assert "teacher@hamlets.example" in everybody
    assert "Coordinates the network" in everybody
    assert "officer@hamlets.example" in some
    assert "teacher@hamlets.example" not in some


@pytest.mark.parametrize("query", ["?organisation=nonsense", "?after=nonsense", "?before="])
def test_strange_filters_show_everybody(world: World, query: str) -> None:
    page = text_of(browser(world, "coordinator").get(members(world, f"people/{query}")))

    assert "teacher@hamlets.example" in page


def test_a_manager_cannot_choose_another_organisation(world: World) -> None:
    council = world.council.organisation_id

    page = text_of(browser(world, "manager").get(members(world, f"people/?organisation={council}")))

    assert "officer@hamlets.example" not in page


@pytest.mark.parametrize("place", ["people/", "invite/"])
@pytest.mark.parametrize("name", ["teacher", "adviser", "analyst"])
def test_people_are_for_managers_and_coordinators(world: World, name: str, place: str) -> None:
    answer = browser(world, name).get(members(world, place))

    assert answer.status_code == 404


def test_pages_of_people_follow_each_other_without_names_in_addresses(world: World) -> None:
    colleagues(world, 60)
    client = browser(world, "manager")

    first = client.get(members(world, "people/"))
    onward = text_of(first).partition('<div class="govuk-pagination__next">')[2]
    address = onward.partition('href="')[2].partition('"')[0]
    second = client.get(members(world, "people/") + address)
    back = text_of(second).partition('<div class="govuk-pagination__prev">')[2]
    address_back = back.partition('href="')[2].partition('"')[0]
    again = client.get(members(world, "people/") + address_back)

    assert "Worker" not in address
    assert "Worker 059" not in text_of(first)
    assert "Worker 059" in text_of(second)
    assert text_of(again).count("ccs-results__item") == 50


def test_a_manager_invites_to_their_own_teams(world: World) -> None:
    client = browser(world, "manager")

    answer = client.post(
        members(world, "invite/"),
        {"email": "New@Quay.example", "name": "New Sample", "teams": [str(world.casework.pk)]},
        follow=True,
    )

    assert "We are sending New Sample an invitation by email." in text_of(answer)
    assert member(world, "new@quay.example") is not None
    assert OutboxMessage.objects.filter(template="invitation").count() == 1


def test_an_invitation_asks_for_a_role_and_keeps_what_was_typed(world: World) -> None:
    page = text_of(
        browser(world, "manager").post(
            members(world, "invite/"), {"email": "not-an-address", "name": "New Sample"}
        )
    )

    assert "Enter an email address in the correct format" in page
    assert '<a href="#id_teams">Choose at least one team or role</a>' in page
    assert 'value="New Sample"' in page


@pytest.mark.parametrize("field", ["teams", "manages", "network_roles"])
def test_a_manager_cannot_give_what_is_not_theirs(world: World, field: str) -> None:
    theirs = {
        "teams": str(world.council.pk),
        "manages": str(world.council.organisation_id),
        "network_roles": RoleName.COORDINATOR.value,
    }

    answer = browser(world, "manager").post(
        members(world, "invite/"),
        {"email": "new@quay.example", "name": "New Sample", field: [theirs[field]]},
    )

    assert answer.status_code == 200
    assert member(world, "new@quay.example") is None


def test_a_coordinator_invites_to_an_organisation_or_to_the_network(world: World) -> None:
    client = browser(world, "coordinator")
    council = world.council.organisation_id

    client.post(
        members(world, f"invite/?organisation={council}"),
        {"email": "new@council.example", "name": "New Sample", "teams": [str(world.council.pk)]},
    )
    client.post(
        members(world, "invite/"),
        {"email": "desk@hamlets.example", "name": "Desk Sample", "network_roles": ["coordinator"]},
    )

    assert member(world, "new@council.example") is not None
    assert member(world, "desk@hamlets.example") is not None


def test_removing_somebody_is_confirmed_and_acts_at_once(world: World) -> None:
    client, gone = browser(world, "manager"), browser(world, "adviser")
    place = members(world, f"{world.people['adviser'].pk}/remove/")

    asked = text_of(client.get(place))
    done = client.post(place, follow=True)

    assert "Remove Adviser Sample?" in asked
    assert "They have been removed." in text_of(done)
    assert gone.get(home(world)).status_code == 404


def test_who_also_works_elsewhere_is_for_the_coordinator_to_remove(world: World) -> None:
    with enter(system(world.network.pk)):
        both = Invited(
            email=world.email("adviser"), name="Adviser Sample", teams=(world.council.pk,)
        )
        enrol(network_id=world.network.pk, invited=both)

    page = text_of(
        browser(world, "manager").post(members(world, f"{world.people['adviser'].pk}/remove/"))
    )

    assert "This person also works elsewhere in the network. Ask your coordinator." in page
    assert member(world, world.email("adviser")) is not None


def test_the_last_manager_stays(world: World) -> None:
    page = text_of(
        browser(world, "coordinator").post(members(world, f"{world.people['manager'].pk}/remove/"))
    )

    assert "They are the last manager." in page


@pytest.mark.parametrize(
    ("who", "whom"), [("manager", "teacher"), ("adviser", "adviser2"), ("analyst", "teacher")]
)
def test_nobody_removes_people_of_others(world: World, who: str, whom: str) -> None:
    place = members(world, f"{world.people[whom].pk}/remove/")

    answers = [browser(world, who).get(place), browser(world, who).post(place)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert member(world, world.email(whom)) is not None


def test_nobody_of_another_network_is_removed(world: World, other_world: World) -> None:
    theirs = other_world.people["teacher"].pk

    answer = browser(world, "coordinator").post(members(world, f"{theirs}/remove/"))
    nobody = browser(world, "coordinator").post(members(world, f"{uuid4()}/remove/"))

    assert (answer.status_code, nobody.status_code) == (404, 404)


def test_the_number_of_queries_does_not_grow_with_people(world: World) -> None:
    client = browser(world, "coordinator")
    client.get(members(world, "people/"))

    with CaptureQueriesContext(connection) as few:
        client.get(members(world, "people/"))
    colleagues(world, 30)
    with CaptureQueriesContext(connection) as many:
        client.get(members(world, "people/"))

    assert len(few) == len(many)


def test_the_number_of_queries_does_not_grow_with_organisations(world: World) -> None:
    client = browser(world, "coordinator")
    client.get(members(world))

    with CaptureQueriesContext(connection) as few:
        client.get(members(world))
    organisations(world, 60)
    with CaptureQueriesContext(connection) as many:
        page = text_of(client.get(members(world)))

    assert page.count("ccs-results__item") == 50
    assert len(few) == len(many)


def test_who_left_is_not_a_member(world: World) -> None:
    with world.acting("coordinator"):
        Organisation.objects.filter(name="Borough Council").update(left_on=date(2026, 1, 1))

    page = text_of(browser(world, "teacher").get(members(world)))

    assert "Borough Council" not in page
