import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from ccs.audit.models import AuditRecord
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import Context, Role, enter
from organisations.capacity.actions import set_capacity
from organisations.capacity.models import Place
from organisations.directory.actions import Reach
from referrals.assessments.models import Answer, Assessment, AssessmentNeed, OpenNeed
from referrals.clients.models import Client as Person
from referrals.clients.models import Share
from referrals.consent.models import Consent
from referrals.consent.rules import notice_sha256
from referrals.consent.words import desk_words, notice
from referrals.referrals.actions import accept, decline
from referrals.referrals.models import Referral, ReferralEvent
from tests.referrals.selfreferral.asking import ask, key_in, offer, page_of, typed, words_of
from tests.world import World

# A Wednesday morning.
NOW = datetime(2026, 6, 10, 9, 30, tzinfo=UTC)


def sent_in(world: World) -> Referral:
    with world.acting("coordinator"):
        return Referral.objects.select_related("assessment__client").get()


def test_what_somebody_asks_for_themselves_is_a_referral_of_the_desks(world, other_world):
    service = offer(world)

    answer = ask(world, service)

    referral = sent_in(world)
    assert answer.status_code == 200
    assert (referral.status, referral.from_team_id, referral.to_team_id) == (
        "sent",
        world.desk.pk,
        world.advice_line.pk,
    )
    assert (referral.self_referred, referral.sent_by_id, referral.needs) == (True, None, ["food"])


def test_the_receiving_team_reads_what_the_person_wrote(world, other_world):
    service = offer(world)

    ask(world, service)

    with world.acting("adviser"):
        assessment = Assessment.objects.select_related("client").get()
        needs = list(AssessmentNeed.objects.values_list("need_id", "urgency"))
        answers = list(Answer.objects.values_list("item", "value"))
    person = assessment.client
    assert assessment.story == "The cupboard is empty."
    assert (person.given_name, person.phone, person.safe_to) == (
        "Amina",
        "+442079460018",
        ["call", "text"],
    )
    assert (person.contact_notes, person.postcode) == ("Not after six", "E1 4NS")
    assert (needs, answers) == ([("food", "today")], [("dietary_needs", "No pork")])


def test_their_agreement_is_kept_as_given_online_in_the_words_shown(world, other_world):
    service = offer(world)

    page = Client().get(page_of(world, service))
    ask(world, service)

    with world.acting("coordinator"):
        consent = Consent.objects.get()
    assert (consent.basis, consent.given, consent.recorded_by_id) == ("consent", "online", None)
    assert (consent.language, consent.notice_sha256) == ("en", notice_sha256("en", names_desk=True))
    assert consent.organisations == [world.advice_line.organisation_id]
    assert consent.names_desk
    assert all(paragraph in words_of(page) for paragraph in [*notice(), desk_words()])


def test_in_welsh_the_words_and_the_record_are_welsh(world, other_world):
    service = offer(world)

    ask(world, service, "?language=cy")

    with world.acting("coordinator"):
        consent = Consent.objects.get()
    assert (consent.language, consent.notice_sha256) == ("cy", notice_sha256("cy", names_desk=True))


@time_machine.travel(NOW, tick=False)
def test_the_answer_says_the_reference_who_will_call_and_by_when(world, other_world):
    service = offer(world, contacts=[Reach("public", phone="+442079460018")])

    answer = ask(world, service)

    words = words_of(answer)
    assert f"Your reference: {sent_in(world).reference}" in words
    assert "Quay advice line, Quay Advice says by 2:30pm today if they can help." in words
    assert "they contact you by 2:30pm tomorrow" in words
    assert "If they cannot, Hamlets desk looks for somebody who can" in words
    assert "If you cannot wait that long, call Quay Advice: 020 7946 0018" in words
    assert "In danger now?" in words


def test_the_answer_tells_nothing_that_was_typed_and_nobody_keeps_it(world, other_world):
    service = offer(world)

    answer = ask(world, service)

    assert not re.search("Amina|7946|cupboard|pork|E1 4NS", answer.content.decode())
    assert "no-store" in answer.headers["Cache-Control"]


def test_sent_twice_it_asks_once_and_shows_the_code_of_their_page_once(world, other_world):
    service, browser = offer(world), Client()
    page = page_of(world, service)
    form = typed(key_in(browser.get(page)))

    first, second = (words_of(browser.post(page, form)) for _ in range(2))

    own = "See how it goes"
    assert first.partition(own)[0] == second.partition(own)[0]
    assert "Your code for it, shown only here:" in first.partition(own)[2]
    assert "You were shown a code for it before." in second.partition(own)[2]
    assert sent_in(world)
    with world.acting("coordinator"):
        assert Consent.objects.count() == 1


