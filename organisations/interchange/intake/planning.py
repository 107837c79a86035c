"""What an import would do, decided before anything is written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from organisations.directory.models import Service
from organisations.interchange.intake.incoming import (
    IncomingOrganisation,
    IncomingService,
    Reading,
    Remark,
    Remarks,
)
from organisations.interchange.intake.likeness import Known, Likeness, alike
from organisations.interchange.intake.queries import Here
from organisations.interchange.intake.state import Change, changes, state_of
from organisations.members.models import Organisation

ORGANISATION, SERVICE, LOCATION = "organization", "service", "location"


@dataclass(frozen=True, slots=True)
class OrganisationPlan:
    """`keys`: what the source calls it, more than one once a person has said that two are one."""

    incoming: IncomingOrganisation
    keys: tuple[str, ...]
    existing: Organisation | None
    changed: Sequence[Change] = ()
    alike: Sequence[Likeness] = ()


@dataclass(frozen=True, slots=True)
class ServicePlan:
    """`team` is the name of the team it is of, of its organisation's plan `owner`."""

    incoming: IncomingService
    owner: str
    team: str
    existing: Service | None
    changed: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Plan:
    """`gone`: services that the source had and has no more."""

    organisations: Mapping[str, OrganisationPlan]
    services: Sequence[ServicePlan]
    remarks: Sequence[Remark]
    gone: Sequence[str]

    @property
    def is_blocked(self) -> bool:
        return any(remark.blocking for remark in self.remarks)

    @property
    def changes_anything(self) -> bool:
        new_or_changed = [one.existing is None or bool(one.changed) for one in self.services]
        new_or_changed += [
            one.existing is None or bool(one.changed) for one in self.organisations.values()
        ]
        return any(new_or_changed)


def plan_for(reading: Reading, here: Here, same: Mapping[str, str]) -> Plan:
    """`same`: by the source's name of an organisation, our name, as a person has decided."""
    remarks = Remarks(list(reading.remarks))
    owners = _Owners(reading, here, same, remarks)
    names = Counter(_full_name(one) for one in reading.services)
    services = [
        one if reading.by_name or names[_full_name(one)] == 1 else _told_apart(one)
        for one in reading.services
    ]
    claimed = frozenset(_linked(one, here) for one in services if not one.ended)
    plans = [plan for one in services if (plan := _service(one, owners, here, claimed, remarks))]
    _refuse_doubles(plans, here, remarks)
    used = {plan.owner for plan in plans if plan.existing is None}
    organisations = {
        key: one for key, one in owners.plans.items() if one.existing is not None or key in used
    }
    kept = {one.key for one in reading.services}
    gone = [
        here.services[object_id].name
        for (kind, key), object_id in here.linked.items()
        if kind == SERVICE and key not in kept and object_id in here.services
    ]
    return Plan(organisations, plans, remarks.kept, sorted(gone))


class _Owners:
    """The plans of organisations, by the key that each service's organisation leads to."""

    def __init__(
        self, reading: Reading, here: Here, same: Mapping[str, str], remarks: Remarks
    ) -> None:
        self.here, self.same, self.remarks = here, same, remarks
        self.by_name = reading.by_name
        self.plans: dict[str, OrganisationPlan] = {}
        self._owner: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._ours = {one.name.casefold(): one for one in here.organisations.values()}
        for service in reading.services:
            if service.organisation.key not in self._owner and not service.ended:
                self._add(service.organisation)

    def of(self, service: IncomingService) -> str:
        """The key of the plan of the organisation whose service it is."""
        return self._owner[service.organisation.key]

    def _add(self, incoming: IncomingOrganisation) -> None:
        existing = self._existing(incoming)
        name = incoming.name.casefold()
        first = str(existing.pk) if existing else self._names.get(name, incoming.key)
        if existing is None and name in self._names and incoming.name not in self.same:
            self._ask(incoming, "Another organisation of the source is called this too.")
        elif existing is None and name in self._ours:
            self._ask(incoming, "An organisation of this name is here already.")
        self._owner[incoming.key] = first
        if first in self.plans:
            known = self.plans[first]
            self.plans[first] = replace(known, keys=(*known.keys, incoming.key))
            return
        self._names[name] = first
        self.plans[first] = OrganisationPlan(
            incoming=incoming,
            keys=(incoming.key,),
            existing=existing,
            changed=_organisation_changes(incoming, existing) if existing else (),
            alike=[] if existing else alike(_known(incoming), self._others(first)),
        )

    def _existing(self, incoming: IncomingOrganisation) -> Organisation | None:
        """By what it became before, by its being ours, or by what a person said. Never by guess."""
        linked = self.here.linked.get((ORGANISATION, incoming.key)) or _as_id(incoming.key)
        if linked and linked in self.here.organisations:
            return self.here.organisations[linked]
        if incoming.name in self.same:
            ours = self.same[incoming.name]
            if ours.casefold() not in self._ours and ours != incoming.name:
                self.remarks.wrong(incoming.place, f"There is no organisation “{ours}” here.")
            return self._ours.get(ours.casefold())
        return self._ours.get(incoming.name.casefold()) if self.by_name else None

    def _others(self, first: str) -> list[Known]:
        ours = [
            Known(one.name, frozenset(filter(None, [one.charity_number])))
            for one in self._ours.values()
        ]
        coming = [
            _known(plan.incoming)
            for key, plan in self.plans.items()
            if plan.existing is None and key != first
        ]
        return ours + coming

    def _ask(self, incoming: IncomingOrganisation, why: str) -> None:
        self.remarks.wrong(
            incoming.place,
            f"{why} If they are one, import with --same “{incoming.name}”; if not, one of them"
            " needs another name.",
        )


