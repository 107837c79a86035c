from copy import deepcopy

import pytest

from organisations.capacity.actions import set_capacity
from organisations.capacity.models import UnmetDemand
from referrals.assessments.models import Assessment
from referrals.consent.models import Consent
from referrals.referrals.models import Referral
from tests.api.caller import AMINA, Caller
from tests.world import World


def test_a_conversation_is_kept_with_its_parts(world: World, school: Caller) -> None:
    answer = school.post("assessments", AMINA)

    with world.acting("teacher"):
        kept = Assessment.objects.select_related("client").get()
    assert (answer.status, answer.body) == (201, {"id": str(kept.pk)})
    assert (kept.client.phone, kept.client.postcode) == ("+442079460018", "E1 4NS")
    assert (kept.story, kept.barriers) == ("Amina has no food.", ["travel"])


def test_unknown_fields_are_refused_by_name(school: Caller) -> None:
    told = {**AMINA, "client": {**AMINA["client"], "surname": "Pretend"}}

    answer = school.post("assessments", told)

    assert (answer.status, answer.body["code"]) == (422, "invalid")
    assert answer.body["errors"] == {"client.surname": ["There is no such field here."]}


def test_what_is_wrong_is_said_by_field(school: Caller) -> None:
    told = {
        "client": {"phone": "none"},
        "needs": [{"code": "food", "urgency": "today"}, {"code": "pizza", "urgency": "today"}],
    }

    answer = school.post("assessments", told)

    assert answer.status == 422
    assert sorted(answer.body["errors"]) == ["client.given_name", "client.phone", "needs.1.code"]


def test_a_need_of_nobody_in_the_household_is_refused(school: Caller) -> None:
    told = {**AMINA, "needs": [{"code": "food", "urgency": "today", "member": 1}]}

    answer = school.post("assessments", told)

    assert (answer.status, list(answer.body["errors"])) == (422, ["needs"])


def test_an_organisation_nobody_knows_cannot_be_agreed_to(school: Caller) -> None:
    told = deepcopy(AMINA)
    told["consent"]["organisations"] = ["Quay Advice", "Nobody"]

    answer = school.post("assessments", told)

    assert (answer.status, list(answer.body["errors"])) == (422, ["consent.organisations"])


@pytest.mark.parametrize(
    "consent", [{"basis": "consent"}, {"basis": "vital_interests"}, {"basis": "none"}]
)
def test_a_consent_says_how_or_why(school: Caller, consent: dict[str, str]) -> None:
    answer = school.post("assessments", {**AMINA, "consent": consent})

    assert answer.status == 422


def test_one_conversation_becomes_one_referral_for_each_service(
    world: World, school: Caller
) -> None:
    told = school.post("assessments", AMINA).body["id"]

    answer = school.post(
        f"assessments/{told}/referrals",
        {"services": [str(world.advice.pk), str(world.grants.pk)]},
    )

    rows = answer.body["results"]
    assert answer.status == 201
    assert [row["status"] for row in rows] == ["sent", "sent"]
    assert [row["to_team"] for row in rows] == ["Quay advice line", "Resident support"]
    assert [row["needs"] for row in rows] == [["food", "debt"], ["food"]]
    assert rows[0]["service"]["name"] == "Crisis advice"


def test_without_consent_nothing_is_sent(world: World, school: Caller) -> None:
    told = {name: value for name, value in AMINA.items() if name != "consent"}
    kept = school.post("assessments", told).body["id"]

    answer = school.post(f"assessments/{kept}/referrals", {"services": [str(world.advice.pk)]})

    assert answer.status == 422
    with world.acting("teacher"):
        assert Referral.objects.count() == 0


def test_consent_that_names_nobody_covers_one_send_and_no_other(
    world: World, school: Caller
) -> None:
    told = school.post("assessments", AMINA).body["id"]
    school.post(f"assessments/{told}/referrals", {"services": [str(world.advice.pk)]})

    answer = school.post(f"assessments/{told}/referrals", {"services": [str(world.grants.pk)]})

    assert (answer.status, list(answer.body["errors"])) == (422, ["services"])
    with world.acting("teacher"):
        assert Consent.objects.latest("recorded_at").organisations == [
            world.advice_line.organisation_id
        ]


def test_a_paused_service_stops_all_and_counts_as_unmet_demand(
    world: World, school: Caller
) -> None:
    told = school.post("assessments", AMINA).body["id"]
    with world.acting("officer") as officer:
        set_capacity(service_id=world.grants.pk, state="paused", reason="On leave", actor=officer)

    answer = school.post(
        f"assessments/{told}/referrals",
        {"services": [str(world.advice.pk), str(world.grants.pk)]},
    )

    assert (answer.status, answer.body["code"]) == (409, "service_paused")
    with world.acting("coordinator"):
        assert Referral.objects.count() == 0
        assert UnmetDemand.objects.get().needs == ["food", "debt"]


def test_a_service_that_is_not_there_takes_nothing(school: Caller, world: World) -> None:
    told = school.post("assessments", AMINA).body["id"]

    answer = school.post(f"assessments/{told}/referrals", {"services": [str(world.school.pk)]})

    assert answer.status == 404


def test_another_team_cannot_send_from_it(world: World, school: Caller, council: Caller) -> None:
    told = school.post("assessments", AMINA).body["id"]

    answer = council.post(f"assessments/{told}/referrals", {"services": [str(world.advice.pk)]})

    assert answer.status == 404
