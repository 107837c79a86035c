"""What one network publishes, another can take over and publish in the same words."""

from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ccs.tenancy.context import Context, Role, enter, system
from networks.networks.models import Network
from organisations.directory.actions import NewService, add_service
from organisations.directory.models import (
    Closure,
    Contact,
    Eligibility,
    Schedule,
    Service,
    ServiceArea,
)
from organisations.interchange.intake.actions import import_directory
from organisations.interchange.intake.feed_reading import read_feed
from organisations.interchange.intake.queries import known_to
from organisations.interchange.oruk import queries
from organisations.interchange.oruk.asked import Asked
from organisations.interchange.oruk.service import service_whole
from organisations.management.console import console_of
from organisations.needs.rules import NEEDS
from organisations.places.models import Area
from tests.organisations.interchange.directory import describe, place

COUNCIL = "E09000030"
PHONES, EMAILS = ["", "+442079460018"], ["", "a@quay.example"]
letters = st.text(alphabet="abc déf ŵ’&<3-12", min_size=1, max_size=40).filter(str.strip)
said = st.just("") | letters
yes_no = st.none() | st.booleans()
times = st.times(max_value=time(22)).map(lambda one: one.replace(microsecond=0))
days = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
ahead = st.dates(date(2040, 1, 1), date(2050, 1, 1))


@dataclass(frozen=True)
class Offer:
    """A service as hypothesis dreams it up."""

    fields: dict
    needs: list
    eligibility: dict
    areas: list
    hours: list
    closures: list
    contacts: list
    places: list


offers = st.builds(
    Offer,
    fields=st.fixed_dictionaries(
        {
            "description": said,
            "fees": said,
            "how_to_apply": said,
            "alert": said,
            "url": st.sampled_from(["", "https://quay.example/a?b=c"]),
            "languages": st.lists(st.sampled_from(["en", "cy", "so", "bn"]), unique=True),
            "attending": st.lists(st.sampled_from(["home", "phone", "drop_in"]), unique=True),
        }
    ),
    needs=st.lists(st.sampled_from(sorted(NEEDS)), min_size=1, max_size=4, unique=True),
    eligibility=st.fixed_dictionaries(
        {
            "minimum_age": st.none() | st.integers(0, 17),
            "maximum_age": st.none() | st.integers(18, 120),
            "takes_nrpf": yes_no,
            "only_with_children": yes_no,
            "on_benefits_only": yes_no,
            "genders": st.lists(st.sampled_from(["woman", "man", "other"]), unique=True),
            "tenures": st.lists(st.sampled_from(["social_rent", "staying"]), unique=True),
            "notes": said,
        }
    ),
    areas=st.lists(
        st.sampled_from([("network", ""), ("authority", COUNCIL), ("postcode", "E14NS")]),
        unique=True,
    ),
    hours=st.lists(
        st.tuples(st.integers(1, 7), times, days, st.booleans(), said), max_size=3, unique_by=str
    ),
    closures=st.lists(st.tuples(ahead, st.integers(0, 9), said), max_size=2, unique=True),
    contacts=st.lists(
        st.tuples(
            said, st.sampled_from(["", "+442079460018"]), st.sampled_from(["", "a@b.example"])
        ),
        max_size=2,
        unique=True,
    ),
    places=st.lists(
        st.tuples(letters, st.integers(80_000, 655_000), st.integers(8_000, 1_200_000)),
        max_size=2,
        unique=True,
    ),
)


def tidy(text):
    """As a person's form would keep it: no spaces around, one space between words."""
    return " ".join(text.split())


def keep(world, offer):
    """Publish it in the network."""
    network = world.network
    with enter(system(network.pk)):
        service = add_service(
            team=world.advice_line, details=NewService(name="Round trip", needs=offer.needs)
        )
        fields = {
            name: tidy(value) if isinstance(value, str) else value
            for name, value in offer.fields.items()
        }
        Service.objects.filter(pk=service.pk).update(**fields, audience="public")
        Eligibility.objects.create(
            network=network,
            service=service,
            **{**offer.eligibility, "notes": tidy(offer.eligibility["notes"])},
        )
        for kind, code in offer.areas:
            ServiceArea.objects.create(network=network, service=service, kind=kind, code=code)
        for weekday, opens, until, holidays, notes in offer.hours:
            Schedule.objects.create(
                network=network,
                service=service,
                weekday=weekday,
                opens_at=opens,
                closes_at=time(23, 30),
                valid_to=until,
                on_bank_holidays=holidays,
                notes=tidy(notes),
            )
        for first, length, reason in offer.closures:
            Closure.objects.create(
                network=network,
                service=service,
                starts_on=first,
                ends_on=first + timedelta(days=length),
                reason=tidy(reason),
            )
        for title, phone, email in offer.contacts:
            Contact.objects.create(
                network=network,
                service=service,
                audience="public",
                title=tidy(title),
                phone=phone,
                email=email,
            )
        for name, easting, northing in offer.places:
            place(service, tidy(name), easting=easting, northing=northing)


def published(world):
    """The whole public feed of a network, without what names rows and moments."""
    network = Network.objects.get(pk=world.network.pk)
    with enter(Context(network=network.pk, role=Role.PUBLIC)):
        rows, _total = queries.services_page(network, Asked())
        whole = [queries.service_whole_of(network, row.pk) for row in rows]
        return [service_whole(one, queries.surroundings(network, one)) for one in whole]


def words(value):
    """Order of rows is by their ids, and these differ."""
    if isinstance(value, dict):
        named = {"id", "last_modified", "assured_date"}
        return {
            key: words(inner)
            for key, inner in value.items()
            if key not in named and not (key.endswith("_id") and key != "taxonomy_term_id")
        }
    return sorted(map(words, value), key=str) if isinstance(value, list) else value


def take_over(world, feed):
    with console_of(world.network.slug) as actor:
        reading = read_feed(
            ((f"services[{n}]", one) for n, one in enumerate(feed)), known_to(actor)
        )
        plan = import_directory(
            actor=actor,
            reading=reading,
            source="https://hamlets.example",
            same={"Quay Advice": "Quay Advice"},
        )
        Service.objects.filter(name="Round trip").update(status="published", audience="public")
    return plan


@pytest.fixture
def worlds(world, other_world):
    with enter(Context(role=Role.SYSTEM)):
        Area.objects.create(code=COUNCIL, name="Tower Hamlets")
    for one in (world, other_world):
        describe(one)
        with enter(system(one.network.pk)):
            Network.objects.filter(pk=one.network.pk).update(area_codes=[COUNCIL])
    return world, other_world


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(offer=offers)
def test_a_feed_taken_over_says_the_same(worlds, offer):
    world, other_world = worlds
    with transaction.atomic():
        keep(world, offer)
        sent = published(world)

        plan = take_over(other_world, sent)
        again = take_over(other_world, sent)
        shown = published(other_world)
        transaction.set_rollback(True)

    assert not plan.is_blocked
    assert words(shown) == words(sent)
    assert not again.changes_anything


def test_a_feed_that_comes_home_changes_nothing(worlds):
    world, _other_world = worlds
    offer = Offer(
        {}, ["food"], {"notes": ""}, [("network", "")], [], [], [], [("Hall", 535800, 182100)]
    )
    keep(world, offer)

    plan = take_over(world, published(world))

    assert not plan.changes_anything
