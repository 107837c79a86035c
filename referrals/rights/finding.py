"""Where somebody is known in the network, by keys alone: no name is compared, no letter read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from ccs.tenancy.context import enter, system
from referrals.assessments.rules import Person
from referrals.clients.models import Share
from referrals.rights.models import Erasure
from referrals.tally.models import PersonTally
from referrals.tally.rules import hashed, own_identities


@dataclass(frozen=True, slots=True)
class Held:
    """The records of one person, and the teams that may read one of them or wrote it down."""

    clients: tuple[UUID, ...]
    teams: tuple[UUID, ...]


def held_by(
    network_id: UUID,
    *,
    given_name: str,
    family_name: str,
    date_of_birth: date | None,
    phone: str,
) -> Held:
    """By the whole name with the date of birth or the phone; nobody is found by less.

    Of whom nothing was ever sent no keys are kept: the team that wrote them down finds them.
    """
    person = Person(
        given_name=given_name,
        family_name=family_name,
        date_of_birth=date_of_birth,
        phone=phone,
    )
    keys = [
        hashed(one, network_id=network_id, secret=settings.PSEUDONYM_KEY)
        for one in own_identities(person)
    ]
    with enter(system(network_id)):
        return _held(network_id, known_together(network_id, _known_by(network_id, keys)))


def held_with(network_id: UUID, client_ids: Collection[UUID]) -> Held:
    """These records, and those of other teams that the same keys say are of the same person."""
    with enter(system(network_id)):
        return _held(network_id, known_together(network_id, client_ids))


def known_together(network_id: UUID, client_ids: Collection[UUID]) -> set[UUID]:
    """With all that have a key in common, and with what those have: a team may have joined two.

    Inside the network's `system` context.
    """
    found, asked = set(client_ids), set[UUID]()
    while fresh := found - asked:
        asked |= fresh
        keys = {key for own in _keys_now(network_id, fresh).values() for key in own}
        found |= _known_by(network_id, keys)
    return found


def _known_by(network_id: UUID, keys: Collection[str]) -> set[UUID]:
    if not keys:
        return set()
    rows = PersonTally.objects.filter(network_id=network_id, own__overlap=list(keys))
    ever = set(rows.values_list("client_id", flat=True))
    now = _keys_now(network_id, ever)
    return {client_id for client_id, own in now.items() if set(own) & set(keys)}


def _keys_now(network_id: UUID, client_ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """By the newest row of each: two records that were joined and parted again are two people."""
    rows = PersonTally.objects.filter(network_id=network_id, client__in=list(client_ids))
    newest = rows.order_by("client_id", "-at", "-id").distinct("client_id")
    return dict(newest.values_list("client_id", "own"))


def _held(network_id: UUID, found: Collection[UUID]) -> Held:
    gone = Erasure.objects.filter(network_id=network_id, client_id__in=found)
    clients = set(found) - set(gone.values_list("client_id", flat=True))
    teams = Share.objects.filter(client__in=clients).values_list("team_id", flat=True)
    return Held(clients=tuple(sorted(clients)), teams=tuple(sorted(set(teams))))
