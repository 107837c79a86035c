"""One organisation in words: who it is, what it offers, and how it answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.ui import phones
from organisations.directory import wording
from organisations.directory.models import ReplyFigure, Service
from organisations.directory.presenters import service_rows
from organisations.directory.rules import ENOUGH_ANSWERS
from organisations.members.models import Organisation, Sector
from organisations.members.rules import TYPES
from organisations.standing.presenters import paused_in_words


@dataclass(frozen=True, slots=True)
class TeamShown:
    name: str
    phone: str
    call: str
    email: str


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    facts: list[tuple[str, str]]
    teams: list[TeamShown]
    services: list[dict[str, Any]]
    replies: list[str]


def page_of(
    organisation: Organisation,
    services: list[Service],
    figure: ReplyFigure | None,
    *,
    actor: Actor,
    now: datetime,
) -> OrganisationPage:
    return OrganisationPage(
        facts=_facts(organisation),
        teams=[
            TeamShown(
                name=team.name,
                phone=phones.shown(team.phone) if team.phone else "",
                call=team.phone.replace(" ", ""),
                email=team.email,
            )
            for team in organisation.teams.all()
        ],
        services=service_rows(services, wanted=(), actor=actor, now=now),
        replies=replies_in_words(figure),
    )


def replies_in_words(figure: ReplyFigure | None) -> list[str]:
    """Counted over the last 90 days, and not told while there are too few to mean anything."""
    if figure is None or figure.answered < ENOUGH_ANSWERS:
        return [_("Shown once there are %(n)d answers.") % {"n": ENOUGH_ANSWERS}]
    share = round(100 * figure.accepted / figure.answered)
    lines = [
        _("Said yes to %(share)d%% of %(n)d referrals.") % {"share": share, "n": figure.answered}
    ]
    if figure.typical_minutes is not None:
        lines.insert(0, wording.reply_in_words(figure.typical_minutes) + ".")
    return lines


def _facts(one: Organisation) -> list[tuple[str, str]]:
    kind = [str(Sector(one.sector).label)]
    if one.type in TYPES:
        kind.append(str(TYPES[one.type]))
    makes, receives = one.makes_referrals, one.receives_referrals
    part = (
        _("Makes and receives referrals")
        if makes and receives
        else _("Makes referrals")
        if makes
        else _("Receives referrals")
    )
    rows = [
        (_("Kind"), ", ".join(kind)),
        (_("In the network"), part),
        (_("Now"), paused_in_words(one)),
        (_("Charity number"), one.charity_number),
    ]
    return [(name, value) for name, value in rows if value]
