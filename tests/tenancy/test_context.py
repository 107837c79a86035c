"""The context lives as long as its transaction, on its own connection, and no longer."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from ccs.tenancy.context import NOBODY, Context, Role, apply, current, enter, system
from ccs.tenancy.inspection import tenant_models
from referrals.clients.models import Client
from tests.isolation.rows import table_of, values
from tests.world import World, build_world

NETWORK = UUID("00000000-0000-7000-8000-000000000001")
OTHER = UUID("00000000-0000-7000-8000-000000000002")


def network_set() -> str:
    return values("SELECT current_setting('ccs.network', true)")[0]


@pytest.fixture
def committed(transactional_db: None) -> World:
    """A story that other connections can see as well as any."""
    world = build_world()
    world.refer()
    return world


def rows_seen() -> dict[str, int]:
    counts = {model._meta.label: len(table_of(model)) for model in tenant_models()}
    return {label: count for label, count in counts.items() if count}


def test_after_the_transaction_every_table_is_empty_and_none_fails(committed: World) -> None:
    with committed.acting("teacher"):
        assert Client.objects.count() == 1

    assert network_set() == ""
    assert rows_seen() == {}


def test_after_a_transaction_that_failed_too(committed: World) -> None:
    with pytest.raises(DatabaseError), committed.acting("teacher"):
        values("SELECT 1 / 0")

    assert (network_set(), rows_seen()) == ("", {})


def test_another_connection_knows_nothing_of_it(committed: World) -> None:
    def look() -> tuple[object, object]:
        try:
            return current(), rows_seen()
        finally:
            connection.close()

    with committed.acting("teacher"), ThreadPoolExecutor(1) as pool:
        seen = pool.submit(look).result()

    assert seen == (NOBODY, {})


def test_a_query_made_inside_and_run_outside_finds_nothing(committed: World) -> None:
    with committed.acting("teacher"):
        lazy = Client.objects.all()

    assert list(lazy) == []


def test_an_inner_context_ends_with_its_block(db: None) -> None:
    with enter(system(NETWORK)):
        with enter(system(OTHER)):
            inner = network_set()
        outer = network_set()

    assert (inner, outer) == (str(OTHER), str(NETWORK))


def test_an_inner_context_ends_when_its_block_fails(db: None) -> None:
    with enter(system(NETWORK)):
        with pytest.raises(DatabaseError), enter(system(OTHER)):
            values("SELECT 1 / 0")
        outer = network_set(), current().network

    assert outer == (str(NETWORK), NETWORK)


def test_an_inner_context_ends_when_its_work_is_taken_back(db: None) -> None:
    with enter(system(NETWORK)):
        with enter(system(OTHER)):
            transaction.set_rollback(True)
        outer = network_set(), current().network

    assert outer == (str(NETWORK), NETWORK)


def test_nothing_of_the_outer_context_is_left_in_the_inner(db: None) -> None:
    wide = Context(NETWORK, user=OTHER, teams=(OTHER,), envelopes=(OTHER,), managed=(OTHER,))

    with enter(wide), enter(Context(network=NETWORK, role=Role.PUBLIC)):
        left = values(
            "SELECT current_setting('ccs.' || name) FROM"
            " unnest(ARRAY['user', 'teams', 'envelopes', 'managed', 'person']) AS name"
        )

    assert left == ["", "", "", "", ""]


@pytest.mark.django_db(transaction=True)
def test_a_context_is_refused_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="inside a transaction"):
        apply(system(NETWORK))

    assert network_set() in ("", None)
