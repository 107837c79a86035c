from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from ccs.audit.models import AuditRecord
from organisations.capacity.actions import set_capacity
from organisations.capacity.models import UnmetDemand
from organisations.directory.models import Service
from organisations.members.models import Organisation
from referrals.assessments.actions.keeping import begin as start
from referrals.assessments.models import Answer, Assessment
from referrals.assessments.queries import told_in, unfinished
from referrals.clients.models import HouseholdMember
from referrals.consent.models import Consent
from referrals.referrals.models import Referral
from tests.referrals.journey import agreed, begin, chosen, kept, refer, step, told, what, who
from tests.referrals.pages import browser, text_of
from tests.world import World


def statuses(world: World, key: object) -> list[str]:
    with world.acting("teacher"):
        rows = Referral.objects.filter(assessment=key).order_by("service_name")
        return list(rows.values_list("status", flat=True))


def test_from_a_name_to_two_referrals_sent(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice, world.grants)

    answer = client.post(step(world, key, "check"), agreed(world.advice, world.grants), follow=True)

    assert answer.redirect_chain == [(step(world, key, "sent"), 302)]
    assert "Quay advice line, Quay Advice" in text_of(answer)
    assert "If they accept, they contact Amina" in text_of(answer)
    assert statuses(world, key) == ["sent", "sent"]


def test_each_page_is_kept_as_it_is_sent(world: World) -> None:
    client = browser(world, "teacher")
    key = begin(
        world, client, family_name="Pretend", postcode="e1 4ns", language="so",
        person0_given_name="Yusuf", person0_relationship="child",
    )  # fmt: skip
    client.post(
        step(world, key, "story"),
        what(crisis=["food", "fuel"], soon_fuel="urgent", who_fuel=["client", "0"], wants="Warmth"),
    )

    page = text_of(client.get(step(world, key)))
    story = text_of(client.get(step(world, key, "story")))

    assert 'value="E1 4NS"' in page
    assert '<option value="so" selected>Somali</option>' in page
    assert 'value="Yusuf"' in page
    assert "Warmth" in story
    assert story.count('type="checkbox" value="fuel" checked') == 1
    assert story.count('name="who_fuel" type="checkbox" value="0" checked') == 1


def test_the_same_first_page_twice_is_one_conversation(world: World) -> None:
    client, key = browser(world, "teacher"), uuid4()

    client.post(refer(world), who(id=str(key)))
    client.post(refer(world), who(id=str(key), given_name="Amina again"))

    with world.acting("teacher"):
        assert Assessment.objects.count() == 1
    assert kept(world, key).client.given_name == "Amina again"


def test_going_back_to_the_first_page_keeps_what_came_after_it(world: World) -> None:
    client = browser(world, "teacher")
    key = begin(world, client, person0_given_name="Yusuf", person1_given_name="Salma")
    client.post(step(world, key, "story"), what(who_food=["1"]))

    client.post(
        step(world, key),
        who(rows="2", person0_was="0", person0_given_name="Yusuf", person0_remove="on",
            person1_was="1", person1_given_name="Salma"),
    )  # fmt: skip

    with world.acting("teacher"):
        assessment = Assessment.objects.get(pk=key)
        assert [one.given_name for one in HouseholdMember.objects.all()] == ["Salma"]
        assert [(need.code, need.member) for need in told_in(assessment).needs] == [("food", 0)]
        assert assessment.story == "No food."


def test_the_back_button_finds_what_the_first_page_kept(world: World) -> None:
    client = browser(world, "teacher")
    blank = client.get(refer(world))["Location"]
    key = blank.partition("?id=")[2]
    client.post(blank, who(id=key))

    back = client.get(blank, follow=True)

    assert back.redirect_chain == [(step(world, key), 302)]
    assert 'value="Amina"' in text_of(back)


def test_after_a_discard_the_first_page_is_a_new_one(world: World) -> None:
    client = browser(world, "teacher")
    blank = client.get(refer(world))["Location"]
    key = blank.partition("?id=")[2]
    client.post(blank, who(id=key))
    client.post(step(world, key, "discard"))

    back = client.get(blank, follow=True)
    again = client.post(blank, who(id=key, given_name="Bilal"))

    assert key not in back.redirect_chain[0][0]
    assert "This form was used already" in text_of(again)
    assert 'value="Bilal"' in text_of(again)


