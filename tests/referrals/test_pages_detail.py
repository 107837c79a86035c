from ccs.audit.models import AuditRecord
from referrals.messages.actions import post_message
from referrals.referrals.actions import accept, close, decline, withdraw
from tests.referrals.pages import browser, page, text_of
from tests.world import World


def test_the_receiver_reads_the_letter_with_safe_contact_first(world: World) -> None:
    [referral] = world.refer()

    shown = text_of(browser(world, "adviser").get(page(world, referral.reference)))

    assert "Amina has no food and the meter is empty." in shown
    assert "Do not use: Voicemail, Text message, Email, Letter" in shown
    assert shown.index("How to contact them safely") < shown.index("What is happening")


def test_only_the_answers_that_the_service_asked_for_are_shown(world: World) -> None:
    [referral] = world.refer()

    shown = text_of(browser(world, "adviser").get(page(world, referral.reference)))

    assert "Whether they have no recourse to public funds" in shown
    assert "private rent" not in shown


def test_the_sender_reads_their_own_letter_and_who_has_not_opened_it(world: World) -> None:
    [referral] = world.refer()

    shown = text_of(browser(world, "teacher").get(page(world, referral.reference)))

    assert "Quay advice line, Quay Advice has not opened this yet." in shown
    assert "Amina Pretend" in shown


def test_opening_by_the_receiver_is_shown_to_the_sender(world: World) -> None:
    [referral] = world.refer()
    browser(world, "adviser").get(page(world, referral.reference))

    shown = text_of(browser(world, "teacher").get(page(world, referral.reference)))

    assert "opened this just now. They have not answered yet." in shown
    assert "Opened by the receiving team" in shown


def test_every_reading_of_a_letter_is_audited(world: World) -> None:
    [referral] = world.refer()
    adviser = browser(world, "adviser")

    adviser.get(page(world, referral.reference))
    adviser.get(page(world, referral.reference))

    with world.acting("coordinator"):
        read = AuditRecord.objects.filter(action="letter.read", subject_id=referral.pk)
        assert [row.member_id for row in read] == [world.people["adviser"].pk] * 2


def test_the_coordinator_sees_that_it_exists_and_not_the_story(world: World) -> None:
    [referral] = world.refer()

    shown = text_of(browser(world, "coordinator").get(page(world, referral.reference)))

    assert "The desk sees that this referral exists" in shown
    assert "Amina" not in shown


def test_reading_an_envelope_alone_is_not_reading_a_letter(world: World) -> None:
    [referral] = world.refer()

    browser(world, "coordinator").get(page(world, referral.reference))

    with world.acting("coordinator"):
        assert not AuditRecord.objects.filter(action="letter.read").exists()


def test_a_manager_who_does_not_work_in_the_team_sees_the_envelope(world: World) -> None:
    [referral] = world.refer()

    shown = text_of(browser(world, "manager").get(page(world, referral.reference)))

    assert "Only people who work in one of the two teams can read those." in shown
    assert "Amina" not in shown


def test_after_declining_the_team_no_longer_sees_the_person(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        decline(actor=actor, reference=referral.reference, reason="no_capacity")

    shown = text_of(browser(world, "adviser").get(page(world, referral.reference)))

    assert "Your team declined this, so it no longer sees the person’s details." in shown
    assert "Amina" not in shown


def test_after_it_was_taken_back_the_receiver_no_longer_sees_the_person(world: World) -> None:
    [referral] = world.refer()
    with world.acting("teacher") as actor:
        withdraw(actor=actor, reference=referral.reference)

    shown = text_of(browser(world, "adviser").get(page(world, referral.reference)))

    assert "This was taken back" in shown
    assert "Amina" not in shown


def test_another_teams_referral_is_not_there(world: World) -> None:
    [referral] = world.refer()

    answer = browser(world, "officer").get(page(world, referral.reference))

    assert answer.status_code == 404


def test_another_networks_referral_is_not_there(world: World, other_world: World) -> None:
    [referral] = world.refer()

    answer = browser(other_world, "adviser").get(page(other_world, referral.reference))

    assert answer.status_code == 404


def test_the_worker_who_accepted_is_named_to_the_sender_with_a_direct_phone(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)
        type(world.people["adviser"]).objects.filter(pk=actor.member_id).update(
            phone="+442079460019"
        )

    shown = text_of(browser(world, "teacher").get(page(world, referral.reference)))

    assert '<a class="govuk-link" href="tel:+442079460019">020 7946 0019</a>' in shown
    assert "Adviser Sample contacts the person." in shown


def test_messages_are_read_by_the_two_teams_alone(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        post_message(actor=actor, reference=referral.reference, body="When is she at home?")

    seen = [
        "When is she at home?" in text_of(browser(world, name).get(page(world, referral.reference)))
        for name in ("teacher", "adviser", "manager", "coordinator")
    ]

    assert seen == [True, True, False, False]


def test_a_closed_referral_says_what_came_of_it_and_offers_nothing(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)
        close(actor=actor, reference=referral.reference, outcome="helped_in_full")

    shown = text_of(browser(world, "adviser").get(page(world, referral.reference)))

    assert "What came of it: Helped in full." in shown
    assert "Close this referral" not in shown
