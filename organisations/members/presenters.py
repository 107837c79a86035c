"""Organisations, teams and people in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.tenancy.actor import Actor
from ccs.ui import phones
from organisations.engagement.lessons.models import LessonDone
from organisations.engagement.lessons.presenters import learnt_in_words
from organisations.members.models import Membership, Organisation, Sector, Team
from organisations.members.queries import Held, networks_of
from organisations.members.rules import TYPES
from organisations.people.presenters import seen_in_words

_FOR_NETWORK: Final[dict[str, Promise]] = {
    "coordinate": gettext_lazy("Coordinates the network"),
    "analyse": gettext_lazy("Reads the network’s reports"),
}


@dataclass(frozen=True, slots=True)
class OrganisationShown:
    """`people` leads to its people, for who may manage them."""

    name: str
    href: str
    facts: list[str]
    teams: list[str]
    people: str
    people_count: str


@dataclass(frozen=True, slots=True)
class PersonShown:
    """`remove` is empty for oneself."""

    name: str
    facts: list[str]
    roles: list[str]
    learnt: list[str]
    change: str
    remove: str


def full_name(team: Team) -> str:
    """The team and, where its own name does not say it, the organisation."""
    if team.organisation is None or team.organisation.name == team.name:
        return team.name
    return f"{team.name}, {team.organisation.name}"


def organisation_rows(
    organisations: Sequence[Organisation], *, counts: Mapping[UUID, int], actor: Actor
) -> list[OrganisationShown]:
    people = reverse("organisations:people", kwargs={"network": actor.network.slug})
    return [
        OrganisationShown(
            name=one.name,
            href=reverse(
                "organisations:organisation",
                kwargs={"network": actor.network.slug, "organisation_id": one.pk},
            ),
            facts=_about(one),
            teams=[_team(team, one) for team in one.teams.all()],
            people=f"{people}?organisation={one.pk}" if one.pk in counts else "",
            people_count=ngettext("%(n)d person", "%(n)d people", counts.get(one.pk, 0))
            % {"n": counts.get(one.pk, 0)},
        )
        for one in organisations
    ]


def person_rows(
    people: Sequence[Membership],
    held: Mapping[UUID, Held],
    *,
    actor: Actor,
    learnt: Mapping[UUID, Mapping[str, LessonDone]],
) -> list[PersonShown]:
    return [
        PersonShown(
            name=person.name,
            facts=[
                one
                for one in (person.user.email, _phone(person.phone), seen_in_words(person))
                if one
            ],
            roles=roles_in_words(held.get(person.user_id, Held())),
            learnt=learnt_in_words(learnt.get(person.pk, {})),
            change=_page_of(actor, person.pk, "change_member"),
            remove=""
            if person.pk == actor.member_id
            else _page_of(actor, person.pk, "remove_member"),
        )
        for person in people
    ]


def roles_in_words(held: Held) -> list[str]:
    words = [_("Works in %(team)s") % {"team": name} for name in held.works_in]
    words += [_("Manages %(organisation)s") % {"organisation": name} for name in held.manages]
    words += [str(_FOR_NETWORK[codename]) for codename in held.codenames]
    return words or [_("No role")]


def switcher(request: HttpRequest) -> list[dict[str, str]]:
    """The other networks of whoever is signed in, for the header and the chooser."""
    actor = getattr(request, "actor", None)
    others = actor.elsewhere if actor else networks_of(vars(request)["user"].pk)
    return [{"name": name, "href": f"/{other}/"} for other, name in others]


def _about(one: Organisation) -> list[str]:
    kind = [str(Sector(one.sector).label)]
    if one.type in TYPES:
        kind.append(str(TYPES[one.type]))
    services = vars(one)["service_count"]
    return [*kind, ngettext("%(n)d service", "%(n)d services", services) % {"n": services}]


def _team(team: Team, organisation: Organisation) -> str:
    """A team called like its organisation is known by its number alone."""
    if team.name == organisation.name and team.phone:
        return _phone(team.phone)
    return f"{team.name}: {_phone(team.phone)}" if team.phone else team.name


def _phone(text: str) -> str:
    return phones.shown(text) if text else ""


def _page_of(actor: Actor, member_id: UUID, page: str) -> str:
    kwargs: dict[str, Any] = {"network": actor.network.slug, "member_id": member_id}
    return reverse(f"organisations:{page}", kwargs=kwargs)
