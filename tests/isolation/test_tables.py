"""Every tenant table, against everybody who has no business in it."""

from collections.abc import Callable, Iterator

import pytest
from django.db import models, transaction

from ccs.tenancy.inspection import tenant_models, wall_of
from tests.isolation.expected import ADDED_BY, CHANGED_BY, PARTLY_SEEN_BY, REMOVED_BY, SEEN_BY
from tests.isolation.filled import place, witnessed
from tests.isolation.looking import VIEWERS, Worlds
from tests.isolation.rows import (
    Row,
    Table,
    change,
    insert_copy,
    remove,
    table_of,
    touched,
)

Model = type[models.Model]
Everything = dict[str, Table]
Labels = set[str]

# All tables in one test: 90 of them for each of these would be 11,000, and cost more than they do.
viewers = pytest.mark.parametrize("viewer", VIEWERS)
# Without a condition only the policy for the command is asked, and not the one for reading.
ways = pytest.mark.parametrize("blind", [False, True], ids=["one", "all"])


def victim(model: Model, everything: Everything, worlds: Worlds) -> Row:
    """A row of the school's where the table knows whose a row is; else any."""
    rows = list(everything[model._meta.label].values())
    services = everything["organisations.Service"].values()
    school = {str(worlds.here.school.pk), str(worlds.here.school.organisation_id)}
    school |= {row["id"] for row in services if row["name"] == "Breakfast club"}
    school |= {str(worlds.here.people["teacher"].user_id)}
    return next((row for row in rows if school & set(map(str, row.values()))), rows[0])


def to_be_seen(model: Model, viewer: str, rows: Table, worlds: Worlds) -> set[str]:
    """All of them or none; of some tables, what lists an organisation of the viewer's."""
    label = model._meta.label
    partly, column = PARTLY_SEEN_BY.get(label, ("", ""))
    if viewer == partly:
        managed = {str(key) for key in worlds.context_of(worlds.here, viewer).managed}
        return {pk for pk, row in rows.items() if managed & set(map(str, row[column]))}
    return set(rows) if viewer in SEEN_BY.get(label, ()) else set()


def tables() -> Iterator[tuple[str, Model]]:
    return ((model._meta.label, model) for model in tenant_models())


def gone_through(work: Callable[[Model], bool]) -> Labels:
    """Of which tables it is so; each finds them as they were filled."""
    found = set()
    for label, model in tables():
        with transaction.atomic():
            if work(model):
                found.add(label)
            transaction.set_rollback(True)
    return found


def expected(viewer: str, lists: dict[str, frozenset[str]]) -> Labels:
    return {label for label, _model in tables() if viewer in lists.get(label, ())}


def a_changeable_column(model: Model) -> str:
    """One that an update may name, so that the policy is asked and not only the grant."""
    wall = wall_of(model)
    return (wall.changeable(model) or ["network_id"])[-1]


def test_every_tenant_table_has_rows_to_leak(everything: Everything) -> None:
    empty = [label for label, rows in everything.items() if not rows]

    assert empty == []


def test_the_other_network_has_as_many(worlds: Worlds, everything: Everything) -> None:
    there = Worlds(worlds.there, worlds.here)

    counts = {model._meta.label: len(witnessed(there, model)) for model in tenant_models()}

    assert counts == {label: len(rows) for label, rows in everything.items()}


def test_expectations_name_tenant_tables_only() -> None:
    named = {*SEEN_BY, *ADDED_BY, *CHANGED_BY, *REMOVED_BY}

    assert named <= {model._meta.label for model in tenant_models()}


@viewers
def test_rows_are_read_by_sql_only_as_expected(worlds, everything, viewer) -> None:
    with VIEWERS[viewer](worlds):
        seen = {label: set(table_of(model)) & set(everything[label]) for label, model in tables()}

    assert seen == {
        label: to_be_seen(model, viewer, everything[label], worlds) for label, model in tables()
    }


@viewers
def test_rows_are_read_by_the_orm_only_as_expected(worlds, everything, viewer) -> None:
    with VIEWERS[viewer](worlds):
        seen = {
            label: model._base_manager.filter(pk__in=list(everything[label])).count()
            for label, model in tables()
        }

    assert seen == {
        label: len(to_be_seen(model, viewer, everything[label], worlds))
        for label, model in tables()
    }


@viewers
def test_rows_are_added_only_as_expected(worlds, everything, viewer) -> None:
    def added(model: Model) -> bool:
        row = victim(model, everything, worlds)
        with VIEWERS[viewer](worlds):
            return touched(lambda: insert_copy(model, row)) == 1

    found = gone_through(added)

    assert found == expected(viewer, ADDED_BY)


@viewers
@ways
def test_rows_are_changed_only_as_expected(worlds, everything, viewer, blind) -> None:
    def changed(model: Model) -> bool:
        row, column = victim(model, everything, worlds), a_changeable_column(model)
        before = place(worlds, model, row["id"])
        with VIEWERS[viewer](worlds):
            touched(lambda: change(model, row, column, blind=blind))
        return place(worlds, model, row["id"]) != before

    found = gone_through(changed)

    assert found == expected(viewer, CHANGED_BY)


@viewers
@ways
def test_rows_are_removed_only_as_expected(worlds, everything, viewer, blind) -> None:
    def removed(model: Model) -> bool:
        row = victim(model, everything, worlds)
        with VIEWERS[viewer](worlds):
            touched(lambda: remove(model, row, blind=blind))
        return place(worlds, model, row["id"]) is None

    found = gone_through(removed)

    assert found == expected(viewer, REMOVED_BY)
