import pytest

from organisations.capacity.actions import set_capacity
from organisations.capacity.models import UnmetDemand
from organisations.directory.models import Service
from referrals.assessments.models import Answer
from referrals.clients.models import Client
from referrals.consent.models import Consent
from tests.referrals.journey import agreed, begin, chosen, seen, sends, statuses, step, what
from tests.referrals.pages import browser, text_of
from tests.referrals.places import ask, limit
from tests.world import World


def test_the_check_shows_what_will_be_seen_and_asks_what_is_needed(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)

    words = text_of(client.get(step(world, key, "agree")))
    client.post(step(world, key, "agree"), agreed(world.advice))
    page = text_of(client.get(step(world, key, "check")))

    assert "I would like to pass what you have told me" in words
    assert "The words in Cymraeg" in words
    assert "020 7946 0018" in page
    assert "No food." in page
    assert "Whether they have no recourse to public funds" in page


@pytest.mark.parametrize(
    ("button", "place"),
    [("assessment_edit", ""), ("story", "story"), ("choose_services", "services")],
)
def test_going_back_from_the_check_keeps_the_answers(world: World, button: str, place: str) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    client.post(step(world, key, "agree"), agreed(world.advice))

    back = client.post(step(world, key, "check"), {"go": button, "answer_nrpf": "No, settled"})
    page = text_of(client.get(step(world, key, "check")))

    assert back["Location"] == step(world, key, place) + "?then=check"
    assert 'name="answer_nrpf" type="text" value="No, settled"' in page


def test_an_answer_that_was_sent_is_shown_and_not_asked_again(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    sends(world, client, key, world.advice, answer_nrpf="No, settled")
    with world.acting("officer"):
        Service.objects.filter(pk=world.grants.pk).update(information_needed=["nrpf", "income"])
    client.post(step(world, key, "services"), {"services": [str(world.grants.pk)]})
    client.post(step(world, key, "agree"), agreed(world.grants))

    page = text_of(client.get(step(world, key, "check")))

    assert "No, settled" in page
    assert 'name="answer_nrpf"' not in page
    assert 'name="answer_income"' in page


def test_what_the_household_tells_is_filled_in(world: World) -> None:
    client = browser(world, "teacher")
    with world.acting("adviser"):
        Service.objects.filter(pk=world.advice.pk).update(information_needed=["household_size"])
    key = begin(world, client, person0_given_name="Yusuf")
    client.post(step(world, key, "story"), what())
    client.post(step(world, key, "services"), {"services": [str(world.advice.pk)]})
    client.post(step(world, key, "agree"), agreed(world.advice))

    page = text_of(client.get(step(world, key, "check")))

    assert 'name="answer_household_size" type="text" value="2"' in page


def test_an_answer_goes_to_the_service_that_asks(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice, world.grants)

    sends(world, client, key, world.advice, world.grants, answer_nrpf="No, settled")

    with world.acting("adviser"):
        assert Answer.objects.get().value == "No, settled"
    with world.acting("officer"):
        assert Answer.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"basis": ""}, "Say whether they agree"),
        ({"given": ""}, "Say how they agreed"),
        ({"basis": "no"}, "You cannot send this, because they do not agree. Nothing was sent."),
        ({"basis": "another"}, "Choose what lets you share it"),
        ({"basis": "another", "law": "public_task"}, "Say why it may be shared without"),
        ({"seen": ""}, "You changed which services to ask. Check them again before you go on."),
        ({"seen": "mangled"}, "You changed which services to ask."),
    ],
)
def test_nothing_is_sent_without_an_answer(world: World, typed: dict[str, str], said: str) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)

    page = text_of(client.post(step(world, key, "agree"), agreed(world.advice, **typed)))

    assert said in page
    assert client.get(step(world, key, "check"))["Location"] == step(world, key, "agree")
    assert statuses(world, key) == ["draft"]


def test_consent_covers_the_organisations_on_the_page(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)

    client.post(step(world, key, "agree"), agreed(world.advice, pass_on="on", language="cy"))

    with world.acting("teacher"):
        consent = Consent.objects.get()
    assert consent.organisations == [world.advice_line.organisation_id]
    assert (consent.given, consent.pass_on, consent.language) == ("in_person", True, "cy")


