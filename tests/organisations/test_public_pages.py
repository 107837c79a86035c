"""Somebody looks for help, and nobody knows who."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils.html import escape

from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from organisations.capacity.models import Capacity
from organisations.directory.models import Closure, Eligibility, Service, ServiceArea
from organisations.needs.models import NeedSynonym
from tests.organisations.interchange.directory import publish
from tests.referrals.pages import text_of

HERE = "/find-help/hamlets/"
# A Monday, on which the service opens at half past nine and closes at midday.
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture
def look(client):
    """The text of a page of the network, on a Monday morning."""

    def ask(path: str = "", **parameters) -> str:
        with time_machine.travel(MONDAY, tick=False):
            answer = client.get(f"{HERE}{path}", parameters)
        assert answer.status_code == 200
        return text_of(answer)

    return ask


def change(world, model, **fields):
    with enter(system(world.network.pk)):
        model.objects.filter(network=world.network.pk).update(**fields)


def set_capacity(world, service, **fields):
    with enter(system(world.network.pk)):
        Capacity.objects.filter(service=service).update(confirmed_at=MONDAY, **fields)


def describe_network(world, **fields):
    with enter(system(world.network.pk)):
        Network.objects.filter(pk=world.network.pk).update(**fields)


def test_every_live_network_can_be_chosen_and_no_practice_network(client, world, other_world):
    with enter(system(other_world.network.pk)):
        Network.objects.filter(pk=other_world.network.pk).update(kind="practice")

    page = text_of(client.get("/find-help/"))

    assert '<a class="govuk-link govuk-!-font-size-24" href="/find-help/hamlets/">' in page
    assert "Norwich" not in page and "norwich" not in page


def test_a_network_offers_the_kinds_of_help_that_somebody_gives(look, offered):
    page = look()

    assert (
        '<a class="govuk-link ccs-tiles__tile" href="/find-help/hamlets/?need=food">Food</a>'
        in (page)
    )
    assert 'href="/find-help/hamlets/?need=debt"' in page
    # Others give it, to people who are referred.
    assert "?need=fuel" not in page and "?need=benefits" not in page


def test_a_network_that_shows_nothing_says_whom_to_call(look, world):
    describe_network(world, helpline_phone="01632 960100", helpline_hours="Monday to Friday")

    page = look()

    assert "No service is shown here yet." in page
    assert '<a class="govuk-link ccs-call" href="tel:01632 960100">01632 960100</a>' in page


def test_a_need_leads_to_who_helps_and_why(look, offered):
    page = look(need="food")

    assert '<h1 class="govuk-heading-l">Food: who can help</h1>' in page
    assert f'<a class="govuk-link" href="{HERE}services/{offered.pk}/">Food advice</a>' in page
    assert "Open now until midday" in page
    assert "<li>Helps with: Food, Debt</li>" in page
    assert "<li>Helps people everywhere here</li>" in page
    assert "<li>Aged 16 or over</li>" in page
    assert 'href="tel:+442079460018">020 7946 0018</a>' in page
    assert "1 service can help" in page


def test_a_postcode_tells_how_far_it_is(look, world, offered):
    describe_network(world, area_codes=["E09000030"])

    page = look(need="food", postcode="e14ns")

    assert "Less than half a mile away" in page
    assert 'value="e14ns"' in page


def test_who_lives_elsewhere_is_told_before_they_call(look, world, offered):
    describe_network(world, area_codes=["E09000030"])

    page = look(need="food", postcode="OL1 1AA")

    assert "Services that cannot help you now, and why" in page
    assert "Does not help people where you live" in page


def test_the_name_of_a_council_is_as_good_as_a_postcode(look, world, offered):
    describe_network(world, area_codes=["E09000030"])
    with enter(system(world.network.pk)):
        ServiceArea.objects.filter(service=offered).delete()
        ServiceArea.objects.create(
            network=world.network, service=offered, kind="authority", code="E09000030"
        )

    typed, chosen = look(postcode="tower hamlets"), look(area="E09000030")

    assert "Helps people where you live" in typed
    assert "Helps people where you live" in chosen
    assert '<option value="E09000030" selected>Tower Hamlets</option>' in chosen


@pytest.mark.parametrize("typed", ["M35", "ZZ9 9ZZ", "<b>", "😀"])
def test_an_unknown_postcode_is_kept_and_told(look, offered, typed):
    page = look(postcode=typed)

    assert "There is a problem" in page
    assert f'value="{escape(typed)}"' in page


def test_words_are_looked_for_too(look, offered):
    found, nobody = look(q="food"), look(q="zebra crossing")

    assert "1 service can help" in found
    assert "We found nobody for this here." in nobody


def test_a_whole_sentence_is_taken_for_what_it_is_about(look, world, offered):
    with enter(system(world.network.pk)):
        NeedSynonym.objects.create(network=world.network, word="leccy", need_id="fuel")
        publish(world.council, "Warm homes", needs=("fuel",))

    page = look(q="my leccy has gone and I am cold")

    assert "We looked for: Heating and energy" in page
    assert "Warm homes</a>" in page
    assert "Food advice</a>" not in page


def test_who_takes_nobody_now_is_folded_without_the_team_s_own_reason(look, world, offered):
    set_capacity(world, offered, state="paused", reason="Sam is ill", set_by_name="Pat Sample")

    page = look(need="food")

    assert "We found nobody for this here." in page
    assert "Cannot help new people now" in page
    assert "Sam is ill" not in page and "Pat Sample" not in page


def test_more_than_a_screen_of_services_has_pages(look, world, offered):
    with enter(system(world.network.pk)):
        for number in range(24):
            publish(world.council, f"Grant {number}")

    first, second = look(need="food"), look(need="food", page="2")

    assert "25 services can help" in first
    assert first.count('class="ccs-results__item"') == 20
    assert "need=food&amp;page=2" in first
    assert second.count('class="ccs-results__item"') == 5


@pytest.mark.parametrize("number", ["0", "-1", "x", "²", "99999999999", "9999"])
def test_a_page_that_is_none_is_no_mistake_of_the_site(look, offered, number):
    shown = look(need="food", page=number)

    assert "Food: who can help" in shown


@pytest.mark.parametrize("path", ["", "?need=food"])
def test_numbers_for_danger_stand_before_everything_else(look, offered, path):
    page = look(path)

    assert page.index('href="tel:999"') < page.index('href="tel:116123"') < page.index("<form")


@pytest.mark.parametrize(
    ("country", "number"), [("england", "0808 2000 247"), ("wales", "0808 80 10 800")]
)
def test_who_is_afraid_at_home_gets_the_helpline_of_the_country(look, world, country, number):
    describe_network(world, country=country)

    about_abuse, about_food = look(need="domestic_abuse"), look(need="food")
    in_words = look(q="domestic abuse")

    assert number in about_abuse and number in in_words
    assert number not in about_food


def test_the_page_of_a_service_says_all_that_is_known(look, offered):
    page = look(f"services/{offered.pk}/")

    assert "<title>Food advice, Quay Advice - Hamlets</title>" in page
    for words in (
        "Open now until midday",
        "What Food advice does.",
        "Monday: 9:30am to midday",
        "Closed on bank holidays",
        "Food advice hall, 1 Quay Street, London, E1 4NS",
        "Takes people with no recourse to public funds",
        "Free",
        "Call or drop in.",
        "English, Somali",
        "Step-free entrance",
        "1 June",
    ):
        assert words in page
    assert 'href="https://www.openstreetmap.org/search?query=E1+4NS"' in page
    assert 'href="mailto:public@quay.example"' in page


def test_closed_days_are_told(look, world, offered):
    with enter(system(world.network.pk)):
        Closure.objects.create(
            network=world.network,
            service=offered,
            starts_on=date(2026, 11, 23),
            ends_on=date(2026, 11, 24),
            reason="Stocktake",
        )

    page = look(f"services/{offered.pk}/")

    assert "Open now" not in page
    assert "Closed from 23 November to 24 November: Stocktake" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": "open"}, "Can it help new people?</dt> <dd"),
        ({"state": "limited", "places": 3, "per": "week"}, "it has only a few places. Call first"),
        ({"state": "waiting_list", "expected_wait_days": 21}, "a waiting list of about 3 weeks"),
        ({"state": "waiting_list", "expected_wait_days": 1}, "a waiting list of about 1 day"),
        ({"state": "paused", "reason": "Full"}, "No, not now. Call to ask when it can."),
        (
            {"state": "paused", "reason": "Full", "reopens_on": date(2026, 12, 1)},
            "No, not now. It expects to from 1 December.",
        ),
    ],
)
def test_whether_it_can_help_new_people(look, world, offered, fields, words):
    set_capacity(world, offered, **fields)

    page = look(f"services/{offered.pk}/")

    assert words in page


def test_what_nobody_has_confirmed_for_a_month_is_not_promised(look, world, offered):
    change(world, Capacity, confirmed_at=datetime(2026, 10, 1, tzinfo=UTC))

    page, row = look(f"services/{offered.pk}/"), look(need="food")

    assert "We have not heard lately. Call first." in page
    assert "Call first to check it can help new people" in row


def test_conditions_are_told_to_who_has_said_nothing_of_themselves(look, world, offered):
    with enter(system(world.network.pk)):
        Eligibility.objects.filter(service=offered).delete()
        Eligibility.objects.create(
            network=world.network,
            service=offered,
            minimum_age=16,
            maximum_age=25,
            takes_nrpf=False,
            only_with_children=True,
            genders=["woman"],
        )

    page = look(need="food")

    for words in (
        "Aged 16 to 25",
        "Cannot take people with no recourse to public funds",
        "Only for households with children",
        "Only for: Women",
    ):
        assert words in page


def test_what_people_typed_is_text_and_nothing_else(look, world, offered):
    change(world, Service, description="<script>alert(1)</script>", alert="A & B")

    page = look(f"services/{offered.pk}/")

    assert "<script>alert" not in page
    assert "A &amp; B" in page


def test_people_ask_for_themselves_where_a_service_takes_it(look, world, offered):
    not_yet = look(f"services/{offered.pk}/")
    change(world, Service, self_referral=True)

    page = look(f"services/{offered.pk}/", language="cy")

    assert f'href="{HERE}services/{offered.pk}/ask/?language=cy"' in page
    assert "/ask/" not in not_yet


def test_a_leaflet_of_what_was_asked_is_one_link_away(look, world, offered):
    describe_network(world, area_codes=["E09000030"])

    page = look(need="food", area="E09000030")

    assert f'href="{HERE}leaflet/?need=food&amp;area=E09000030"' in page