def test_adding_rows_checks_nothing_and_loses_nothing(world: World) -> None:
    client = browser(world, "teacher")

    page = text_of(
        client.post(
            refer(world),
            {"given_name": "Amina", "rows": "2", "person0_given_name": "Yusuf", "add": "people"},
        )
    )

    assert "There is a problem" not in page
    assert 'value="Yusuf"' in page
    assert 'name="person3_given_name"' in page
    with world.acting("teacher"):
        assert Assessment.objects.count() == 0


def test_mistakes_are_named_and_what_was_typed_stays(world: World) -> None:
    client = browser(world, "teacher")

    page = text_of(
        client.post(refer(world), who(given_name="", family_name="Pretend", phone="", postcode="?"))
    )

    assert "There is a problem" in page
    assert '<a href="#id_given_name">Enter a name. A first name is enough.</a>' in page
    assert '<a href="#id_phone">Enter a phone number, or untick the ways that need one</a>' in page
    assert "Enter a postcode, like NR2 1NH, or its first half" in page
    assert 'value="Pretend"' in page
    assert 'value="?"' in page


def test_a_safe_way_to_reach_them_is_asked_for(world: World) -> None:
    client = browser(world, "teacher")

    nothing = client.post(refer(world), {"given_name": "Amina"})
    through = client.post(refer(world), {"given_name": "Amina", "trusted_person": "Her sister"})

    assert "Tick a safe way to reach them, or say who to go through" in text_of(nothing)
    assert through.status_code == 302


def test_how_soon_a_crisis_is_needed_is_never_assumed(world: World) -> None:
    client = browser(world, "teacher")
    key = begin(world, client)

    wrong = client.post(step(world, key, "story"), what(soon_food=""))
    nothing = client.post(step(world, key, "story"), {"story": "No food."})
    behind = client.post(
        step(world, key, "story"), {"story": "x", "underlying": ["debt"], "soon_debt": "soon"}
    )

    assert "Say how soon: Food" in text_of(wrong)
    assert "Choose at least one thing they need" in text_of(nothing)
    assert behind.status_code == 302


def test_only_services_that_can_be_asked_can_be_ticked(world: World) -> None:
    client = browser(world, "teacher")
    with world.acting("officer") as officer:
        set_capacity(service_id=world.grants.pk, state="paused", reason="On leave", actor=officer)
    key = told(world, client)

    page = text_of(client.get(step(world, key, "services")))
    forced = client.post(step(world, key, "services"), {"services": [str(world.grants.pk)]})

    assert f'value="{world.advice.pk}"' in page
    assert f'value="{world.grants.pk}"' not in page
    assert "On leave" in page
    assert "A service you chose cannot take referrals now. Choose again." in text_of(forced)


def test_searching_keeps_what_is_ticked(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client)

    page = text_of(
        client.post(
            step(world, key, "services"),
            {"search": "yes", "q": "Hardshp", "services": [str(world.advice.pk)]},
            follow=True,
        )
    )

    assert f'value="{world.advice.pk}" aria-describedby="id_services-facts" checked' in page
    assert f'value="{world.grants.pk}"' in page
    assert f'value="{world.debt.pk}"' not in page


def test_showing_every_service_keeps_what_is_ticked(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client)
    ticked = {"services": [str(world.advice.pk)]}

    every = client.post(step(world, key, "services"), {"search": "all", **ticked}, follow=True)
    fitting = client.post(step(world, key, "services"), {"search": "needs", **ticked}, follow=True)

    assert f'value="{world.debt.pk}"' in text_of(every)
    assert f'value="{world.debt.pk}"' not in text_of(fitting)
    assert text_of(every).count(" checked") == text_of(fitting).count(" checked") == 1


def test_a_service_can_be_chosen_first(world: World) -> None:
    client = browser(world, "teacher")

    first = text_of(client.get(f"{refer(world)}?service={world.debt.pk}", follow=True))
    key = uuid4()
    answer = client.post(refer(world), who(id=str(key), service=str(world.debt.pk)))
    story = client.post(answer["Location"], what(service=str(world.debt.pk)))
    page = text_of(client.get(story["Location"]))

    assert f'name="service" value="{world.debt.pk}"' in first
    assert f'value="{world.debt.pk}" aria-describedby="id_services-3-facts" checked' in page


