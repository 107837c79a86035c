"""Finds people among those whom one's own teams know, although the name is spelled otherwise.

It begins with the ledger of shares, by its index, and reads nobody else's row: the wall lets no
operator that it does not trust (of names, of sounds) use an index of a walled table. See
docs/people.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import connection

from ccs.retention.writing import ERASED
from ccs.tenancy.actor import Actor
from referrals.clients.asking import Asked
from referrals.clients.rules import ALIKE, district_of

MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One row that was found: how alike each word that was asked is to its name, and the rest."""

    id: UUID
    client_id: UUID
    parts: tuple[float, ...]
    same_birth: bool
    same_phone: bool
    same_postcode: bool
    score: float


# Small letters without marks; Somali `x` and `c` as others write them; Bengali `z`, `sh`, `v`.
_PLAIN: Final = "translate(unaccent(lower({name})), '''’‘`', '')"
_SOUNDS: Final = """array_remove(ARRAY[
    dmetaphone({word}), dmetaphone_alt({word}),
    dmetaphone(regexp_replace(translate({word}, 'x', 'h'), 'c(?![hk])', '', 'g')),
    dmetaphone(replace(translate({word}, 'zv', 'jb'), 'sh', 's'))], '')"""
_ASKED: Final = f"""
    WITH asked AS MATERIALIZED (
        SELECT place, word, {_SOUNDS.format(word="word")} AS sounds
        FROM (SELECT place, {_PLAIN.format(name="typed")} AS word
              FROM unnest(%(words)s::text[]) WITH ORDINALITY AS t(typed, place)) AS plain)
"""  # noqa: S608 - its parts are the constants above
_LIKENESS: Final = f"""
    SELECT array_agg(best ORDER BY place) AS parts, avg(best) AS likeness FROM (
        SELECT asked.place, max(CASE
            WHEN own = asked.word THEN 1
            WHEN length(asked.word) > 2 AND starts_with(own, asked.word) THEN 0.85
            WHEN {_SOUNDS.format(word="own")} && asked.sounds
                THEN 0.6 + 0.4 * similarity(own, asked.word)
            ELSE similarity(own, asked.word) END) AS best
        FROM asked, regexp_split_to_table({{names}}, '[\\s.,;/()-]+') AS own
        WHERE own <> '' GROUP BY asked.place) AS each
"""  # noqa: S608
# An array, so that the planner takes these people by their keys, of however many others; and, as
# long as it knows nothing of the tables, reads the network once and not once for each of them.
_OURS: Final = """= ANY (ARRAY(SELECT s.client_id FROM referrals_share s
    WHERE s.team_id = ANY (%(teams)s) AND s.until IS NULL))"""
_WEIGHED: Final = """
    SELECT id, client_id, coalesce(parts, '{}'), born, phone, postcode,
           3 * coalesce(likeness, 0) + 2 * born::int + 2 * phone::int + postcode::int AS score
    FROM found
    WHERE likeness >= %(alike)s OR born OR phone OR (%(only_postcode)s AND postcode)
    ORDER BY score DESC, id DESC LIMIT %(most)s
"""
_CLIENT: Final = "c.given_name || ' ' || c.family_name || ' ' || c.preferred_name"
_CLIENTS: Final = f"""
    {_ASKED}, found AS (
        SELECT c.id, c.id AS client_id, alike.parts, alike.likeness,
            coalesce(c.date_of_birth = %(born)s, false) AS born,
            %(phone)s <> '' AND %(phone)s
                = right(regexp_replace(c.phone, '\\D', '', 'g'), length(%(phone)s)) AS phone,
            coalesce(c.postcode IN (%(postcode)s, %(district)s)
                OR starts_with(c.postcode, %(start)s), false) AS postcode
        FROM referrals_client c,
            LATERAL ({_LIKENESS.format(names=_PLAIN.format(name=_CLIENT))}) AS alike
        WHERE c.id {_OURS} AND c.given_name <> '{ERASED}')
    {_WEIGHED}
"""  # noqa: S608
# Who has no last name of their own has the person's.
_MEMBER: Final = """h.given_name || ' ' || coalesce(nullif(h.family_name, ''),
    (SELECT c.family_name FROM referrals_client c WHERE c.id = h.client_id), '')"""
_MEMBERS: Final = f"""
    {_ASKED}, found AS (
        SELECT h.id, h.client_id, alike.parts, alike.likeness,
            coalesce(h.date_of_birth = %(born)s, false) AS born, false AS phone, false AS postcode
        FROM referrals_householdmember h,
            LATERAL ({_LIKENESS.format(names=_PLAIN.format(name=_MEMBER))}) AS alike
        WHERE h.left_at IS NULL AND h.client_id {_OURS} AND h.given_name <> '{ERASED}')
    {_WEIGHED}
"""  # noqa: S608


def clients_like(asked: Asked, *, actor: Actor, most: int = MOST) -> list[Hit]:
    """The best of the people whom the actor's teams know, the likeliest first."""
    return _hits(_CLIENTS, asked, actor, most)


def members_like(asked: Asked, *, actor: Actor, most: int = MOST) -> list[Hit]:
    """The same of those who live with them, by name and date of birth: more is not known."""
    return _hits(_MEMBERS, asked, actor, most) if asked.words or asked.born else []


def _hits(sql: str, asked: Asked, actor: Actor, most: int) -> list[Hit]:
    if not (asked and actor.teams):
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, _parameters(asked, actor.teams, most))
        rows = cursor.fetchall()
    return [
        Hit(key, client, tuple(float(part) for part in parts), born, phone, place, float(score))
        for key, client, parts, born, phone, place, score in rows
    ]


def _parameters(asked: Asked, teams: Sequence[UUID], most: int) -> dict[str, Any]:
    district = district_of(asked.postcode)
    asks_for_whole = asked.postcode != district
    return {
        "words": list(asked.words),
        "born": asked.born,
        "phone": asked.phone,
        "postcode": asked.postcode or None,
        # Who gave only the first half may live at the whole one that was asked, and the other way.
        "district": district or None,
        "start": f"{district} " if district and not asks_for_whole else None,
        "only_postcode": not (asked.words or asked.born or asked.phone),
        "teams": list(teams),
        "alike": ALIKE,
        "most": most,
    }
