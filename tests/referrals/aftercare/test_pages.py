import pytest

from ccs.audit.models import AuditRecord
from ccs.tenancy.models import new_id
from referrals.aftercare.recording import record_check
from referrals.assessments.models import Assessment
from referrals.drafts.models import KeptTyping
from tests.referrals.aftercare.asking import SAID, TYPED, first, owner, page, records
from tests.referrals.aftercare.plans import at, checks, closed, on, plan
from tests.referrals.pages import browser, home, text_of
from tests.referrals.pages import page as referral_page
from tests.referrals.test_query_counts import count_asked
from tests.world import World

pytestmark = pytest.mark.django_db


def test_the_page_asks_and_the_plan_says_the_change_in_words(world: World) -> None:
    closed(world)
    client = browser(world, owner(world))
    with on(at(11, 16)):
        shown = client.get(page(world, first(world).pk))
        answer = client.post(
            page(world, first(world).pk), {**TYPED, "record_id": str(new_id())}, follow=True
        )

    with on(at(12, 14)):
        again = client.get(page(world, first(world).pk), follow=True)
        second = checks(world)[1]
        client.post(page(world, second.pk), {"reached": "yes", "steadiness": "7", "go_on": "yes"})
        told = text_of(client.get(page(world, plan(world).pk, kind="")))

    assert "020 7946 0018" in text_of(shown)
    assert "Start a new referral with what they told you" in text_of(answer)
    assert "Answer the phone." in text_of(again)
    assert "Money feels steadier: 7 of 10. It was 4." in told


def test_a_check_made_late_says_when_the_next_one_is_then(world: World) -> None:
    closed(world)

    with on(at(12, 18)):
        shown = browser(world, owner(world)).get(page(world, first(world).pk))

    assert "The next check is on 29 December." in text_of(shown)


def test_only_whether_they_were_reached_must_be_said(world: World) -> None:
    closed(world)
    client = browser(world, owner(world))

    with on(at(11, 16)):
        nothing = client.post(page(world, first(world).pk), {})
        tried = client.post(page(world, first(world).pk), {"reached": "no", "tried": "text"})

    assert "Say whether you reached them" in text_of(nothing)
    assert tried.status_code == 302
    assert [(one.reached, one.way) for one in records(world)] == [(False, "text")]


def test_the_letter_opened_there_is_written_down(world: World) -> None:
    closed(world)
    with on(at(11, 16)):
        browser(world, owner(world)).get(page(world, first(world).pk))

    with world.acting("coordinator"):
        read = AuditRecord.objects.filter(action="aftercare.read")
        assert [row.member_id for row in read] == [world.people[owner(world)].pk]


def test_who_only_manages_or_coordinates_sees_the_envelope(world: World) -> None:
    closed(world)
    with on(at(11, 16)), world.acting(owner(world)) as actor:
        record_check(actor=actor, check_id=first(world).pk, said=SAID)

    shown = text_of(browser(world, "coordinator").get(page(world, plan(world).pk, kind="")))

    assert "Check 1 of 3" in shown
    assert "Amina" not in shown
    assert "Answer the phone." not in shown


def test_another_team_and_another_network_get_404(world: World, other_world: World) -> None:
    closed(world)
    closed(other_world)
    paths = [
        page(world, plan(world).pk, kind=""),
        page(world, first(world).pk),
        page(world, plan(world).pk, "weeks/", kind=""),
        f"/{world.network.slug}/aftercare/checks/{first(other_world).pk}/",
    ]

    with on(at(11, 16)):
        answers = [browser(world, "officer").get(path).status_code for path in paths]

    assert answers == [404, 404, 404, 404]


def test_what_is_typed_there_is_kept_and_given_back(world: World) -> None:
    closed(world)
    client = browser(world, owner(world))
    with on(at(11, 16)):
        kept = client.post(page(world, first(world).pk, "typed/"), {"note": "Half a sen"})
        again = text_of(client.get(page(world, first(world).pk)))
        client.post(page(world, first(world).pk), {**TYPED})

    assert kept.status_code == 204
    assert "Half a sen" in again
    with world.acting(owner(world)):
        assert KeptTyping.objects.count() == 0


def test_a_new_referral_from_a_check_opens_at_its_story(world: World) -> None:
    referral = closed(world)
    with on(at(11, 16)), world.acting(owner(world)) as actor:
        record_check(actor=actor, check_id=first(world).pk, said=SAID)
    client = browser(world, owner(world))

    with on(at(11, 16)):
        answer = client.post(
            page(world, first(world).pk, "refer/"), {"id": str(new_id())}, follow=True
        )
        old = text_of(client.get(referral_page(world, referral.reference)))

    assert answer.redirect_chain[-1][0].endswith("/story/")
    assert "This goes on from what they told on 2 November 2026." in text_of(answer)
    assert "Led to a new referral, begun on 16 November 2026 and not sent yet." in old
    with world.acting(owner(world)):
        assert Assessment.objects.filter(continues=referral.assessment_id).count() == 1


def test_the_list_shows_what_is_due_first(world: World, other_world: World) -> None:
    closed(world)
    closed(other_world)
    client = browser(world, owner(world))
    address = f"{home(world)}aftercare/"

    with on(at(11, 10)):
        empty, coming = client.get(address), client.get(f"{address}?list=coming")

    assert "Nobody is to be asked now" in text_of(empty)
    assert text_of(coming).count("ccs-results__item") == 3
    assert "Amina" not in text_of(coming)


@pytest.mark.parametrize("rows", [1, 8])
def test_the_list_asks_the_same_for_few_and_many(world: World, rows: int) -> None:
    for _ in range(rows):
        closed(world)

    with on(at(11, 10)):
        count_asked(world, "teacher", f"{home(world)}aftercare/?list=coming")  # the day is noted
        asked = count_asked(world, "teacher", f"{home(world)}aftercare/?list=coming")

    assert asked == 5
