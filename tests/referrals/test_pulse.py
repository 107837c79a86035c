import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ccs.audit.models import AuditRecord
from referrals.messages.actions import post_message
from referrals.referrals.actions import accept, record_contact
from referrals.referrals.models import Referral
from tests.referrals.pages import browser, page, text_of
from tests.world import World


def version_on(world: World, name: str, referral: Referral) -> str:
    shown = browser(world, name).get(page(world, referral.reference)).content.decode()
    return shown.split('data-version="')[1].split('"')[0]


def test_a_page_that_is_as_it_was_hears_nothing(world: World) -> None:
    [referral] = world.refer()
    version = version_on(world, "teacher", referral)

    answer = browser(world, "teacher").get(
        page(world, referral.reference, "pulse"), headers={"If-None-Match": f'"{version}"'}
    )

    assert (answer.status_code, answer.content) == (304, b"")


def test_a_change_by_somebody_else_is_said_in_a_sentence(world: World) -> None:
    [referral] = world.refer()
    version = version_on(world, "teacher", referral)
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)

    answer = browser(world, "teacher").get(
        page(world, referral.reference, "pulse"), headers={"If-None-Match": f'"{version}"'}
    )

    assert answer.json()["said"].startswith("Adviser Sample accepted this at ")
    assert answer["ETag"] == f'"{answer.json()["version"]}"' != f'"{version}"'


def test_what_one_did_oneself_is_said_as_that(world: World) -> None:
    [referral] = world.refer()
    with world.acting("teacher") as actor:
        post_message(actor=actor, reference=referral.reference, body="Ring after three.")

    answer = browser(world, "teacher").get(page(world, referral.reference, "pulse"))

    assert answer.json()["said"].startswith("You changed this in another window at ")


def test_asking_opens_nothing(world: World) -> None:
    [referral] = world.refer()

    browser(world, "adviser").get(page(world, referral.reference, "pulse"))

    with world.acting("coordinator"):
        assert not AuditRecord.objects.filter(action="letter.read").exists()
        assert Referral.objects.get().seen_at is None


def test_it_says_nothing_to_who_may_not_know(world: World, other_world: World) -> None:
    [referral] = world.refer()

    strangers = [browser(world, "officer"), browser(other_world, "teacher")]
    paths = [
        page(world, referral.reference, "pulse"),
        page(other_world, referral.reference, "pulse"),
    ]
    answers = [one.get(path).status_code for one, path in zip(strangers, paths, strict=True)]

    assert answers == [404, 404]


@pytest.mark.parametrize("calls", [1, 50])
def test_it_costs_one_query_however_much_has_happened(world: World, calls: int) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)
        for _ in range(calls):
            record_contact(actor=actor, reference=referral.reference, made=False, way="phone")
    client = browser(world, "teacher")

    with CaptureQueriesContext(connection) as captured:
        client.get(page(world, referral.reference, "pulse"))

    own = [one["sql"] for one in captured if "referrals_" in one["sql"]]
    assert len(own) == 1


@pytest.mark.parametrize(
    ("move", "typed"),
    [
        ("messages", {"body": "She is at work until 3pm."}),
        ("decline", {"reason": "other", "note": "She is at work until 3pm."}),
        ("decline", {"note": "She is at work until 3pm."}),
        ("return", {"question": "She is at work until 3pm."}),
        ("contact", {"way": "phone", "made": "yes", "note": "She is at work until 3pm."}),
    ],
)
def test_what_was_typed_comes_back_when_somebody_was_first(
    world: World, move: str, typed: dict[str, str]
) -> None:
    [referral] = world.refer()
    browser(world, "adviser2").post(
        page(world, referral.reference, "decline"), {"reason": "no_capacity"}
    )

    answer = browser(world, "adviser").post(page(world, referral.reference, move), typed)

    assert answer.status_code == 409
    assert "What you wrote was not sent. Copy it from here if you still need it." in text_of(answer)
    assert "She is at work until 3pm." in text_of(answer)
