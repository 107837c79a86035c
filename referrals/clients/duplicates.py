"""Pairs of people in a team's own records that may be one: offered, never decided."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final
from uuid import UUID

from django.db import connection

from ccs.retention.writing import ERASED
from ccs.tenancy.actor import Actor
from referrals.clients.likeness import is_likely
from referrals.clients.merges import ClientMerge
from referrals.clients.merging import Links
from referrals.clients.models import Client

# The people known last, and no more pairs than a page holds.
_NEWEST: Final = 1000
_MOST_PAIRS: Final = 20
# A key that so many share (the number of a hostel) tells nothing.
_TOO_MANY: Final = 20
_SOUNDS_ALIKE: Final = 0.7

_SQL: Final = """
    SELECT c.id, c.date_of_birth, c.postcode,
        right(regexp_replace(c.phone, '\\D', '', 'g'), 10),
        ARRAY(SELECT dmetaphone(w) FROM regexp_split_to_table(
            unaccent(lower(c.given_name)), '[\\s.,-]+') AS w WHERE w <> ''),
        ARRAY(SELECT dmetaphone(w) FROM regexp_split_to_table(
            unaccent(lower(c.family_name)), '[\\s.,-]+') AS w WHERE w <> '')
    FROM referrals_client c
    WHERE c.given_name <> %(erased)s AND c.id = ANY (ARRAY(
        SELECT s.client_id FROM referrals_share s
        WHERE s.team_id = ANY (%(teams)s) AND s.until IS NULL
        GROUP BY s.client_id ORDER BY max(s.since) DESC LIMIT %(newest)s))
    ORDER BY c.created_at DESC
"""


@dataclass(frozen=True, slots=True)
class Trait:
    """What tells one person from another; sounds instead of names."""

    id: UUID
    born: date | None
    postcode: str
    phone: str
    given: frozenset[str]
    family: frozenset[str]


def likely_duplicates(actor: Actor) -> list[tuple[Client, Client]]:
    """Pairs not decided yet, among the people whom the actor's teams came to know last."""
    if not actor.teams:
        return []
    decided = list(
        ClientMerge.objects.filter(team__in=actor.teams).values_list(
            "kept_id", "merged_id", "same", "undone_at"
        )
    )
    links = Links((kept, merged) for kept, merged, same, undone in decided if same and not undone)
    told = {frozenset(row[:2]) for row in decided}
    traits = [one for one in _traits(actor) if links.kept(one.id) == one.id]
    pairs = [pair for pair in likely_pairs(traits) if frozenset(pair) not in told][:_MOST_PAIRS]
    rows = Client.objects.in_bulk({one for pair in pairs for one in pair})
    return [(rows[a], rows[b]) for a, b in pairs if a in rows and b in rows]


def likely_pairs(traits: Iterable[Trait]) -> Iterator[tuple[UUID, UUID]]:
    """Only those who have something in common are compared with one another."""
    rooms: dict[tuple[str, object], list[Trait]] = {}
    for one in traits:
        for key in _keys(one):
            rooms.setdefault(key, []).append(one)
    seen = set()
    for people in rooms.values():
        if len(people) > _TOO_MANY:
            continue
        for first, second in combinations(people, 2):
            pair = (first.id, second.id)
            if pair not in seen and _alike(first, second):
                yield pair
            seen.add(pair)


def _keys(one: Trait) -> Iterator[tuple[str, object]]:
    if one.phone:
        yield "phone", one.phone
    if one.born:
        yield "born", one.born
    for given in one.given:
        for family in one.family or {""}:
            yield "name", (given, family)


def _alike(first: Trait, second: Trait) -> bool:
    parts = [_SOUNDS_ALIKE if first.given & second.given else 0.0]
    if first.family and second.family:
        parts.append(_SOUNDS_ALIKE if first.family & second.family else 0.0)
    return is_likely(
        parts,
        same_birth=bool(first.born) and first.born == second.born,
        same_phone=bool(first.phone) and first.phone == second.phone,
        same_postcode=bool(first.postcode) and first.postcode == second.postcode,
        births=(first.born, second.born),
    )


def _traits(actor: Actor) -> list[Trait]:
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"teams": list(actor.teams), "newest": _NEWEST, "erased": ERASED})
        rows = cursor.fetchall()
    return [
        Trait(key, born, postcode, phone, frozenset(given) - {""}, frozenset(family) - {""})
        for key, born, postcode, phone, given, family in rows
    ]
