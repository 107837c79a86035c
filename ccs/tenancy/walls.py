"""Row-level policies, grants and composite keys, declared on the model they guard."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor

from ccs.tenancy.former import FORMER_WORKER
from ccs.tenancy.sql import policy_sql

SAME_NETWORK = "{t}.network_id = {network}"
# How a row belongs to a person helped: it is their record, or points to it or to their story.
OF_PERSON = {
    "self": "{t}.id = {person}",
    "client": "{t}.client_id = {person}",
    "assessment": (
        "EXISTS (SELECT 1 FROM referrals_assessment a"
        " WHERE a.id = {t}.assessment_id AND a.client_id = {person})"
    ),
}

# How a row names a worker: by the name alone, by one of several; else the column with their key.
_NAMES = {
    "": "{{t}}.{column} IN (w.name, '{former}')",
    "[]": "{{t}}.{column} && ARRAY[w.name, '{former}']::varchar[]",
}
_WHO_LEFT = (
    "EXISTS (SELECT 1 FROM organisations_membership w"
    " WHERE w.id = {{person}} AND w.left_at IS NOT NULL AND ({names}))"
)


class _DeferredConstraint(models.BaseConstraint):
    """A constraint that is SQL of its own, run at the end of the migration.

    Django may fold it into CREATE TABLE (`constraint_sql`) or add it by itself
    (`create_sql`). Returning nothing without deferring would make a table with no wall and
    no error; running at once would name tables and keys that come later.
    """

    def constraint_sql(self, model: Any, schema_editor: Any) -> None:  # type: ignore[override]
        self.create_sql(model, schema_editor)

    def create_sql(self, model: Any, schema_editor: Any) -> None:  # type: ignore[override]
        schema_editor.deferred_sql.append(self.statement(model, schema_editor))

    def statement(self, model: type[models.Model], schema_editor: Editor) -> str:
        raise NotImplementedError

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Only the database can judge: nothing to validate in Python."""

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _DeferredConstraint):
            return self.deconstruct() == other.deconstruct()
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.name)


