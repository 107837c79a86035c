from ccs.tenancy.models import new_id
from referrals.assessments.models import OpenNeed
from referrals.messages.models import Message
from referrals.referrals.actions import accept, decline, record_contact
from referrals.referrals.models import Referral, ReferralEvent
from tests.referrals.pages import browser, page, text_of
from tests.world import World


def kinds(world: World, referral: Referral) -> list[str]:
    with world.acting("coordinator"):
        events = ReferralEvent.objects.filter(referral=referral)
        return list(events.values_list("kind", flat=True))


def test_accepting_says_what_happened_and_leads_back_to_the_referral(world: World) -> None:
    [referral] = world.refer()

    answer = browser(world, "adviser").post(page(world, referral.reference, "accept"), follow=True)

    assert answer.redirect_chain == [(page(world, referral.reference), 302)]
    assert "You have accepted this. The referrer has been told." in text_of(answer)


def test_accepting_for_a_colleague_gives_it_to_them(world: World) -> None:
    [referral] = world.refer()
    colleague = world.people["adviser2"].pk

    browser(world, "adviser").post(
        page(world, referral.reference, "accept"), {"assigned_to": str(colleague)}
    )

    with world.acting("adviser"):
        assert Referral.objects.get().assigned_to_id == colleague


def test_accepting_for_somebody_of_another_team_is_refused(world: World) -> None:
    [referral] = world.refer()

    answer = browser(world, "adviser").post(
        page(world, referral.reference, "accept"), {"assigned_to": str(world.people["officer"].pk)}
    )

    assert "There is a problem" in text_of(answer)
    assert kinds(world, referral) == ["sent", "seen"]