def _known(incoming: IncomingOrganisation) -> Known:
    return Known(incoming.name, incoming.charity_numbers)


def _as_id(key: str) -> UUID | None:
    try:
        return UUID(key)
    except ValueError:
        return None


def _organisation_changes(incoming: IncomingOrganisation, existing: Organisation) -> list[Change]:
    before = {field: getattr(existing, field) for field in incoming.details}
    return changes(before, incoming.details)


def _linked(incoming: IncomingService, here: Here) -> UUID | None:
    """What it became before, or is because it is ours."""
    linked = here.linked.get((SERVICE, incoming.key)) or _as_id(incoming.key)
    return linked if linked in here.services else None


def _service(
    incoming: IncomingService,
    owners: _Owners,
    here: Here,
    claimed: frozenset[UUID | None],
    remarks: Remarks,
) -> ServicePlan | None:
    linked = _linked(incoming, here)
    existing = here.services[linked] if linked else None
    if incoming.ended:
        _say_ended(incoming, existing, remarks)
        return None
    owner = owners.of(incoming)
    team = _team(incoming, owners.plans[owner], existing, here, remarks)
    existing = existing or _of_name(incoming.name, team, here, claimed)
    ours = owners.plans[owner].existing
    if existing and (ours is None or existing.team.organisation_id != ours.pk):
        remarks.note(
            incoming.place,
            f"The source says that {incoming.organisation.name} offers this now. It stays with"
            f" “{existing.team.name}” here; if that is wrong, withdraw it and add it there.",
        )
    before = state_of(existing) if existing else {}
    return ServicePlan(
        incoming=incoming,
        owner=owner,
        team=team,
        existing=existing,
        changed=changes(before, incoming.state),
    )


def _say_ended(incoming: IncomingService, existing: Service | None, remarks: Remarks) -> None:
    said = "The source says that this is no longer offered."
    if existing is None:
        remarks.note(incoming.place, f"{said} It is left out.")
    elif existing.status != Service.Status.WITHDRAWN:
        remarks.note(incoming.place, f"{said} If that is so, withdraw it on its page.")


def _team(
    incoming: IncomingService,
    owner: OrganisationPlan,
    existing: Service | None,
    here: Here,
    remarks: Remarks,
) -> str:
    """A service stays with its team.

    A new one goes to the team named, the organisation's only one, or one of its own name.
    """
    if existing:
        return existing.team.name
    ours = owner.existing.pk if owner.existing else None
    own = [
        team
        for team in here.teams.values()
        if team.organisation_id == ours and ours and not team.closed_on
    ]
    name = incoming.team or (own[0].name if len(own) == 1 else owner.incoming.name)
    taken = here.teams.get(name)
    if taken and (ours is None or taken.organisation_id != ours):
        remarks.wrong(
            incoming.place,
            f"“{name}” is a team of another organisation here. Give this team another name.",
        )
    return name


def _of_name(name: str, team: str, here: Here, claimed: frozenset[UUID | None]) -> Service | None:
    """A team has one service of a name: what comes in under it is that service.

    Unless the source has another for that one, which it calls otherwise from now on.
    """
    return next(
        (
            one
            for one in here.services.values()
            if one.team.name == team and one.name == name and one.pk not in claimed
        ),
        None,
    )


def _full_name(service: IncomingService) -> tuple[str, str, str]:
    return service.organisation.key, service.team, service.name


def _told_apart(service: IncomingService) -> IncomingService:
    """Feeds list a service once for each place: the place, or else its id, tells them apart."""
    spot = next(iter(service.spots.values()), None)
    mark = (spot and (spot.postcode or spot.city)) or service.key[:8]
    name = f"{service.name[:100]} ({mark[:17]})"
    return replace(service, name=name, state={**service.state, "name": name})


def _refuse_doubles(plans: Sequence[ServicePlan], here: Here, remarks: Remarks) -> None:
    """Two services of one team and name: the table would refuse the second anyway."""
    coming = {plan.existing.pk for plan in plans if plan.existing}
    taken = {(one.team.name, one.name) for one in here.services.values() if one.pk not in coming}
    for plan in plans:
        name = (plan.team, plan.incoming.name)
        if name in taken:
            remarks.wrong(
                plan.incoming.place,
                f"“{plan.team}” would have two services of this name. Name one of them otherwise.",
            )
        taken.add(name)
