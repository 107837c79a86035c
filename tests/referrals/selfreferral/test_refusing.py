from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Problem
from networks.networks.models import Network
from organisations.capacity.actions import set_capacity
from organisations.capacity.models import UnmetDemand
from organisations.directory.actions import NewService, add_service, withdraw_service
from organisations.directory.models import Service
from organisations.members.actions import NewOrganisation, add_organisation
from referrals.assessments.models import Assessment
from referrals.consent.actions import record_consent
from referrals.consent.rules import Agreed
from referrals.referrals.models import Referral
from tests.referrals.selfreferral.asking import ask, key_in, offer, page_of, typed, words_of

NOW = datetime(2026, 6, 10, 9, 30, tzinfo=UTC)


def nothing_was_sent(world) -> bool:
    with world.acting("coordinator"):
        return not (Referral.objects.exists() or Assessment.objects.exists())


@pytest.mark.parametrize(
    ("details", "publish"),
    [
        ({"self_referral": False}, True),
        ({"audience": "members", "self_referral": False}, True),
        ({}, False),
    ],
    ids=["takes none", "internal", "withdrawn"],
)
def test_what_may_not_be_asked_is_not_there(world, other_world, details, publish):
    service = offer(world, **details)
    if not publish:
        with world.acting("manager") as manager:
            withdraw_service(actor=manager, service_id=service.pk)

    answers = [Client().get(page_of(world, service)), Client().post(page_of(world, service))]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_of_a_practice_network_and_under_another_network_it_is_not_there(world, other_world):
    service = offer(world)
    with enter(system(other_world.network.pk)):
        Network.objects.filter(pk=other_world.network.pk).update(kind="practice")
    theirs = offer(other_world)

    found = [
        Client().get(page).status_code
        for page in (
            page_of(world, service),
            page_of(other_world, service),
            page_of(other_world, theirs),
            page_of(world, theirs),
        )
    ]

    assert found == [200, 404, 404, 404]


def test_an_organisation_that_has_not_signed_is_not_asked(world, other_world):
    with enter(system(world.network.pk)):
        church = add_organisation(
            network_id=world.network.pk,
            details=NewOrganisation(name="Pretend Church", sector="faith"),
            registered_on=date(2026, 1, 5),
            first_team="Church kitchen",
        )
        details = NewService(name="Kitchen", needs=["food"], description="Meals.")
        service = add_service(team=church.teams.get(), details=details)
        Service.objects.filter(pk=service.pk).update(audience="public", self_referral=True)

    answer = Client().get(page_of(world, service))

    assert answer.status_code == 404


def test_a_paused_service_says_so_and_where_else_to_go(world, other_world):
    service = offer(world)
    with world.acting("adviser") as actor:
        set_capacity(service_id=service.pk, actor=actor, state="paused", reason="Staff are ill")

    words = words_of(Client().get(page_of(world, service)))

    assert "This service cannot take new people now" in words
    assert "Find somebody else who can help" in words
    assert "Staff are ill" not in words


def test_a_service_that_pauses_meanwhile_loses_nothing_typed_and_is_unmet_need(world, other_world):
    service, browser = offer(world), Client()
    page = page_of(world, service)
    form = typed(key_in(browser.get(page)))
    with world.acting("adviser") as actor:
        set_capacity(service_id=service.pk, actor=actor, state="paused", reason="Staff are ill")

    answers = [browser.post(page, form), browser.post(page, form)]

    assert "This service cannot take new people now. Nothing was sent." in words_of(answers[0])
    assert "The cupboard is empty." in answers[0].content.decode()
    assert nothing_was_sent(world)
    with world.acting("coordinator"):
        unmet = UnmetDemand.objects.get()
    assert (unmet.service_id, unmet.team_id, unmet.needs) == (
        service.pk,
        world.desk.pk,
        ["food"],
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": " "}, "Enter your name. A first name is enough."),
        ({"story": ""}, "Say what is happening. A few words are enough."),
        ({"needs": []}, "Tick at least one thing you need help with"),
        ({"needs": ["legal"]}, "Choose an answer from the list"),
        ({"urgency": ""}, "Choose how soon you need help"),
        ({"agree": ""}, "Tick the box if you agree. Without it nothing can be sent."),
        ({"safe_to": [], "contact_notes": ""}, "Tick a safe way to contact you"),
        ({"safe_to": ["email"]}, "Enter your email address, or untick"),
        ({"phone": ""}, "Enter your phone number, or untick the ways that need one"),
        ({"postcode": "somewhere"}, "Enter a postcode, like NR2 1NH, or its first half"),
        ({"story": "x" * 5001}, "Use 5000 characters or fewer"),
        ({"name": "x" * 81}, "Use 80 characters or fewer"),
        ({"answer_dietary_needs": "x" * 501}, "Use 500 characters or fewer"),
        ({"story": "a\0b"}, "Null characters are not allowed"),
    ],
)
def test_a_mistake_is_said_and_nothing_is_sent(world, other_world, change, said):
    service = offer(world)

    answer = ask(world, service, **change)

    assert said in words_of(answer)
    assert nothing_was_sent(world)