def test_accepting_twice_accepts_once(world: World) -> None:
    [referral] = world.refer()
    adviser = browser(world, "adviser")

    answers = [adviser.post(page(world, referral.reference, "accept")) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert kinds(world, referral) == ["sent", "accepted"]


def test_who_comes_second_is_told_who_was_first(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)

    answer = browser(world, "adviser2").post(page(world, referral.reference, "accept"))

    assert answer.status_code == 409
    assert "Adviser Sample changed this to “Accepted”" in text_of(answer)


def test_the_sender_cannot_accept_and_a_stranger_finds_nothing(world: World) -> None:
    [referral] = world.refer()
    address = page(world, referral.reference, "accept")

    answers = [
        browser(world, name).post(address).status_code
        for name in ("teacher", "officer", "manager", "coordinator", "analyst")
    ]

    assert answers == [404, 404, 404, 404, 404]


def test_declining_asks_why_and_keeps_what_was_typed(world: World) -> None:
    [referral] = world.refer()

    answer = browser(world, "adviser").post(
        page(world, referral.reference, "decline"), {"note": "Full until Monday"}
    )

    assert "Choose why you cannot take this referral" in text_of(answer)
    assert "Full until Monday" in text_of(answer)


def test_declining_with_a_reason_a_note_and_a_better_place(world: World) -> None:
    [referral] = world.refer()

    answer = browser(world, "adviser").post(
        page(world, referral.reference, "decline"),
        {
            "reason": "no_capacity",
            "note": "Full until Monday",
            "suggested_service": str(world.grants.pk),
        },
        follow=True,
    )

    assert "You have declined this. Hill pastoral team, Hill School has been told." in text_of(
        answer
    )
    with world.acting("teacher"):
        assert OpenNeed.objects.get().suggested_service_id == world.grants.pk
        assert Message.objects.get().body == "Full until Monday"


def test_another_reason_must_be_said(world: World) -> None:
    [referral] = world.refer()

    answer = browser(world, "adviser").post(
        page(world, referral.reference, "decline"), {"reason": "other"}
    )

    assert '<a href="#id_note">Say what the other reason is.</a>' in text_of(answer)


def test_the_page_to_decline_offers_services_for_the_same_needs_first(world: World) -> None:
    [referral] = world.refer(world.grants)

    shown = text_of(browser(world, "officer").get(page(world, referral.reference, "decline")))

    assert shown.index("Crisis advice, Quay advice line") < shown.index(
        "Debt casework, Quay casework"
    )
    assert "Hardship grants, Resident support" not in shown


def test_the_page_to_decline_says_who_was_first_once_it_is_answered(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)

    answer = browser(world, "adviser2").get(page(world, referral.reference, "decline"))

    assert answer.status_code == 409


def test_declining_twice_declines_once(world: World) -> None:
    [referral] = world.refer()
    adviser = browser(world, "adviser")

    for _ in range(2):
        adviser.post(page(world, referral.reference, "decline"), {"reason": "duplicate"})

    assert kinds(world, referral) == ["sent", "declined"]


def test_taking_back_tells_what_happened(world: World) -> None:
    [referral] = world.refer()

    answer = browser(world, "teacher").post(
        page(world, referral.reference, "withdraw"), {"reason": "Sorted"}, follow=True
    )

    assert "You have taken this back." in text_of(answer)
    assert kinds(world, referral) == ["sent", "withdrawn"]


def test_taking_back_after_it_was_accepted_is_too_late(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)

    answer = browser(world, "teacher").post(page(world, referral.reference, "withdraw"))

    assert answer.status_code == 409


def test_one_tap_logs_a_call_that_was_not_answered(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)

    answer = browser(world, "adviser").post(
        page(world, referral.reference, "contact"), {"way": "phone", "made": "no"}, follow=True
    )

    assert "Logged: you tried to reach them." in text_of(answer)
    assert "Tried to reach the person: Phone" in text_of(answer)


def test_a_double_click_logs_one_call(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)
    adviser, form = (
        browser(world, "adviser"),
        {"way": "text", "made": "yes", "contact_id": new_id()},
    )

    for _ in range(2):
        adviser.post(page(world, referral.reference, "contact"), form)

    assert kinds(world, referral) == ["sent", "accepted", "contact"]


def test_a_call_says_how_and_whether(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)

    answer = browser(world, "adviser").post(
        page(world, referral.reference, "contact"), {"made": "yes", "note": "At 4pm"}
    )

    assert "Choose how you tried to reach them" in text_of(answer)
    assert "At 4pm" in text_of(answer)


def test_closing_takes_what_came_of_it(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)
        record_contact(actor=actor, reference=referral.reference, made=True, way="phone")

    answer = browser(world, "adviser").post(
        page(world, referral.reference, "close"), {"outcome": "helped_in_part"}, follow=True
    )

    assert "You have closed this." in text_of(answer)
    assert "What came of it: Helped in part." in text_of(answer)


def test_a_message_is_posted_once_however_often_it_is_sent(world: World) -> None:
    [referral] = world.refer()
    teacher = browser(world, "teacher")
    form = {"body": "She is at work until 3pm.", "message_id": str(new_id())}

    for _ in range(2):
        teacher.post(page(world, referral.reference, "messages"), form)

    with world.acting("adviser"):
        assert [message.body for message in Message.objects.all()] == ["She is at work until 3pm."]


def test_an_id_that_another_message_has_is_refused_in_words(world: World) -> None:
    [first], [second] = world.refer(), world.refer(world.grants)
    teacher = browser(world, "teacher")
    form = {"body": "She is at work until 3pm.", "message_id": str(new_id())}
    teacher.post(page(world, first.reference, "messages"), form)

    answer = teacher.post(page(world, second.reference, "messages"), form)

    assert answer.status_code == 409
    assert "This form was used for another message already." in text_of(answer)
    with world.acting("officer"):
        assert Message.objects.count() == 0


def test_an_id_of_a_message_that_cannot_be_seen_is_refused_in_words(world: World) -> None:
    [theirs], [own] = world.refer(by="caseworker"), world.refer()
    form = {"body": "Private", "message_id": str(new_id())}
    browser(world, "caseworker").post(page(world, theirs.reference, "messages"), form)

    again = {**form, "body": "Mine"}
    answer = browser(world, "teacher").post(page(world, own.reference, "messages"), again)

    assert answer.status_code == 409
    assert "Private" not in text_of(answer)


def test_an_empty_message_is_not_sent(world: World) -> None:
    [referral] = world.refer()

    answer = browser(world, "teacher").post(page(world, referral.reference, "messages"))

    assert "Write a message" in text_of(answer)
    assert "<title>Error: " in text_of(answer)


def test_who_only_sees_the_envelope_cannot_write(world: World) -> None:
    [referral] = world.refer()
    address = page(world, referral.reference, "messages")

    answers = [
        browser(world, name).post(address, {"body": "Hello"}).status_code
        for name in ("manager", "coordinator", "officer")
    ]

    assert answers == [404, 404, 404]


def test_a_declined_referral_takes_no_more_messages(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        decline(actor=actor, reference=referral.reference, reason="no_capacity")

    answer = browser(world, "teacher").post(
        page(world, referral.reference, "messages"), {"body": "Please look again"}
    )

    assert answer.status_code == 409
