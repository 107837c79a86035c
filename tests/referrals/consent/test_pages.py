from datetime import UTC, datetime

import time_machine

from ccs.jobs.actions import run_due
from ccs.outbox.models import OutboxMessage
from referrals.consent.models import Consent
from referrals.consent.rules import months_later
from referrals.messages.models import Note
from referrals.referrals.actions import accept, close, decline, withdraw_consent
from tests.referrals.pages import browser, page, text_of
from tests.world import World

ASKED = datetime(2026, 3, 10, 10, tzinfo=UTC)


def told_by(template: str) -> set[str]:
    ids = OutboxMessage.objects.filter(template=template).values_list("recipient_id", flat=True)
    return {str(key) for key in ids}


def people(world: World, *names: str) -> set[str]:
    return {str(world.people[name].pk) for name in names}


def test_the_page_says_before_what_will_end_and_twice_is_once(world: World) -> None:
    [referral] = world.refer()
    client = browser(world, "adviser")
    address = page(world, referral.reference, "agreement/withdraw")

    before = text_of(client.get(address))
    first, second = client.post(address), client.post(address)

    assert "They are told at once, and asked to delete their copies." in before
    assert [first.status_code, second.status_code] == [302, 302]
    assert client.get(address).status_code == 404


def test_who_got_it_reads_what_to_delete_and_the_origin_team_who_has(world: World) -> None:
    [referral] = world.refer()
    with world.acting("teacher") as teacher:
        withdraw_consent(actor=teacher, assessment_id=referral.assessment_id)
    client = browser(world, "adviser")

    before = text_of(client.get(page(world, referral.reference)))
    client.post(page(world, referral.reference, "deleted"))
    after = text_of(browser(world, "teacher").get(page(world, referral.reference)))

    assert "They changed their mind: delete your copies" in before
    assert "answers to: Whether they have no recourse to public funds" in before
    assert "Amina" not in before
    assert "says Adviser Sample" in after
    assert "They changed their mind: delete your copies" not in after


def test_the_page_says_why_it_may_be_shared_and_who_recorded_that(world: World) -> None:
    with time_machine.travel(ASKED):
        [referral] = world.refer()
        shown = text_of(browser(world, "adviser").get(page(world, referral.reference)))

    assert "They agreed: In person, on 10 March 2026, in English" in shown
    assert "By Teacher Sample, with the words of version 2026-11" in shown
    assert "After 10 March 2027 nothing more is shared under it." in shown
    assert "They have changed their mind" in shown


def test_an_agreement_is_renewed_on_one_page_once(world: World) -> None:
    with time_machine.travel(ASKED):
        [referral] = world.refer()
    address = f"/{world.network.slug}/refer/{referral.assessment_id}/agreement/"

    with time_machine.travel(months_later(ASKED, 6)):
        client = browser(world, "teacher")
        for _click in range(2):
            client.post(address, {"given": "phone", "language": "cy"})
        shown = text_of(client.get(address))

    with world.acting("teacher"):
        last, first = Consent.objects.order_by("-recorded_at")
    assert (last.given, last.language, last.organisations) == ("phone", "cy", first.organisations)
    assert "It holds until 10 September 2027." in shown


def test_two_weeks_before_it_is_over_the_origin_team_is_reminded_while_it_is_open(
    world: World,
) -> None:
    with time_machine.travel(ASKED):
        world.refer(given_name="Amina")
        [ended] = world.refer(world.grants, by="adviser", given_name="Bilal")
        with world.acting("officer") as officer:
            accept(actor=officer, reference=ended.reference)
            close(actor=officer, reference=ended.reference, outcome="helped_in_full")

    with time_machine.travel(datetime(2027, 2, 24, 11, tzinfo=UTC)):
        run_due(limit=100)

    assert told_by("consent_renewal") == people(world, "teacher", "teacher2")


def test_copies_that_nobody_confirmed_are_asked_for_again_by_email(
    world: World,
) -> None:
    with time_machine.travel(ASKED):
        [done, _waits] = world.refer(world.advice, world.grants)
        with world.acting("teacher") as teacher:
            withdraw_consent(actor=teacher, assessment_id=done.assessment_id)
        browser(world, "adviser").post(page(world, done.reference, "deleted"))

    with time_machine.travel(datetime(2026, 3, 18, 11, tzinfo=UTC)):
        run_due(limit=100)

    assert told_by("deletion_reminder") == people(world, "officer")


def test_who_declines_keeps_the_envelope_and_nothing_else(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as adviser:
        decline(actor=adviser, reference=referral.reference, reason="no_capacity")
    client = browser(world, "adviser")

    shown = text_of(client.get(page(world, referral.reference)))
    paths = ["agreement/withdraw", f"files/{referral.pk}", f"notes/{referral.pk}"]
    refused = [client.get(page(world, referral.reference, path)).status_code for path in paths]
    client.post(page(world, referral.reference, "notes"), {"body": "She is Amina"})
    posted = client.post(page(world, referral.reference, "messages"), {"body": "Hello"})

    assert "Your team declined this" in shown
    assert "Amina" not in shown
    assert refused == [404, 404, 404]
    assert posted.status_code == 409
    with world.acting("adviser"):
        assert Note.objects.count() == 0