def test_the_check_shows_what_will_be_seen_and_asks_what_is_needed(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)

    page = text_of(client.get(step(world, key, "check")))

    assert "020 7946 0018" in page
    assert "No food." in page
    assert "Whether they have no recourse to public funds" in page
    assert "I would like to pass what you have told me" in page
    assert "The words in Cymraeg" in page


@pytest.mark.parametrize(
    ("button", "place"),
    [("assessment_edit", ""), ("story", "story"), ("choose_services", "services")],
)
def test_going_back_from_the_check_keeps_the_answers(world: World, button: str, place: str) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)

    back = client.post(step(world, key, "check"), {"go": button, "answer_nrpf": "No, settled"})
    page = text_of(client.get(step(world, key, "check")))

    assert back["Location"] == step(world, key, place)
    assert 'name="answer_nrpf" type="text" value="No, settled"' in page


def test_an_answer_that_was_sent_is_shown_and_not_asked_again(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    client.post(step(world, key, "check"), agreed(world.advice, answer_nrpf="No, settled"))
    with world.acting("officer"):
        Service.objects.filter(pk=world.grants.pk).update(information_needed=["nrpf", "income"])
    client.post(step(world, key, "services"), {"services": [str(world.grants.pk)]})

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

    page = text_of(client.get(step(world, key, "check")))

    assert 'name="answer_household_size" type="text" value="2"' in page


def test_an_answer_goes_to_the_service_that_asks(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice, world.grants)

    client.post(
        step(world, key, "check"), agreed(world.advice, world.grants, answer_nrpf="No, settled")
    )

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
        ({"seen": ""}, "You changed which services to ask. Check them again before you send."),
        ({"seen": "mangled"}, "You changed which services to ask."),
    ],
)
def test_nothing_is_sent_without_an_answer(world: World, typed: dict[str, str], said: str) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)

    page = text_of(client.post(step(world, key, "check"), agreed(world.advice, **typed)))

    assert said in page
    assert statuses(world, key) == ["draft"]


def test_consent_covers_the_organisations_on_the_page(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)

    client.post(step(world, key, "check"), agreed(world.advice, pass_on="on", language="cy"))

    with world.acting("teacher"):
        consent = Consent.objects.get()
    assert consent.organisations == [world.advice_line.organisation_id]
    assert (consent.given, consent.pass_on, consent.language) == ("in_person", True, "cy")


def test_another_lawful_basis_is_kept_with_its_reason(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)

    client.post(
        step(world, key, "check"),
        agreed(world.advice, basis="another", law="vital_interests", reason="Unconscious"),
    )

    with world.acting("teacher"):
        consent = Consent.objects.get()
    assert (consent.basis, consent.reason, consent.given) == ("vital_interests", "Unconscious", "")
    assert statuses(world, key) == ["sent"]


