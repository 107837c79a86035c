import pytest

from ccs.audit.models import AuditRecord
from referrals.assessments.models import Answer
from referrals.referrals.models import ReferralEvent
from tests.api.caller import Caller
from tests.referrals.passing import refer_with_leave
from tests.world import World


@pytest.fixture
def reference(world: World, school: Caller) -> str:
    [reference] = school.sent(world.advice)
    return reference


def kinds(world: World) -> list[str]:
    with world.acting("teacher"):
        return list(ReferralEvent.objects.values_list("kind", flat=True))


def test_accepting_answers_the_referral_after_it(advice: Caller, reference: str) -> None:
    answer = advice.post(f"referrals/{reference}/accept")

    assert (answer.status, answer.body["status"]) == (200, "accepted")
    assert (answer.body["owner"], answer.body["from_team"]) == (
        "Quay advice line",
        "Hill pastoral team",
    )
    assert answer.body["client"]["given_name"] == "Amina"
    assert [event["kind"] for event in answer.body["events"]] == ["sent", "accepted"]


def test_accepting_again_with_the_same_key_changes_nothing(
    world: World, advice: Caller, reference: str
) -> None:
    advice.post(f"referrals/{reference}/accept")

    again = advice.post(f"referrals/{reference}/accept")

    assert (again.status, again.body["status"]) == (200, "accepted")
    assert kinds(world).count("accepted") == 1


def test_accepting_for_somebody_of_the_team(world: World, advice: Caller, reference: str) -> None:
    adviser = str(world.people["adviser"].pk)

    answer = advice.post(f"referrals/{reference}/accept", {"assigned_to": adviser})

    assert answer.status == 200
    assert answer.body["assigned_to"] == {"id": adviser, "name": "Adviser Sample"}


def test_somebody_of_another_team_cannot_be_given_it(
    world: World, advice: Caller, reference: str
) -> None:
    officer = str(world.people["officer"].pk)

    answer = advice.post(f"referrals/{reference}/accept", {"assigned_to": officer})

    assert (answer.status, list(answer.body["errors"])) == (422, ["assigned_to"])


def test_declining_closes_the_letter_for_who_declined(
    world: World, school: Caller, advice: Caller, reference: str
) -> None:
    answer = advice.post(
        f"referrals/{reference}/decline",
        {
            "reason": "no_capacity",
            "note": "Full till Monday",
            "suggested_service": str(world.grants.pk),
        },
    )

    assert (answer.status, answer.body["status"]) == (200, "declined")
    assert (answer.body["decline_reason"], answer.body["owner"]) == ("no_capacity", None)
    assert "client" not in answer.body
    assert school.get(f"referrals/{reference}").body["client"]["given_name"] == "Amina"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "reason"),
        ({"reason": "busy"}, "reason"),
        ({"reason": "other"}, "note"),
        ({"reason": "no_capacity", "because": "x"}, "because"),
    ],
)
def test_a_decline_says_why(
    advice: Caller, reference: str, body: dict[str, str], field: str
) -> None:
    answer = advice.post(f"referrals/{reference}/decline", body)

    assert (answer.status, list(answer.body["errors"])) == (422, [field])


def test_withdrawing_is_for_the_sender(school: Caller, advice: Caller, reference: str) -> None:
    refused = advice.post(f"referrals/{reference}/withdraw")
    answer = school.post(f"referrals/{reference}/withdraw", {"reason": "Sorted"})

    assert refused.status == 404
    assert (answer.status, answer.body["status"]) == (200, "withdrawn")


def test_what_was_withdrawn_cannot_be_accepted(
    school: Caller, advice: Caller, reference: str
) -> None:
    school.post(f"referrals/{reference}/withdraw")

    answer = advice.post(f"referrals/{reference}/accept")

    assert (answer.status, answer.body["code"]) == (409, "conflict")
    assert "School system" in answer.body["detail"]


def test_first_contact_and_an_outcome_end_it(advice: Caller, reference: str) -> None:
    advice.post(f"referrals/{reference}/accept")

    tried = advice.post(f"referrals/{reference}/contact", {"made": False, "way": "phone"})
    made = advice.post(f"referrals/{reference}/contact", {"made": True, "way": "phone"})
    closed = advice.post(f"referrals/{reference}/close", {"outcome": "helped_in_full"})

    assert [answer.body["status"] for answer in (tried, made, closed)] == [
        "accepted",
        "in_progress",
        "closed",
    ]
    assert (closed.body["outcome"], closed.body["next_action_at"]) == ("helped_in_full", None)


