"""The summary of a network, and of several. Whoever asks never sees a referral."""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from ccs.tenancy.actor import Actor
from referrals.referrals.rules import Status
from reporting.facts.queries import counted, counted_everywhere
from reporting.figures.rules import Period, Summary, months_in
from reporting.history.queries import registered

# Accepted, and not taken back since.
COUNTED: Final = (Status.ACCEPTED, Status.IN_PROGRESS, Status.CLOSED)


def summary_of(actor: Actor, period: Period) -> Summary:
    """The figures of the actor's network. Who may ask is for `can_read_reports`."""
    return summary(actor.network.id, period)[0]


def summary(network_id: UUID, period: Period) -> tuple[Summary, int]:
    """And how many of the accepted referrals the desk sent, which is no organisation."""
    sent = {
        row.key[0]: row.n
        for row in counted(network_id, "senders", "accepted", period, by=("from_organisation",))
    }
    received = {
        row.key[0]: row.n
        for row in counted(network_id, "receivers", "accepted", period, by=("to_organisation",))
    }
    return _summary(network_id, period, sent, received), sent.get("", 0)


def summaries(network_ids: Iterable[UUID], period: Period) -> dict[UUID, Summary]:
    """Of live networks, for the programme: two queries for all, and who is registered for each."""
    sent = _by_network("senders", "from_organisation", period)
    received = _by_network("receivers", "to_organisation", period)
    return {
        one: _summary(one, period, sent.get(str(one), {}), received.get(str(one), {}))
        for one in network_ids
    }


def _by_network(cube: str, key: str, period: Period) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in counted_everywhere(cube, "accepted", period, by=("network", key)):
        network, organisation = row.key
        found.setdefault(network, {})[organisation] = row.n
    return found


def _summary(
    network_id: UUID, period: Period, sent: Mapping[str, int], received: Mapping[str, int]
) -> Summary:
    """The desk belongs to no organisation: what it sends counts, and makes it none."""
    members = registered(network_id, period.last)
    return Summary(
        registered_organisations=members.now,
        ever_registered_organisations=members.ever,
        referring_organisations=sum(1 for key, n in sent.items() if key and n > 0),
        receiving_organisations=sum(1 for key, n in received.items() if key and n > 0),
        accepted_referrals=sum(sent.values()),
        months=months_in(period),
    )
