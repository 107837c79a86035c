import pytest

from networks.networks.models import Network


def names() -> set[str]:
    return set(Network.objects.values_list("name", flat=True))


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_finds_the_world_as_it_was_built(world, turn):
    before = names(), world.network.name

    Network.objects.update(name="Changed")
    world.network.name = "Changed"

    assert before == ({"Hamlets Network"}, "Hamlets Network")


def test_the_other_world_stands_beside_it_where_it_is_asked_for(world, other_world):
    assert names() == {"Hamlets Network", "Norwich Network"}


@pytest.mark.django_db
def test_a_test_that_asks_for_no_world_finds_none():
    assert names() == set()


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_finds_none():
    assert names() == set()


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_builds_its_own(world):
    assert names() == {"Hamlets Network"}


@pytest.mark.django_db
@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_mark_besides_takes_no_world_away_from_the_next(world, turn):
    assert names() == {"Hamlets Network"}