def test_what_was_gained_is_kept_and_answered_to_both_teams(
    school: Caller, advice: Caller, reference: str
) -> None:
    advice.post(f"referrals/{reference}/accept")

    wrong = advice.post(
        f"referrals/{reference}/close",
        {"outcome": "helped_in_full", "gains": {"awards": [{"kind": "award", "pounds": 1}]}},
    )
    advice.post(
        f"referrals/{reference}/close",
        {
            "outcome": "helped_in_full",
            "gains": {
                "needs_met": ["food"],
                "needs": [{"code": "debt", "met": "partly"}],
                "one_off": "120.00",
                "awards": [
                    {
                        "kind": "goods",
                        "what": "A fridge",
                        "scheme_code": "local_welfare",
                        "need": "food",
                        "evidence": "saw",
                        "awarded_on": "2026-03-02",
                    }
                ],
                "soft": ["less_worried"],
                "words": "Eats again",
                "own_words": "I sleep",
                "may_quote": True,
            },
        },
    )

    assert (wrong.status, list(wrong.body["errors"])) == (422, ["gains.awards.0.pounds"])
    assert school.get(f"referrals/{reference}").body["gains"] == {
        "needs_met": ["food"],
        "needs": [{"code": "food", "met": "met"}, {"code": "debt", "met": "partly"}],
        "awards": [
            {
                "kind": "goods",
                "scheme": "",
                "what": "A fridge",
                "amount": None,
                "scheme_code": "local_welfare",
                "need": "food",
                "evidence": "saw",
                "awarded_on": "2026-03-02",
            },
            {
                "kind": "one_off",
                "scheme": "",
                "what": "",
                "amount": "120.00",
                "scheme_code": "",
                "need": "",
                "evidence": "",
                "awarded_on": None,
            },
        ],
        "soft": ["less_worried"],
        "words": "Eats again",
        "own_words": "I sleep",
        "may_quote": True,
    }


def test_what_came_of_it_is_corrected_by_who_helped_and_each_need_is_said_once(
    school: Caller, advice: Caller, reference: str
) -> None:
    advice.post(f"referrals/{reference}/accept")
    advice.post(f"referrals/{reference}/close", {"outcome": "helped_in_full"})

    twice = advice.post(
        f"referrals/{reference}/gains",
        {"needs_met": ["food"], "needs": [{"code": "food", "met": "not"}]},
    )
    said = advice.post(f"referrals/{reference}/gains", {"needs": [{"code": "food", "met": "not"}]})
    theirs = school.post(f"referrals/{reference}/gains", {"needs_met": ["food"]})

    assert (twice.status, list(twice.body["errors"])) == (422, ["needs"])
    assert (said.status, said.body["gains"]["needs"]) == (200, [{"code": "food", "met": "not"}])
    assert theirs.status == 404


def test_it_is_given_to_a_worker_undone_and_opened_again(
    world: World, advice: Caller, reference: str
) -> None:
    worker = str(world.people["adviser2"].pk)

    advice.post(f"referrals/{reference}/accept")
    given = advice.post(f"referrals/{reference}/assign", {"user": worker})
    undone = advice.post(f"referrals/{reference}/undo")
    advice.post(f"referrals/{reference}/accept", {"assigned_to": None})
    advice.post(f"referrals/{reference}/close", {"outcome": "could_not_reach", "gains": None})
    opened = advice.post(f"referrals/{reference}/reopen", {"reason": "They rang back"})

    assert given.body["assigned_to"] == {"id": worker, "name": "Adviser2 Sample"}
    assert (undone.body["status"], undone.body["assigned_to"]) == ("sent", None)
    assert (opened.body["status"], opened.body["outcome"]) == ("accepted", "")


def test_what_is_passed_on_answers_under_which_reference(world: World, advice: Caller) -> None:
    reference = refer_with_leave(world).reference

    answer = advice.post(
        f"referrals/{reference}/forward", {"service": str(world.grants.pk), "note": "They know"}
    )
    again = advice.post(f"referrals/{reference}/forward", {"service": str(world.grants.pk)})

    assert (answer.status, answer.body["status"]) == (200, "closed")
    assert again.body["forwarded_to"] == answer.body["forwarded_to"]
    child = advice.get(f"referrals/{answer.body['forwarded_to']}").body
    assert (child["status"], child["forwarded_from"]) == ("sent", reference)