def test_what_is_changed_after_sending_is_not_lost_and_goes_as_another(world, other_world):
    service, browser = offer(world), Client()
    page = page_of(world, service)
    key = key_in(browser.get(page))
    browser.post(page, typed(key))

    again = browser.post(page, typed(key, story="And now the gas is off."))
    browser.post(page, typed(key_in(again), story="And now the gas is off."))

    assert "You sent this form before" in words_of(again)
    assert "And now the gas is off." in again.content.decode()
    with world.acting("coordinator"):
        assert Referral.objects.count() == 2


def test_a_declined_one_is_the_desks_to_settle_and_the_same_form_asks_nobody_again(
    world, other_world
):
    service, browser = offer(world), Client()
    page = page_of(world, service)
    form = typed(key_in(browser.get(page)))
    browser.post(page, form)
    with world.acting("adviser") as adviser:
        decline(actor=adviser, reference=Referral.objects.get().reference, reason="no_capacity")

    browser.post(page, form)

    with world.acting("coordinator"):
        open_need = OpenNeed.objects.get()
        assert Referral.objects.count() == 1
    assert (open_need.team_id, open_need.needs) == (world.desk.pk, ["food"])


def test_it_takes_a_place_as_any_sending_does(world, other_world):
    service, page = offer(world), Client()
    address = page_of(world, service)
    form = typed(key_in(page.get(address)))
    with world.acting("adviser") as adviser:
        set_capacity(service_id=service.pk, actor=adviser, state="limited", places=1, per="total")

    first, second = ask(world, service), page.post(address, form)

    assert "Your reference" in words_of(first)
    assert "cannot take new people now" in words_of(second)
    with world.acting("adviser"):
        assert Place.objects.get().service_id == service.pk


def test_everybody_who_works_there_is_told_and_no_email_names_the_person(world, other_world):
    service = offer(world)

    ask(world, service)

    with world.acting("coordinator"):
        told = OutboxMessage.objects.filter(template="referral_sent")
        rows = list(told.values_list("recipient_id", flat=True))
    assert set(rows) == {world.people["adviser"].pk, world.people["adviser2"].pk}


def test_the_audit_says_that_nobody_acted_but_the_person(world, other_world):
    service = offer(world)

    ask(world, service)

    with world.acting("coordinator"):
        rows = list(AuditRecord.objects.order_by("at", "id"))
        event = ReferralEvent.objects.get()
    made = [row for row in rows if row.action.startswith(("assess", "consent", "referral"))]
    asked = {"assessment.recorded", "consent.recorded", "referral.sent", "referral.asked_for_self"}
    assert {row.action for row in made} >= asked
    mine = [row for row in made if row.action in asked]
    assert {(row.user_id, row.member_id, row.key_id) for row in mine} == {(None, None, None)}
    assert (event.actor_id, event.by_name) == (world.desk.pk, "")


def test_afterwards_the_public_reads_nothing_of_it(world, other_world):
    service = offer(world)
    ask(world, service)

    for network in (world.network, other_world.network):
        with enter(Context(network=network.pk, role=Role.PUBLIC)):
            left = [
                model.objects.count()
                for model in (
                    Person, Assessment, AssessmentNeed, Answer, Consent, Share, Referral,
                    ReferralEvent, OpenNeed, Place,
                )
            ]  # fmt: skip
        assert left == [0] * 10


def test_the_page_is_the_same_for_the_next_one_at_the_same_machine(world, other_world):
    service, browser = offer(world), Client()
    page = page_of(world, service)
    browser.post(page, typed(key_in(browser.get(page))))

    after = browser.get(page).content.decode()

    assert not re.search("Amina|7946|cupboard|pork|E1 4NS", after)


@pytest.mark.parametrize("name", ["adviser", "coordinator"])
def test_pages_say_that_they_asked_for_themselves(world, other_world, name):
    service = offer(world)
    ask(world, service)
    reference, slug = sent_in(world).reference, world.network.slug
    browser = Client()
    browser.force_login(world.user(name))

    pages = [f"/{slug}/", f"/{slug}/referrals/{reference}/"]
    pages.append(f"/{slug}/desk/referrals/" if name == "coordinator" else f"/{slug}/referrals/")
    words = [words_of(browser.get(page)) for page in pages]

    assert "asked for themselves" in words[1]
    assert "sked for themselves" in words[2]
    if name == "adviser":
        assert "Somebody asks you for help for themselves." in words[1]
        assert "Online, by themselves" in words[1]
        assert "asked for themselves" in words[0]


def test_the_team_can_go_on_with_it_as_with_any(world, other_world):
    service = offer(world)
    ask(world, service)

    with world.acting("adviser") as adviser:
        accepted = accept(actor=adviser, reference=Referral.objects.get().reference)

    assert accepted.status == "accepted"