def test_sending_twice_sends_once_and_leads_to_the_same_page(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    client.post(step(world, key, "check"), agreed(world.advice))

    again = client.post(step(world, key, "check"), agreed(world.advice))

    assert again["Location"] == step(world, key, "sent")
    assert statuses(world, key) == ["sent"]
    with world.acting("teacher"):
        assert Consent.objects.count() == 1


def test_a_service_that_paused_meanwhile_gets_nothing_and_it_is_counted(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice, world.grants)
    with world.acting("officer") as officer:
        set_capacity(service_id=world.grants.pk, state="paused", reason="On leave", actor=officer)

    page = text_of(
        client.post(step(world, key, "check"), agreed(world.advice, world.grants, answer_nrpf="No"))
    )

    assert "Hardship grants cannot take referrals now. Nothing was sent." in page
    assert 'name="answer_nrpf" type="text" value="No"' in page
    assert statuses(world, key) == ["draft", "draft"]
    with world.acting("coordinator"):
        unmet = UnmetDemand.objects.get()
    assert (unmet.service_id, unmet.needs) == (world.grants.pk, ["food"])


def test_after_sending_it_cannot_be_changed_or_discarded(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    client.post(step(world, key, "check"), agreed(world.advice))

    answers = [client.get(step(world, key, name)) for name in ("", "story", "discard")]

    assert [answer.status_code for answer in answers] == [409, 409, 409]
    assert "This has been sent, so it cannot be changed." in text_of(answers[0])


def test_a_form_used_again_after_sending_starts_another_referral(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    client.post(step(world, key, "check"), agreed(world.advice))

    page = text_of(client.post(refer(world), who(id=str(key), given_name="Bilal")))

    assert "This form was used already" in page
    assert 'value="Bilal"' in page
    assert f'value="{key}"' not in page
    assert kept(world, key).client.given_name == "Amina"


def test_another_service_can_be_asked_later(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    client.post(step(world, key, "check"), agreed(world.advice, answer_nrpf="No"))

    page = text_of(client.get(step(world, key, "services")))
    client.post(step(world, key, "services"), {"services": [str(world.grants.pk)]})
    client.post(step(world, key, "check"), agreed(world.grants))

    assert "You have asked them already." in page
    assert statuses(world, key) == ["sent", "sent"]


def test_an_unfinished_referral_is_found_again_and_can_be_discarded(world: World) -> None:
    client = browser(world, "teacher")
    key = begin(world, client)
    with world.acting("teacher2") as colleague:
        [before] = unfinished(colleague)

    client.post(step(world, key, "discard"))

    assert (before.assessment_id, before.name, before.has_needs) == (key, "Amina", False)
    with world.acting("teacher") as actor:
        assert unfinished(actor) == []
    assert client.get(step(world, key)).status_code == 404


def test_reading_a_conversation_back_is_recorded(world: World) -> None:
    client = browser(world, "teacher")
    key = begin(world, client)

    client.get(step(world, key))

    with world.acting("coordinator"):
        read = AuditRecord.objects.get(action="assessment.read", subject_id=key)
    assert read.member_id == world.people["teacher"].pk


@pytest.mark.parametrize("name", ["", "story", "services", "check", "sent", "card", "discard"])
def test_a_conversation_is_not_there_for_anybody_else(
    world: World, other_world: World, name: str
) -> None:
    key = chosen(world, browser(world, "teacher"), world.advice)

    others = ("adviser", "coordinator", "manager", "analyst")
    answers = [browser(world, other).get(step(world, key, name)) for other in others]
    elsewhere = browser(other_world, "teacher").get(step(other_world, key, name))

    assert [answer.status_code for answer in [*answers, elsewhere]] == [404] * 5


@pytest.mark.parametrize(
    ("person", "status"),
    [("teacher", 200), ("adviser", 200), ("coordinator", 200), ("manager", 404), ("analyst", 404)],
)
def test_who_may_make_a_referral(world: World, person: str, status: int) -> None:
    answer = browser(world, person).get(refer(world), follow=True)

    assert answer.status_code == status


def test_who_only_receives_is_told_so(world: World) -> None:
    with world.acting("coordinator"):
        Organisation.objects.filter(name="Borough Council").update(makes_referrals=False)

    page = text_of(browser(world, "officer").get(refer(world)))

    assert "Your team does not make referrals here" in page


@pytest.mark.django_db
def test_signed_out_one_comes_back_after_signing_in() -> None:
    answer = Client().get("/hamlets/refer/")

    assert answer["Location"] == "/accounts/login/?next=/hamlets/refer/"


def test_two_first_pages_at_the_same_moment_are_one_conversation(world: World) -> None:
    key = uuid4()

    with world.acting("teacher") as actor:
        told_once = world.told(needs=())
        first = start(actor=actor, team_id=actor.teams[0], told=told_once, assessment_id=key)
        second = start(actor=actor, team_id=actor.teams[0], told=told_once, assessment_id=key)

        assert (first.pk, second.pk, Assessment.objects.count()) == (key, key, 1)


def test_the_card_says_who_calls_on_which_day(world: World) -> None:
    with time_machine.travel(datetime(2026, 11, 18, 10, tzinfo=UTC)):
        client = browser(world, "teacher")
        key = chosen(world, client, world.advice)
        client.post(step(world, key, "check"), agreed(world.advice))
        page = text_of(client.get(step(world, key, "card")))
        welsh = text_of(client.get(step(world, key, "card") + "?in=cy"))

    assert "By 2pm on Thursday 19 November 2026" in page
    assert "19 Tachwedd 2026" in welsh
    assert "Amina" not in page.partition("<h1")[2]


def test_the_words_in_the_language_of_the_page_are_taken_for_said(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    client.cookies["django_language"] = "cy"

    page = text_of(client.get(step(world, key, "check")))

    assert 'name="language" type="radio" value="cy" checked' in page