def test_another_lawful_basis_is_kept_with_its_reason(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)

    typed = agreed(world.advice, basis="another", law="vital_interests", reason="Unconscious")
    client.post(step(world, key, "agree"), typed)
    client.post(step(world, key, "check"), seen(world.advice))

    with world.acting("teacher"):
        consent = Consent.objects.get()
    assert (consent.basis, consent.reason, consent.given) == ("vital_interests", "Unconscious", "")
    assert statuses(world, key) == ["sent"]


def test_sending_twice_sends_once_and_leads_to_the_same_page(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    sends(world, client, key, world.advice)

    again = client.post(step(world, key, "check"), seen(world.advice))

    assert again["Location"] == step(world, key, "sent")
    assert statuses(world, key) == ["sent"]
    with world.acting("teacher"):
        assert Consent.objects.count() == 1


def test_a_service_that_paused_meanwhile_gets_nothing_and_it_is_counted(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice, world.grants)
    with world.acting("officer") as officer:
        set_capacity(service_id=world.grants.pk, state="paused", reason="On leave", actor=officer)

    page = text_of(sends(world, client, key, world.advice, world.grants, answer_nrpf="No"))

    assert "Hardship grants cannot take referrals now. Nothing was sent." in page
    assert 'name="answer_nrpf" type="text" value="No"' in page
    assert statuses(world, key) == ["draft", "draft"]
    with world.acting("coordinator"):
        unmet = UnmetDemand.objects.get()
    assert (unmet.service_id, unmet.needs) == (world.grants.pk, ["food"])


def test_a_service_whose_last_place_somebody_else_took_gets_nothing_and_it_is_counted(
    world: World,
) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.grants)
    limit(world, 1)
    ask(world, world.assess())

    page = text_of(sends(world, client, key, world.grants))

    assert "Hardship grants has no free place now. Nothing was sent." in page
    assert statuses(world, key) == ["draft"]
    with world.acting("coordinator"):
        unmet = UnmetDemand.objects.get()
    assert (unmet.service_id, unmet.reason) == (world.grants.pk, "paused")


def test_the_words_in_the_language_of_the_page_are_taken_for_said(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    client.cookies["django_language"] = "cy"

    page = text_of(client.get(step(world, key, "agree")))

    assert 'name="language" type="radio" value="cy" checked' in page


def test_each_service_sees_its_answers_and_its_files_and_not_the_others(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice, world.grants)
    client.post(step(world, key, "agree"), agreed(world.advice, world.grants))
    client.post(step(world, key, "check"), {"go": "agree", "answer_nrpf": "No, settled"})

    page = text_of(client.get(step(world, key, "check")))
    advice, _grants, grants = page.partition("Hardship grants, Resident support")

    assert "No, settled" in advice
    assert "No, settled" not in grants.partition("What these services ask")[0]
    assert page.count("Why may I share this?") == 2


def test_a_service_chosen_after_they_agreed_is_not_sent_to_before_they_are_asked(
    world: World,
) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    client.post(step(world, key, "agree"), agreed(world.advice))
    both = {"services": [str(world.advice.pk), str(world.grants.pk)]}
    client.post(step(world, key, "services"), both)

    page = text_of(client.get(step(world, key, "check")))
    forced = client.post(step(world, key, "check"), seen(world.advice, world.grants))

    assert "They have not agreed to share with Hardship grants." in page
    assert "Send to 2 services" not in page
    assert "They have not agreed to share with every one" in text_of(forced)
    assert statuses(world, key) == ["draft", "draft"]


def test_agreeing_twice_with_a_double_click_is_kept_once(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)

    for _click in range(2):
        client.post(step(world, key, "agree"), agreed(world.advice))

    with world.acting("teacher"):
        assert Consent.objects.count() == 1


def test_the_safe_ways_said_while_agreeing_are_what_the_receiver_reads(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)

    client.post(step(world, key, "agree"), agreed(world.advice, safe_to=["text", "email"]))

    with world.acting("teacher"):
        assert Client.objects.get().safe_to == ["text", "email"]


def test_from_the_check_a_changed_page_leads_straight_back_to_it(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    client.post(step(world, key, "agree"), agreed(world.advice))

    answer = client.post(step(world, key, "story") + "?then=check", what(story="No heating."))

    assert answer["Location"] == step(world, key, "check")
