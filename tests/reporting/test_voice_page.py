"""What people say, by service: for who reads reports, and a manager about their own."""

from datetime import UTC, datetime
from uuid import UUID

import time_machine

from ccs.tenancy.context import enter, system
from referrals.clients.models import Share
from referrals.voice.questions.models import EndQuestions
from tests.api.caller import caller_of
from tests.referrals.pages import browser, text_of
from tests.world import World

ASKED = datetime(2026, 8, 10, 10, tzinfo=UTC)
LATER = datetime(2026, 11, 20, 10, tzinfo=UTC)
PAGE = "/hamlets/reports/voice/"


def answered(world: World, service_id: UUID, said: list[str]) -> None:
    """One referral each, asked in August; an empty answer is none."""
    with time_machine.travel(datetime(2026, 8, 3, 10, tzinfo=UTC), tick=False):
        sent = [world.refer(world.grants)[0] for _one in said]
    with enter(system(world.network.pk)):
        EndQuestions.objects.bulk_create(
            EndQuestions(
                network=world.network,
                referral=referral,
                client_id=_client(referral),
                service_id=service_id,
                from_team=world.school,
                to_team=world.council,
                state="answered" if code else "asked",
                created_at=ASKED,
                asked_at=ASKED,
                answered_at=ASKED if code else None,
                contacted=code,
            )
            for referral, code in zip(sent, said, strict=True)
        )


def _client(referral: object) -> UUID:
    rows = Share.objects.filter(assessment=referral.assessment_id)  # type: ignore[attr-defined]
    return rows.values_list("client_id", flat=True)[0]


def test_an_analyst_reads_shares_and_never_small_numbers(world: World, other_world: World) -> None:
    answered(world, world.grants.pk, [*["yes"] * 8, "no", ""])

    with time_machine.travel(LATER):
        page = text_of(browser(world, "analyst").get(PAGE))
        file = browser(world, "analyst").get(f"{PAGE}?format=csv").content.decode()
        there = text_of(browser(other_world, "analyst").get("/norwich/reports/voice/"))

    assert "Hardship grants" in page and "56% or more (n 9)" in page
    assert "Hardship grants" in file and "norwich" not in file
    assert "Nothing to show yet" in there


def test_a_manager_reads_about_their_own_services_alone(world: World) -> None:
    answered(world, world.advice.pk, ["yes"] * 9)

    with time_machine.travel(LATER):
        manager = browser(world, "manager")
        own = manager.get(f"/hamlets/services/{world.advice.pk}/voice/")
        others = manager.get(f"/hamlets/services/{world.grants.pk}/voice/")
        worker = browser(world, "adviser").get(f"/hamlets/services/{world.advice.pk}/voice/")
        link = text_of(manager.get(f"/hamlets/services/{world.advice.pk}/"))

    assert "56% or more (n 9)" in text_of(own)
    assert (others.status_code, worker.status_code) == (404, 404)
    assert f"/hamlets/services/{world.advice.pk}/voice/" in link


def test_an_analysts_system_reads_the_same_and_only_whole_quarters(world: World) -> None:
    answered(world, world.grants.pk, [*["yes"] * 8, "no", ""])

    with time_machine.travel(LATER):
        analyst = caller_of(world, None)
        answer = analyst.get("reports/voice", {"from": "2026-07-01", "to": "2026-09-30"})
        refused = analyst.get("reports/voice", {"from": "2026-07-01", "to": "2026-08-31"})
        team = caller_of(world, world.council, name="Other").get("reports/voice")

    [row] = [
        one
        for one in answer.body["rows"]
        if one["figure"] == "contacted" and one["service"] == str(world.grants.pk)
    ]
    assert (row["n"], row["at_least"], row["at_most"], row["suppressed"]) == (9, 56, 100, True)
    assert (refused.status, team.status) == (422, 404)
