"""Files over the API."""

from base64 import b64decode, b64encode

import pytest

from tests.api.caller import AMINA, Caller
from tests.referrals.attachments.made import PDF, docx
from tests.world import World


def letter(content: bytes = PDF) -> dict[str, str]:
    return {"name": "letter.pdf", "content": b64encode(content).decode()}


def test_a_file_goes_with_the_referral_to_whoever_is_asked(
    world: World, school: Caller, advice: Caller
) -> None:
    told = school.post("assessments", AMINA).body["id"]
    added = school.post(f"assessments/{told}/files", letter())
    services = {"services": [str(world.advice.pk)]}
    sent = school.post(f"assessments/{told}/referrals", services)
    reference = sent.body["results"][0]["reference"]

    [named] = advice.get(f"referrals/{reference}").body["files"]
    read = advice.get(f"referrals/{reference}/files/{named['id']}")

    assert (added.status, added.body) == (201, named)
    assert (read.status, b64decode(read.body["content"])) == (200, PDF)


def test_the_same_content_again_is_the_same_file(world: World, school: Caller) -> None:
    told = school.post("assessments", AMINA).body["id"]
    first = school.post(f"assessments/{told}/files", letter())

    second = school.post(f"assessments/{told}/files", letter())

    assert second.body == first.body


@pytest.mark.parametrize(
    "content", [b64encode(docx(macros=True)).decode(), b64encode(b"Dear all").decode(), "%%%"]
)
def test_what_is_not_taken_is_refused_by_its_field(
    world: World, school: Caller, content: str
) -> None:
    told = school.post("assessments", AMINA).body["id"]

    answer = school.post(f"assessments/{told}/files", {"name": "a.pdf", "content": content})

    assert (answer.status, list(answer.body["errors"])) == (422, ["content"])


def test_another_team_adds_nothing(world: World, school: Caller, advice: Caller) -> None:
    told = school.post("assessments", AMINA).body["id"]

    answer = advice.post(f"assessments/{told}/files", letter())

    assert answer.status == 404
