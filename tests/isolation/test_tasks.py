"""Work outside a request knows one network's envelopes, and no letter."""

import pytest
from celery import shared_task

from ccs.tenancy.inspection import tenant_models
from ccs.tenancy.tasks import NetworkTask
from tests.isolation.looking import Worlds
from tests.isolation.rows import Table, table_of
from tests.isolation.test_letters import LETTERS

ENVELOPES = ["referrals.Referral", "referrals.ReferralEvent", "referrals.OpenNeed"]


@shared_task(base=NetworkTask, name="tests.rows_seen")
def rows_seen(network_id: str) -> dict[str, list[str]]:
    return {model._meta.label: list(table_of(model)) for model in tenant_models()}


def seen_by_a_task_of(network: object) -> dict[str, set[str]]:
    seen = rows_seen.apply(args=[str(network.pk)]).get()
    return {label: set(ids) for label, ids in seen.items()}


def test_a_task_sees_the_envelopes_of_its_network(
    worlds: Worlds, everything: dict[str, Table]
) -> None:
    seen = seen_by_a_task_of(worlds.here.network)

    assert [seen[label] for label in ENVELOPES] == [set(everything[label]) for label in ENVELOPES]


@pytest.mark.parametrize("model", LETTERS, ids=lambda model: model._meta.label)
def test_a_task_sees_no_letter(worlds: Worlds, model: type) -> None:
    seen = seen_by_a_task_of(worlds.here.network)

    assert seen[model._meta.label] == set()


def test_a_task_of_another_network_sees_nothing_of_this_one(
    worlds: Worlds, everything: dict[str, Table]
) -> None:
    seen = seen_by_a_task_of(worlds.there.network)

    leaked = {label for label, rows in everything.items() if seen[label] & set(rows)}
    assert leaked == set()
