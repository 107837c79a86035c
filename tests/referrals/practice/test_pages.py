import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ccs.outbox.models import Channel
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.ui.navigation import behind_hub, links
from organisations.engagement.lessons.queries import own_done
from organisations.members.models import Membership
from referrals.assessments.actions import record_assessment
from referrals.consent.actions import record_consent
from referrals.consent.rules import Agreed
from referrals.desk.actions import send_to_desk
from referrals.practice.answering import answer_for_others
from referrals.practice.incoming import send_one_to
from referrals.practice.models import PracticeMail
from referrals.referrals.actions import accept, close
from referrals.referrals.models import Referral, ReferralEvent
from tests.referrals.practice.there import after, go, practising, refer, seen_by

pytestmark = pytest.mark.django_db
THERE = "/hamlets-practice/"


def text(answer) -> str:
    return answer.content.decode()


def test_one_button_leads_there_and_one_link_back(client, world):
    client.force_login(world.user("adviser"))

    answer = client.post("/hamlets/practice/", follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain == [(f"{THERE}practice/", 302)]
    assert "<title>Practice: What you can practise - Hamlets (practice)</title>" in page
    assert "Nobody here is real." in page
    assert '<a class="ccs-practice__link" href="/hamlets/">Stop practising</a>' in page
    assert "Nobody here is real." not in client.get("/hamlets/").content.decode()


def test_the_first_page_there_has_something_to_answer_and_more_can_be_had(client, world):
    go(world, "adviser")
    client.force_login(world.user("adviser"))
    with practising(world, "adviser") as adviser:
        [team] = adviser.teams
    pressed = {"team": str(team), "made": str(new_id())}

    first = client.post(f"{THERE}practice/send/", pressed)
    again = client.post(f"{THERE}practice/send/", pressed)

    assert first["Location"] == again["Location"]
    home = client.get(THERE).content.decode()
    assert home.count("Answer a referral") == 2


def test_starting_again_is_asked_and_done(client, world):
    go(world, "adviser")
    client.force_login(world.user("adviser"))

    asked = client.get(f"{THERE}practice/reset/").content.decode()
    done = client.post(f"{THERE}practice/reset/", follow=True).content.decode()

    assert "Start again from nothing" in asked and "every organisation" not in asked
    assert "You start again: what you practised is gone." in done
    assert "Answer a referral:" not in client.get(THERE).content.decode()


def test_a_page_of_mail_costs_the_same_with_few_and_many(client, world):
    twin = go(world, "adviser")
    client.force_login(world.user("adviser"))
    client.get(f"{THERE}mail/")

    def cost_with(more: int) -> int:
        with enter(system(twin.pk)):
            reader = Membership.objects.get(user=world.people["adviser"].user_id)
            PracticeMail.objects.bulk_create(
                PracticeMail(
                    network=twin,
                    member=reader,
                    channel=Channel.EMAIL,
                    address="a@b.example",
                    text="Made up <b>.",
                    at=timezone.now(),
                )
                for _number in range(more)
            )
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"{THERE}mail/").content.decode()
        assert "Made up &lt;b&gt;." in page
        return len(queries)

    assert cost_with(1) == cost_with(40)


def test_what_is_practised_counts_in_the_live_network(world):
    go(world, "adviser")
    refer(world, "adviser")
    with practising(world, "adviser") as actor:
        came = send_one_to(actor=actor, team_id=actor.teams[0], made=new_id())
        accept(actor=actor, reference=came.reference)
        close(actor=actor, reference=came.reference, outcome="helped_in_full")

    with world.acting("adviser") as at_home:
        done = own_done(at_home)

    assert set(done) == {"practice_refer", "practice_answer", "practice_close"}
    assert done["practice_refer"].times == 1


def test_a_job_that_comes_twice_answers_once(world):
    twin = go(world, "teacher")
    sent = refer(world, "teacher")

    for _time in range(2):
        with enter(system(twin.pk)):
            answer_for_others(twin.pk, sent.pk)

    with practising(world, "teacher"):
        events = ReferralEvent.objects.filter(referral=sent, kind="accepted")
        assert events.count() == 1


def test_what_goes_to_the_desk_is_placed_unless_it_was_made_up_for_the_desk(world):
    go(world, "teacher", "coordinator")
    with practising(world, "teacher") as actor:
        story = record_assessment(actor=actor, team_id=actor.teams[0], told=world.told())
        agreed = Agreed("consent", given="phone", pass_on=True, names_desk=True)
        record_consent(actor=actor, assessment_id=story.pk, agreed=agreed)
        asked = send_to_desk(actor=actor, assessment_id=story.pk)
    with practising(world, "coordinator") as desk:
        made_up = send_one_to(actor=desk, team_id=desk.desk_team, made=new_id())

    after(seconds=20)
    after(seconds=80)

    assert seen_by(world, "teacher", asked).status == "sent"
    with practising(world, "coordinator"):
        assert Referral.objects.get(pk=made_up.pk).status == "with_broker"


@pytest.mark.parametrize("name", ["adviser", "manager", "coordinator", "analyst"])
def test_every_place_that_a_role_is_led_to_opens_and_says_that_it_is_practice(client, world, name):
    go(world, "adviser", name)
    refer(world, "adviser")
    client.force_login(world.user(name))
    with practising(world, name) as actor:
        main = [link["href"] for link in links(actor, "")]
        hub = [place["href"] for place in behind_hub(actor, "organisations:network")]

    pages = {path: client.get(path, follow=True) for path in [*main, *hub]}

    assert {path: page.status_code for path, page in pages.items()} == dict.fromkeys(pages, 200)
    silent = [path for path, page in pages.items() if "Nobody here is real" not in text(page)]
    assert silent == []
