"""By what facts are summed up: each cube and its keys, in the order in which they are stored.

A cube is as small as the questions it answers: what a network has much of (organisations,
services, minutes) stands in a cube of its own.
"""

from typing import Final

SECTORS: Final = "routes"
SENDERS: Final = "senders"
RECEIVERS: Final = "receivers"
SERVICES: Final = "services"
NEEDS: Final = "needs"
URGENCIES: Final = "urgencies"
REASONS: Final = "reasons"
WAITS: Final = "waits"

# Each key as it is read from a row of `reporting_fact`, `d`. Empty: there is none.
_KEYS: Final = {
    "from_sector": "d.from_sector",
    "to_sector": "d.to_sector",
    "from_type": "d.from_type",
    "to_type": "d.to_type",
    "from_scheme": "d.from_scheme",
    "to_scheme": "d.to_scheme",
    "from_organisation": "coalesce(d.from_organisation_id::text, '')",
    "to_organisation": "coalesce(d.to_organisation_id::text, '')",
    "from_team": "coalesce(d.from_team_id::text, '')",
    "to_team": "coalesce(d.to_team_id::text, '')",
    # Both sides are the same organisation: who counts both sides counts it once.
    "inside": "CASE WHEN d.from_organisation_id = d.to_organisation_id THEN 'yes' ELSE 'no' END",
    "service": "coalesce(d.service_id::text, '')",
    "urgency": "d.urgency",
    "reason": "d.reason",
    "need": "need.code",
    # Rounded up: to five minutes within a working day, then to half an hour.
    "minutes": (
        "(CASE WHEN d.minutes <= 480 THEN (d.minutes + 4) / 5 * 5"
        " ELSE (d.minutes + 29) / 30 * 30 END)::text"
    ),
    "in_time": "CASE WHEN d.in_time THEN 'yes' ELSE 'no' END",
}

CUBES: Final[dict[str, tuple[str, ...]]] = {
    SECTORS: ("from_sector", "to_sector", "from_type", "to_type", "from_scheme", "to_scheme"),
    SENDERS: ("from_organisation", "from_team", "inside"),
    RECEIVERS: ("to_organisation", "to_team", "inside"),
    SERVICES: ("service",),
    NEEDS: ("need", "urgency"),
    URGENCIES: ("urgency",),
    REASONS: ("reason", "to_sector"),
    WAITS: ("urgency", "minutes", "in_time"),
}
# Of what a network has most of, the same by programme year: the cube that holds it, a year's first
# day standing for its month.
BY_YEAR: Final = {SERVICES: "services_y"}
# Which measures a cube holds, where that is not all.
_MEASURES: Final = {
    REASONS: ("declined", "withdrawn", "closed"),
    WAITS: ("answered", "contacted"),
}
_NEVER_BUT_WAITS: Final = ("answered", "contacted")


def measures_sql(cube: str) -> str:
    """The condition on `d` for a fact to be in the cube."""
    held = _MEASURES.get(cube)
    if held:
        return f"d.measure IN ({_listed(held)})"
    return f"d.measure NOT IN ({_listed(_NEVER_BUT_WAITS)})"


def source_sql(cube: str) -> str:
    """What stands after `reporting_fact d`: a referral counts once for each of its needs."""
    return ", unnest(d.needs) AS need (code)" if cube == NEEDS else ""


def keys_sql(cube: str) -> list[str]:
    return [_KEYS[name] for name in CUBES[cube]]


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)