def test_a_page_left_open_for_a_day_says_so_and_loses_nothing_typed(world, other_world):
    service, browser = offer(world), Client()
    page = page_of(world, service)
    with time_machine.travel(NOW, tick=False):
        form = typed(key_in(browser.get(page)))

    with time_machine.travel(NOW + timedelta(hours=25), tick=False):
        answer = browser.post(page, form)
        again = browser.post(page, typed(key_in(answer)))

    assert "This page was open for too long" in words_of(answer)
    assert "The cupboard is empty." in answer.content.decode()
    assert "Your reference" in words_of(again)


@pytest.mark.parametrize("key", ["", "nonsense", "6f1c6a3e-52a4-4c1b-9c9f-3a3f8f3b1d20"])
def test_a_form_that_we_did_not_make_is_not_taken(world, other_world, key):
    service = offer(world)

    answer = Client().post(page_of(world, service), typed(key))

    assert "This page was open for too long" in words_of(answer)
    assert nothing_was_sent(world)


def test_a_form_made_for_another_service_is_not_taken(world, other_world):
    service, other = offer(world), offer(world, "Other pantry")
    browser = Client()
    key = key_in(browser.get(page_of(world, other)))

    answer = browser.post(page_of(world, service), typed(key))

    assert "This page was open for too long" in words_of(answer)
    assert nothing_was_sent(world)


def test_a_browser_that_keeps_no_cookie_can_ask(world, other_world):
    service = offer(world)
    page = page_of(world, service)
    opened = Client().get(page)

    answer = Client(enforce_csrf_checks=True).post(page, typed(key_in(opened)))

    assert "Your reference" in words_of(answer)
    assert not opened.cookies
    assert not answer.cookies


def test_a_machine_in_a_hurry_has_to_wait_and_loses_nothing_typed(world, other_world):
    service, browser = offer(world), Client()
    page = page_of(world, service)
    key = key_in(browser.get(page))
    for _ in range(20):
        browser.post(page, typed(key))

    answer = browser.post(page, typed(key))

    assert "Too many forms were sent from where you are" in words_of(answer)
    assert "The cupboard is empty." in answer.content.decode()


def test_without_redis_nothing_is_lost(world, other_world, settings):
    service = offer(world)
    settings.CACHES = {
        "default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:9/0"}
    }

    answer = ask(world, service)

    assert "Your reference" in words_of(answer)


def test_a_flood_is_refused_before_it_is_read(world, other_world):
    service = offer(world)

    answer = Client().post(page_of(world, service), {"story": "x" * 200_001})

    assert answer.status_code == 400


def test_a_worker_cannot_say_that_the_person_agreed_online(world, other_world):
    assessment = world.assess(agreed=False)

    with world.acting("teacher") as teacher, pytest.raises(Problem) as refusal:
        record_consent(
            actor=teacher, assessment_id=assessment.pk, agreed=Agreed("consent", given="online")
        )

    assert refusal.value.field == "given"


def test_the_public_page_offers_it_only_where_it_may_be_asked(world, other_world):
    service, without = offer(world), offer(world, "Without", self_referral=False)
    slug = world.network.slug

    pages = [
        Client().get(f"/find-help/{slug}/services/{one.pk}/").content.decode()
        for one in (service, without)
    ]

    assert [
        f"{one.pk}/ask/" in page for one, page in zip((service, without), pages, strict=True)
    ] == [
        True,
        False,
    ]
