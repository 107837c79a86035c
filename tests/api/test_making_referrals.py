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


def test_a_telephone_number_sent_as_a_number_is_refused(school: Caller) -> None:
    told = {**AMINA, "client": {"given_name": "Amina", "phone": 2079460018}}

    answer = school.post("assessments", told)

    assert (answer.status, list(answer.body["errors"])) == (422, ["client.phone"])


@pytest.mark.parametrize("services", [[], ["x"], "x", None])
def test_a_send_names_its_services(school: Caller, services: object) -> None:
    told = school.post("assessments", AMINA).body["id"]

    answer = school.post(f"assessments/{told}/referrals", {"services": services})

    assert answer.status == 422
    assert all(field.startswith("services") for field in answer.body["errors"])


@pytest.mark.parametrize(
    ("basis", "field"), [("consent", "given"), ("vital_interests", "reason"), ("none", "basis")]
)
def test_a_consent_says_how_or_why(school: Caller, basis: str, field: str) -> None:
    answer = school.post("assessments", {**AMINA, "consent": {"basis": basis}})

    assert (answer.status, list(answer.body["errors"])) == (422, [f"consent.{field}"])


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


def test_the_desk_is_asked_beside_a_service_for_what_is_left(world: World, school: Caller) -> None:
    agreed = {**AMINA["consent"], "names_desk": True}
    told = school.post("assessments", {**AMINA, "consent": agreed}).body["id"]
    body = {"services": [str(world.grants.pk)], "desk": True, "note": "She needs both this week."}

    first = school.post(f"assessments/{told}/referrals", body)
    again = school.post(f"assessments/{told}/referrals", body)

    service, desk = first.body["results"]
    assert (first.status, again.status) == (201, 201)
    assert (service["to_team"], service["status"], service["needs"]) == (
        "Resident support", "sent", ["food"],
    )  # fmt: skip
    assert (desk["status"], desk["needs"]) == ("with_broker", ["debt"])
    assert [row["reference"] for row in again.body["results"]] == [
        service["reference"],
        desk["reference"],
    ]
    with world.acting("coordinator"):
        [note] = Referral.objects.get(reference=desk["reference"]).messages.all()
        assert note.body == "She needs both this week."


def test_without_an_agreement_that_names_the_desk_no_service_gets_it_either(
    world: World, school: Caller
) -> None:
    told = school.post("assessments", AMINA).body["id"]

    answer = school.post(
        f"assessments/{told}/referrals", {"services": [str(world.grants.pk)], "desk": True}
    )

    assert answer.status == 422
    with world.acting("teacher"):
        assert Referral.objects.count() == 0


def test_the_desk_alone_is_asked_for_all_needs(world: World, school: Caller) -> None:
    agreed = {**AMINA["consent"], "names_desk": True}
    told = school.post("assessments", {**AMINA, "consent": agreed}).body["id"]

    answer = school.post(f"assessments/{told}/referrals", {"desk": True})

    [row] = answer.body["results"]
    assert (row["status"], row["needs"]) == ("with_broker", ["food", "debt"])


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
