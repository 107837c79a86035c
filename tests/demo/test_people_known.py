import pytest

from organisations.demo.acting import acting
from referrals.assessments.models import Assessment
from referrals.clients.duplicates import likely_duplicates
from referrals.demo.again import tell_again, tell_twice
from referrals.demo.reading import read_again
from tests.world import World


def test_somebody_who_came_back_is_the_same_person(world: World) -> None:
    world.assess()
    story = {
        "told_to": world.email("teacher"),
        "find": "Aminah Pretend",
        "story": "Again.",
        "needs": [{"code": "food", "urgency": "soon"}],
    }

    tell_again(world.network.slug, story)

    with world.acting("teacher"):
        assert len(set(Assessment.objects.values_list("client", flat=True))) == 1
        assert Assessment.objects.count() == 2


def test_the_person_of_norfolk_written_down_twice_is_offered(world: World) -> None:
    [twice] = read_again("norfolk")["twice"]
    told = {**twice, "told_to": world.email("teacher"), "team": "Hill pastoral team"}
    first = {**twice["client"], "given_name": "Marisa", "family_name": "Imaginary"}

    tell_twice(world.network.slug, {**told, "client": first})
    tell_twice(world.network.slug, told)

    with acting(world.email("teacher"), slug=world.network.slug) as teacher:
        [pair] = likely_duplicates(teacher)
    assert {one.given_name for one in pair} == {"Marisa", "Mariza"}


@pytest.mark.parametrize("slug", ["norfolk", "tower-hamlets", "oldham", "swansea"])
def test_each_pilot_has_somebody_who_came_back(slug: str) -> None:
    again = read_again(slug)["again"]

    assert again