class Wall(_DeferredConstraint):
    """Policies and grants of one table; a command without an expression is not granted.

    `after` is what an updated row must satisfy, when that differs from `update`; `changes`
    are the only fields an update may name, so that a row never changes hands. With
    `networked`, every expression is also bound to the context's network. `of_person` (a key of
    `OF_PERSON`) says how the row belongs to a person helped: the custodian of that person reads
    it, and where something is named in `erases` deletes it or writes over those fields: all that
    its model's `retention` does not keep. `of_worker` names the fields that name a worker, each
    with the column of their key, or how else they are known (`_NAMES`): the custodian of a
    membership that was left reads such rows and writes over those fields, and nothing else.
    """

    COMMANDS = ("read", "insert", "update", "delete")

    def __init__(
        self,
        *,
        name: str,
        read: str | None = None,
        insert: str | None = None,
        update: str | None = None,
        after: str | None = None,
        changes: Sequence[str] = (),
        delete: str | None = None,
        networked: bool = True,
        plain_read: bool = False,
        of_person: str | None = None,
        erases: Sequence[str] = (),
        of_worker: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(name=name)
        self.of_person, self.erases = of_person, tuple(erases)
        self.read, self.insert, self.update, self.delete = read, insert, update, delete
        self.after, self.networked, self.plain_read = after, networked, plain_read
        self.changes = tuple(changes)
        self.of_worker = dict(of_worker or {})

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        keys = (*self.COMMANDS, "after")
        given = {key: getattr(self, key) for key in keys if getattr(self, key) is not None}
        if self.changes:
            given["changes"] = self.changes
        if not self.networked:
            given["networked"] = False
        if self.plain_read:
            given["plain_read"] = True
        if self.of_person:
            given["of_person"] = self.of_person
        if self.erases:
            given["erases"] = self.erases
        if self.of_worker:
            given["of_worker"] = self.of_worker
        return "ccs.tenancy.walls.Wall", (), {"name": self.name, **given}

    @property
    def granted(self) -> list[str]:
        names = {"read": "SELECT", "insert": "INSERT", "update": "UPDATE", "delete": "DELETE"}
        erased = ("update", "delete") if self.erases else ()
        written_over = ("update",) if self.of_worker else ()
        return [
            names[key]
            for key in self.COMMANDS
            if getattr(self, key) is not None or key in {*erased, *written_over}
        ]

    @property
    def policy_names(self) -> list[str]:
        return [f"{self.name}_{command.lower()}" for command in self.granted]

    def changeable(self, model: type[models.Model]) -> list[str]:
        """The columns that an update may name; none where rows are only ever added."""
        columns = {field.name: str(field.column) for field in model._meta.concrete_fields}
        blanked = [*self.erases, *self.of_worker]
        if self.update is None:
            return [columns[name] for name in blanked]
        named = self.changes or columns
        return [columns[name] for name in dict.fromkeys([*named, *blanked])]

    def statement(self, model: type[models.Model], schema_editor: Editor) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        statements = [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            *self._policies(table),
            f"GRANT {', '.join(self._rights(model))} ON {table} TO {settings.DATABASE_APP_ROLE}",
        ]
        return ";\n".join(statements)

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        dropped = [f"DROP POLICY {name} ON {table}" for name in self.policy_names]
        return ";\n".join([*dropped, f"REVOKE ALL ON {table} FROM {settings.DATABASE_APP_ROLE}"])

    def _rights(self, model: type[models.Model]) -> list[str]:
        columns = ", ".join(f'"{column}"' for column in self.changeable(model))
        narrow = (
            {"UPDATE": f"UPDATE ({columns})"}
            if self.changes or self.erases or self.of_worker
            else {}
        )
        return [narrow.get(right, right) for right in self.granted]

    def _policies(self, table: str) -> list[str]:
        blanks = bool(self.erases or self.of_worker)
        read = self._sql(self._or_of_person(self.read), table, plain=self.plain_read)
        insert = self._sql(self.insert, table)
        update, after = (
            self._sql(self._or_of_person(one) if blanks else one, table)
            for one in (self.update, self.after or self.update)
        )
        delete = self._sql(self._or_of_person(self.delete) if self.erases else self.delete, table)
        clauses = {
            "SELECT": read and f"USING ({read})",
            "INSERT": insert and f"WITH CHECK ({insert})",
            "UPDATE": update and f"USING ({update}) WITH CHECK ({after})",
            "DELETE": delete and f"USING ({delete})",
        }
        return [
            f"CREATE POLICY {self.name}_{command.lower()} ON {table} FOR {command} {clause}"
            for command, clause in clauses.items()
            if clause
        ]

    def _or_of_person(self, expression: str | None) -> str | None:
        """CASE, as everywhere: what is asked on an ordinary day keeps its index."""
        if self.of_person is None and not self.of_worker:
            return expression
        whose = OF_PERSON[self.of_person] if self.of_person else self._names_worker()
        return (
            "CASE WHEN {role} = 'custodian' AND {person} IS NOT NULL"
            f" THEN {whose} ELSE ({expression or 'false'}) END"
        )

    def _names_worker(self) -> str:
        keys = {how for how in self.of_worker.values() if how not in _NAMES}
        named = [
            _NAMES[how].format(column=column, former=FORMER_WORKER)
            for column, how in self.of_worker.items()
            if how in _NAMES
        ]
        by_name = [_WHO_LEFT.format(names=" OR ".join(named))] if named else []
        return (
            f"({' OR '.join([*(f'{{t}}.{key} = {{person}}' for key in sorted(keys)), *by_name])})"
        )

    def _sql(self, expression: str | None, table: str, *, plain: bool = False) -> str | None:
        if expression is None:
            return None
        whole = f"{SAME_NETWORK} AND ({expression})" if self.networked else expression
        return policy_sql(whole, table=table, plain=plain)


class TenantKey(_DeferredConstraint):
    """A foreign key of several columns, so that what it points to is in the same network.

    Foreign keys bypass row-level security: a plain one would accept another network's row.
    With `cascades`, the row goes with the one it points to, past the walls of its own table: so
    the wall around that one is what counts.
    """

    def __init__(
        self,
        *,
        name: str,
        columns: Sequence[str],
        to: str,
        to_columns: Sequence[str],
        cascades: bool = False,
    ) -> None:
        super().__init__(name=name)
        self.columns, self.to, self.to_columns = tuple(columns), to, tuple(to_columns)
        self.cascades = cascades

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        given = {
            "name": self.name,
            "columns": self.columns,
            "to": self.to,
            "to_columns": self.to_columns,
        }
        return (
            "ccs.tenancy.walls.TenantKey",
            (),
            given | ({"cascades": True} if self.cascades else {}),
        )

    def statement(self, model: type[models.Model], schema_editor: Editor) -> str:
        quote = schema_editor.quote_name
        # By its name alone: in a table's own migration the other table may come later.
        target = self.to.lower().replace(".", "_")
        return (
            f"ALTER TABLE {quote(model._meta.db_table)} ADD CONSTRAINT {quote(self.name)}"
            f" FOREIGN KEY ({', '.join(map(quote, self.columns))})"
            f" REFERENCES {quote(target)} ({', '.join(map(quote, self.to_columns))})"
            + (" ON DELETE CASCADE" if self.cascades else "")
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        quote = schema_editor.quote_name
        return f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT {quote(self.name)}"


def walled(
    prefix: str,
    *,
    wall: Wall,
    keys: Mapping[str, str] | None = None,
    cascade: Collection[str] = (),
    extra: Sequence[models.BaseConstraint] = (),
) -> list[models.BaseConstraint]:
    """The constraints every tenant table has: its wall, its key, and its references' keys.

    `keys` maps a foreign key's name to the model it points to (`"team": "organisations.Team"`);
    `cascade` names those with which the row goes.
    """
    return [
        models.UniqueConstraint(fields=["network", "id"], name=f"{prefix}_in_network"),
        *(
            TenantKey(
                name=f"{prefix}_{field}_in_network",
                columns=("network_id", f"{field}_id"),
                to=to,
                to_columns=("network_id", "id"),
                cascades=field in cascade,
            )
            for field, to in (keys or {}).items()
        ),
        *extra,
        wall,
    ]
