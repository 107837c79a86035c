"""People whom the actor's teams know, each once, whatever was written down twice."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ccs.tenancy.actor import Actor
from referrals.clients.asking import Asked, figures, words_of
from referrals.clients.finding import MOST, Hit, clients_like, members_like
from referrals.clients.likeness import is_likely
from referrals.clients.merges import ClientMerge
from referrals.clients.merging import Links
from referrals.clients.models import Client, HouseholdMember, Share
from referrals.clients.rules import kept_postcode

_FEW = 5


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody, and why. With `member` it is who lives with the client, not the client."""

    client: Client
    hit: Hit
    member: HouseholdMember | None = None

    @property
    def born(self) -> date | None:
        return (self.member or self.client).date_of_birth


def links_of(actor: Actor) -> Links:
    rows = ClientMerge.objects.filter(team__in=actor.teams, same=True, undone_at=None)
    return Links(rows.values_list("kept_id", "merged_id"))


def known_client(client_id: UUID) -> Client | None:
    """The database decides whether a team of the context knows them."""
    return Client.objects.filter(pk=client_id).first()


def known_member(member_id: UUID) -> HouseholdMember | None:
    rows = HouseholdMember.objects.select_related("client")
    return rows.filter(pk=member_id, left_at=None).first()


def household_of(client_ids: Collection[UUID]) -> list[HouseholdMember]:
    """Who lives with them now, each once although several records name them."""
    rows = HouseholdMember.objects.filter(client__in=client_ids, left_at=None)
    each: dict[tuple[str, date | None], HouseholdMember] = {}
    for row in rows.order_by("client", "position"):
        each.setdefault((_name(row, ""), row.date_of_birth), row)
    return list(each.values())


def share_with(
    client_id: UUID, *, teams: Sequence[UUID], preferred: UUID | None = None
) -> Share | None:
    """An open share by which one of the teams knows the person."""
    rows = list(
        Share.objects.filter(client=client_id, team__in=teams, until=None)
        .select_related("client")
        .order_by("-since")
    )
    return next((row for row in rows if row.team_id == preferred), next(iter(rows), None))


def people_found(asked: Asked, *, actor: Actor, most: int = MOST) -> list[Found]:
    """The likeliest first: people, and who lives with them, each once."""
    clients, members = clients_like(asked, actor=actor), members_like(asked, actor=actor)
    if not clients and not members:
        return []
    links = links_of(actor)
    wanted = {hit.client_id for hit in [*clients, *members]}
    rows = Client.objects.in_bulk(wanted | {links.kept(one) for one in wanted})
    found = _each_once(clients, rows, links)
    lives_with = HouseholdMember.objects.in_bulk([hit.id for hit in members])
    others = [
        Found(_stands_for(hit, rows, links), hit, lives_with[hit.id])
        for hit in members
        if hit.id in lives_with and hit.client_id in rows
    ]
    found += _not_yet_among(found, others)
    return sorted(found, key=lambda one: -one.hit.score)[:most]


def people_resembling(
    *,
    given_name: str,
    family_name: str,
    date_of_birth: date | None,
    phone: str,
    postcode: str,
    actor: Actor,
) -> list[Found]:
    """Who may be the person that is being written down, by all that is known of them."""
    asked = Asked(
        words=(*words_of(given_name), *words_of(family_name)),
        born=date_of_birth,
        phone=figures(phone),
        postcode=kept_postcode(postcode) or "" if postcode else "",
    )
    found = people_found(asked, actor=actor)
    return [one for one in found if _is_likely(one, date_of_birth)][:_FEW]


def _is_likely(found: Found, born: date | None) -> bool:
    hit = found.hit
    return is_likely(
        hit.parts,
        same_birth=hit.same_birth,
        same_phone=hit.same_phone,
        same_postcode=hit.same_postcode,
        births=(born, found.born),
    )


def _each_once(hits: Iterable[Hit], rows: dict[UUID, Client], links: Links) -> list[Found]:
    found: dict[UUID, Found] = {}
    for hit in hits:
        if hit.client_id in rows:
            client = _stands_for(hit, rows, links)
            found.setdefault(client.pk, Found(client, hit))
    return list(found.values())


def _stands_for(hit: Hit, rows: dict[UUID, Client], links: Links) -> Client:
    """Who was kept, as long as the team may see them."""
    return rows.get(links.kept(hit.client_id)) or rows[hit.client_id]


def _not_yet_among(found: Sequence[Found], others: Iterable[Found]) -> list[Found]:
    """Members who are not themselves among the people found, nor twice among the members."""
    known = {(_name(one.client, ""), one.born) for one in found}
    names = {name for name, _born in known}
    left = []
    for one in others:
        name = _name(one.member or one.client, one.client.family_name)
        twice = (name, one.born) in known or (one.born is None and name in names)
        if not twice:
            left.append(one)
        known.add((name, one.born))
    return left


def _name(person: Client | HouseholdMember, family_name: str) -> str:
    return f"{person.given_name} {person.family_name or family_name}".strip().casefold()
