"""Teams and what happens to their work, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ccs.tenancy.actor import Actor
from ccs.ui import moments, phones
from organisations.directory.models import Service
from organisations.members.models import Membership, Team
from organisations.teams.actions import Split
from organisations.teams.registry import Work


@dataclass(frozen=True, slots=True)
class TeamRow:
    name: str
    facts: list[str]
    links: list[tuple[str, str]]


def team_rows(
    teams: Sequence[Team],
    *,
    people: Mapping[UUID, Sequence[Membership]],
    services: Mapping[UUID, Sequence[Service]],
    actor: Actor,
) -> list[TeamRow]:
    return [
        TeamRow(
            name=team.name,
            facts=[
                phones.shown(team.phone) if team.phone else "",
                team.email,
                _people(len(people.get(team.pk, ()))),
                _services(len(services.get(team.pk, ()))),
            ],
            links=_links(team, actor, several=len(teams) > 1),
        )
        for team in teams
    ]


def closed_rows(teams: Sequence[Team]) -> list[str]:
    return [_closed(team) for team in teams]


def split_will(split: Split, work: Work, *, old: Team) -> list[str]:
    """The counts are of now: what comes in the next minute goes along too."""
    return [
        _("%(name)s begins at once. %(old)s stays.") % {"name": split.name, "old": old.name},
        _services_go(len(split.services)),
        ngettext(
            "%(n)d open referral goes along, and the new team reads its letter.",
            "%(n)d open referrals go along, and the new team reads their letters.",
            work.received,
        )
        % {"n": work.received},
        _("One for which the person’s agreement no longer stands stays with %(old)s.")
        % {"old": old.name},
        _("What is closed, what you sent, and what people told you stays with %(old)s.")
        % {"old": old.name},
        _("People of the new team lose sight of what stays, unless they work in both."),
        _("Everybody in both teams is told by email."),
    ]


def merge_will(team: Team, into: Team, work: Work, *, people: int, keys: int) -> list[str]:
    names = {"team": team.name, "into": into.name}
    lines = [
        _("%(team)s is closed. Its history stays under its name.") % names,
        _("Everybody in %(into)s can read the letters of %(team)s, and answer them.") % names,
        ngettext(
            "%(n)d person of %(team)s works in %(into)s, and reads its letters.",
            "%(n)d people of %(team)s work in %(into)s, and read its letters.",
            people,
        )
        % {**names, "n": people},
        _("Open now: %(received)d received, %(sent)d sent, %(needs)d needs, %(plans)d aftercare.")
        % {
            "received": work.received,
            "sent": work.sent,
            "needs": work.needs,
            "plans": work.plans,
        },
        _("Its services, and what was begun and not sent, go along."),
    ]
    if keys:
        lines.append(
            ngettext(
                "%(n)d API key acts for %(into)s from then on.",
                "%(n)d API keys act for %(into)s from then on.",
                keys,
            )
            % {**names, "n": keys}
        )
    return [*lines, _("This cannot be undone. You can split %(into)s again.") % names]


def _links(team: Team, actor: Actor, *, several: bool) -> list[tuple[str, str]]:
    pages = [(_("Change"), "team"), (_("Split"), "split_team")]
    if several:
        pages += [(_("Merge"), "merge_team"), (_("Close"), "close_team")]
    kwargs: dict[str, Any] = {"network": actor.network.slug, "team_id": team.pk}
    return [(label, reverse(f"organisations:{name}", kwargs=kwargs)) for label, name in pages]


def _closed(team: Team) -> str:
    day = moments.full_date(team.closed_on) if team.closed_on else ""
    if team.merged_into is not None:
        return _("%(team)s: merged into %(into)s on %(day)s") % {
            "team": team.name,
            "into": team.merged_into.name,
            "day": day,
        }
    return _("%(team)s: closed on %(day)s") % {"team": team.name, "day": day}


def _people(count: int) -> str:
    return ngettext("%(n)d person", "%(n)d people", count) % {"n": count}


def _services(count: int) -> str:
    return ngettext("%(n)d service", "%(n)d services", count) % {"n": count}


def _services_go(count: int) -> str:
    return ngettext("%(n)d service goes along.", "%(n)d services go along.", count) % {"n": count}
