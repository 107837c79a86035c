"""The SQL by which policies read the context.

A scalar sub-select is evaluated once per query instead of once per row. `PLAIN` has none,
for the one policy that other policies of the same table read through: PostgreSQL takes a
nested sub-select there for an infinite recursion.
"""

_SETTINGS = {
    "network": "NULLIF(current_setting('ccs.network', true), '')::uuid",
    "user": "NULLIF(current_setting('ccs.user', true), '')::uuid",
    "role": "NULLIF(current_setting('ccs.role', true), '')",
    "person": "NULLIF(current_setting('ccs.person', true), '')::uuid",
    "now": "NULLIF(current_setting('ccs.now', true), '')::timestamptz",
    "teams": "string_to_array(NULLIF(current_setting('ccs.teams', true), ''), ',')::uuid[]",
    "envelopes": "string_to_array(NULLIF(current_setting('ccs.envelopes', true), ''), ',')::uuid[]",
    "managed": "string_to_array(NULLIF(current_setting('ccs.managed', true), ''), ',')::uuid[]",
}
PLAIN = {name: f"({sql})" for name, sql in _SETTINGS.items()}
ONCE = {name: f"(SELECT {sql})" for name, sql in _SETTINGS.items()}
# `= ANY (SELECT ...)` would compare with rows: the cast says that an array is meant.
for _name in ("teams", "envelopes", "managed"):
    ONCE[_name] += "::uuid[]"


def policy_sql(expression: str, *, table: str, plain: bool = False) -> str:
    """Fill in the names of `_SETTINGS`, as in `{network}`, and `{t}`, the table."""
    return expression.format(t=table, **(PLAIN if plain else ONCE))