def test_a_version_that_is_not_the_last_is_refused(
    school: Caller, advice: Caller, reference: str
) -> None:
    read = advice.get(f"referrals/{reference}").headers["ETag"]
    school.post(f"referrals/{reference}/messages", {"body": "They have moved."})

    late = advice.post(f"referrals/{reference}/accept", If_Match=read)
    now = advice.get(f"referrals/{reference}").headers["ETag"]
    answer = advice.post(f"referrals/{reference}/accept", If_Match=now)

    assert (late.status, late.body["code"]) == (412, "changed")
    assert answer.status == 200


def test_the_receivers_first_look_is_seen_by_the_sender_and_written_down(
    world: World, school: Caller, advice: Caller, reference: str
) -> None:
    read = advice.get(f"referrals/{reference}")

    assert read.body["story"] == "Amina has no food."
    assert school.get(f"referrals/{reference}").body["seen_at"] is not None
    with world.acting("coordinator"):
        readings = AuditRecord.objects.filter(action="letter.read", key_id__isnull=False)
        assert readings.count() == 2


def test_the_receiver_gets_the_answers_its_service_needs_and_no_others(
    world: World, advice: Caller, reference: str
) -> None:
    received = advice.get(f"referrals/{reference}").body

    with world.acting("teacher"):
        assert set(Answer.objects.values_list("item", flat=True)) == {"nrpf", "tenure"}
    assert received["answers"] == [{"item": "nrpf", "value": "no"}]
    assert received["needs_told"] == [
        {"code": "food", "urgency": "today", "member": None},
        {"code": "debt", "urgency": "soon", "member": 0},
    ]


def test_a_reference_may_be_typed_in_any_way(advice: Caller, reference: str) -> None:
    typed = reference.lower().replace("-", " ")

    answer = advice.get(f"referrals/{typed}")

    assert (answer.status, answer.body["reference"]) == (200, reference)


def test_the_thread_is_for_both_sides(school: Caller, advice: Caller, reference: str) -> None:
    asked = advice.post(f"referrals/{reference}/messages", {"body": "When can I call?"})
    school.post(f"referrals/{reference}/messages", {"body": "At noon."})

    thread = advice.get(f"referrals/{reference}/messages")

    assert (asked.status, asked.body["results"][0]["team"]) == (201, "Quay advice line")
    assert [row["body"] for row in thread.body["results"]] == ["When can I call?", "At noon."]
    assert thread.body["next"] is None


def test_the_thread_closes_with_the_letter(school: Caller, advice: Caller, reference: str) -> None:
    school.post(f"referrals/{reference}/messages", {"body": "Please call."})
    advice.post(f"referrals/{reference}/decline", {"reason": "no_capacity"})

    thread = advice.get(f"referrals/{reference}/messages")
    late = advice.post(f"referrals/{reference}/messages", {"body": "Sorry."})

    assert (thread.status, late.status) == (404, 409)


def test_an_empty_message_is_refused(school: Caller, reference: str) -> None:
    answer = school.post(f"referrals/{reference}/messages", {"body": "  "})

    assert (answer.status, list(answer.body["errors"])) == (422, ["body"])


def test_asking_for_more_and_being_answered(school: Caller, advice: Caller, reference: str) -> None:
    returned = advice.post(f"referrals/{reference}/return", {"question": "Since when?"})

    answered = school.post(f"referrals/{reference}/answer", {"text": "Since Monday"})

    assert (returned.status, returned.body["status"]) == (200, "returned")
    assert returned.body["owner"] == "Hill pastoral team"
    assert (answered.status, answered.body["status"]) == (200, "sent")
    assert answered.body["owner"] == "Quay advice line"
    kinds = [event["kind"] for event in answered.body["events"]]
    assert kinds == ["sent", "returned", "answered"]


def test_a_question_without_words_is_refused_by_name(advice: Caller, reference: str) -> None:
    answer = advice.post(f"referrals/{reference}/return", {"question": ""})

    assert (answer.status, list(answer.body["errors"])) == (422, ["question"])


def test_the_wrong_side_can_neither_ask_nor_answer(
    school: Caller, advice: Caller, reference: str
) -> None:
    asked = school.post(f"referrals/{reference}/return", {"question": "Since when?"})
    advice.post(f"referrals/{reference}/return", {"question": "Since when?"})

    answered = advice.post(f"referrals/{reference}/answer", {"text": "Since Monday"})

    assert (asked.status, answered.status) == (404, 404)
