"""Every tenant table, against everybody who has no business in it."""

import pytest
from django.db import models

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

tables = pytest.mark.parametrize("model", tenant_models(), ids=lambda model: model._meta.label)
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


@tables
@viewers
def test_rows_are_read_by_sql_only_as_expected(worlds, everything, model, viewer) -> None:
    rows = everything[model._meta.label]

    with VIEWERS[viewer](worlds):
        seen = set(table_of(model)) & set(rows)

    assert seen == to_be_seen(model, viewer, rows, worlds)


@tables
@viewers
def test_rows_are_read_by_the_orm_only_as_expected(worlds, everything, model, viewer) -> None:
    rows = everything[model._meta.label]

    with VIEWERS[viewer](worlds):
        seen = model._base_manager.filter(pk__in=list(rows)).count()

    assert seen == len(to_be_seen(model, viewer, rows, worlds))


@tables
@viewers
def test_rows_are_added_only_as_expected(worlds, everything, model, viewer) -> None:
    row = victim(model, everything, worlds)

    with VIEWERS[viewer](worlds):
        added = touched(lambda: insert_copy(model, row))

    assert added == (1 if viewer in ADDED_BY.get(model._meta.label, ()) else 0)


@tables
@viewers
@ways
def test_rows_are_changed_only_as_expected(worlds, everything, model, viewer, blind) -> None:
    row, column = victim(model, everything, worlds), a_changeable_column(model)
    before = place(worlds, model, row["id"])

    with VIEWERS[viewer](worlds):
        touched(lambda: change(model, row, column, blind=blind))

    changed = place(worlds, model, row["id"]) != before
    assert changed == (viewer in CHANGED_BY.get(model._meta.label, ()))


@tables
@viewers
@ways
def test_rows_are_removed_only_as_expected(worlds, everything, model, viewer, blind) -> None:
    row = victim(model, everything, worlds)

    with VIEWERS[viewer](worlds):
        touched(lambda: remove(model, row, blind=blind))

    removed = place(worlds, model, row["id"]) is None
    assert removed == (viewer in REMOVED_BY.get(model._meta.label, ()))
