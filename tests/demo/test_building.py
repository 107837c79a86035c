from collections import Counter
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from ccs.accounts.models import User
from ccs.demo.apps import codes_now
from ccs.outbox.models import WAITING, OutboxMessage
from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from organisations.agreements.queries import not_yet_signed
from organisations.capacity.models import Capacity
from organisations.demo.acting import acting
from organisations.demo.reading import PILOTS, read_people, read_pilot
from organisations.demo.standing import SHOWN
from organisations.directory.models import Service
from organisations.members.models import LeadAgency, Membership, Organisation, Team
from referrals.attachments.models import Attachment
from referrals.demo.reading import read_busy, read_saved, read_stories
from referrals.filters.models import SavedFilter
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import Status
from tests.demo.pilots import ends_of, services, teams

each_pilot = pytest.mark.parametrize("pilot", PILOTS)


def network_of(pilot: str) -> Network:
    return Network.objects.get(slug=read_pilot(pilot)["network"]["slug"])


@pytest.mark.usefixtures("built")
@each_pilot
def test_a_network_holds_what_its_files_say(pilot: str):
    data, network = read_pilot(pilot), network_of(pilot)

    with enter(system(network.pk)):
        counts = [
            model.objects.filter(network=network).count()
            for model in (Organisation, Team, Service, Membership)
        ]
        lead = LeadAgency.objects.filter(network=network).earliest("since").organisation.name

    here = [
        person
        for person in read_people()
        if network.slug in {place.get("network") for place in person["places"]}
    ]
    desk = 1
    half_way = sum(one["how"] == "half" for one in data.get("joining", ()))
    aside = 2 if pilot in SHOWN else 0
    assert counts == [
        len(data["organisations"]) + half_way + aside,
        len(teams(pilot)) + desk + half_way + aside,
        len(services(pilot)) + aside,
        len(here) + half_way + aside,
    ]
    assert lead == data["network"]["lead_organisation"]


@pytest.mark.usefixtures("built")
@each_pilot
def test_the_files_of_the_stories_are_there_and_are_what_they_say(pilot: str):
    stories = [story for story in read_stories(pilot) if "files" in story]
    told = [(story["told_to"], file["name"]) for story in stories for file in story["files"]]

    kept = {}
    for teller, name in told:
        with acting(teller, slug=read_pilot(pilot)["network"]["slug"]):
            kept[name] = Attachment.objects.get(name=name).kind

    assert kept == {name: "pdf" for _teller, name in told}


@pytest.mark.usefixtures("built")
@each_pilot
def test_whose_filters_are_in_the_files_finds_them_saved_and_understood(pilot: str):
    slug = read_pilot(pilot)["network"]["slug"]

    kept: list[Any] = []
    for one in read_saved(pilot):
        with acting(one["by"], slug=slug) as actor:
            own = SavedFilter.objects.filter(member=actor.member_id)
            kept += own.values_list("name", "box", "query")

    assert kept == [(one["name"], one["box"], one["query"]) for one in read_saved(pilot)]


@pytest.mark.usefixtures("built")
@each_pilot
def test_every_story_came_as_far_as_its_steps_lead(pilot: str):
    network = network_of(pilot)

    with enter(system(network.pk)):
        # What is older has its own test.
        lately = timezone.now() - timedelta(days=150)
        found = Counter(
            Referral.objects.filter(network=network, created_at__gt=lately).values_list(
                "service_name", "status"
            )
        )

    told = Counter(
        end
        for story in [*read_busy(pilot), *read_stories(pilot)]
        for referral in story.get("referrals", [])
        for end in ends_of(referral)
    )
    chosen = Counter(
        (service, "draft") for story in read_stories(pilot) for service in story.get("chosen", [])
    )
    assert found == told + chosen


@pytest.mark.usefixtures("built")
@each_pilot
def test_every_status_can_be_seen_in_every_network(pilot: str):
    network = network_of(pilot)

    with enter(system(network.pk)):
        statuses = set(Referral.objects.filter(network=network).values_list("status", flat=True))

    assert statuses >= set(Status.values) - {"with_broker", "returned"}


@pytest.mark.usefixtures("built")
@each_pilot
def test_what_happened_lies_in_the_past_and_something_is_still_to_be_done(pilot: str):
    network, now = network_of(pilot), timezone.now()

    with enter(system(network.pk)):
        moments = list(ReferralEvent.objects.filter(network=network).values_list("at", flat=True))
        due = Referral.objects.filter(network=network, next_action_at__gt=now).count()

    assert max(moments) < now
    assert (now - min(moments)).days >= 2
    assert due > 0


@pytest.mark.usefixtures("built")
@each_pilot
def test_services_are_open_or_paused_as_their_files_say(pilot: str):
    network = network_of(pilot)

    with enter(system(network.pk)):
        found = set(
            Capacity.objects.filter(network=network).values_list("service__name", "state", "reason")
        )

    told = {
        (service["name"], service["capacity"], service.get("paused_because", ""))
        for service in services(pilot)
    }
    # Besides, those of who is on the way in, has paused or has left.
    names = {name for name, _state, _reason in told}
    assert {row for row in found if row[0] in names} == told


@pytest.mark.usefixtures("built")
def test_every_email_that_was_owed_was_sent():
    owed = OutboxMessage.objects.all()

    waiting = owed.filter(WAITING).count()

    assert owed.count() > 100
    assert waiting == 0


@pytest.mark.usefixtures("built")
def test_everybody_has_one_account():
    people = {person["email"] for person in read_people()}

    accounts = Counter(User.objects.values_list("email", flat=True))

    # Others are made up where their organisation is: on its way in, aside, or in practice.
    assert people <= accounts.keys()
    assert set(accounts.values()) == {1}
    assert all(email.endswith(".example") for email in accounts)


def test_the_command_says_what_it_built(built: str):
    lines = built.splitlines()

    first = [line.split(":")[0] for line in lines]

    assert first == ["Built places", "Built programme", *(f"Built {pilot}" for pilot in PILOTS)]


@pytest.mark.usefixtures("built")
def test_the_second_time_changes_nothing():
    said, before = StringIO(), OutboxMessage.objects.count()

    call_command("build_demo", stdout=said)

    assert said.getvalue() == ""
    assert Network.objects.filter(kind="live").count() == 4
    assert Network.objects.filter(kind="practice", practice_of__isnull=False).count() == 4
    assert OutboxMessage.objects.count() == before


@pytest.mark.usefixtures("built")
def test_one_organisation_has_to_sign_again_and_one_never_signed():
    network = Network.objects.get(slug="oldham")

    with enter(system(network.pk)):
        waits = not_yet_signed(network.pk, "data-sharing")

    stand = {one.name: str(due.state) for one, due in waits if one.registered_on}
    assert stand == {"Werneth Larder (demo)": "never", "SAWN": "again"}


@pytest.mark.usefixtures("built")
def test_one_coordinator_has_a_code_app():
    codes = codes_now()

    [user] = User.objects.filter(pk__in=codes)
    assert user.email == "huw.enghraifft@ran.example"
    assert len(codes[user.pk]) == 6
