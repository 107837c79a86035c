"""A service written down and changed by those who run it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from ccs.ui import moments
from organisations.capacity.actions import start_capacity
from organisations.directory.actions.changes import changed_fields, changes
from organisations.directory.actions.checking import check, check_publishable
from organisations.directory.actions.details import ServiceDetails
from organisations.directory.actions.parts import LISTS, PLAIN, details_of, settled, write_parts
from organisations.directory.models import Service, ServiceChange
from organisations.directory.rules import can_keep
from organisations.members.models import Team
from organisations.members.rules import is_joining

# More changes than these since a page was opened, and it counts as changed everywhere.
_LATEST = 50


@transaction.atomic
def create_service(
    *, actor: Actor, team_id: UUID, details: ServiceDetails, service_id: UUID | None = None
) -> Service:
    """A draft, open from the start unless its organisation is still joining.

    With the id a form was made with, twice is once.

    Raises NotAllowed unless the team is the actor's to keep services of.
    """
    team = _team(actor, team_id)
    if again := _made_before(service_id, team):
        return again
    details = settled(details)
    check(details, team=team)
    service = Service(
        pk=service_id or new_id(),
        network_id=actor.network.id,
        team=team,
        status=Service.Status.DRAFT,
        **_columns(details),
    )
    try:
        _save_with_own_name(service, force_insert=True)
    except Problem:
        # The same form, sent twice at once: it waited for the first, which is there now.
        if again := _made_before(service_id, team):
            return again
        raise
    write_parts(service, None, details)
    start_capacity(network_id=actor.network.id, service_id=service.pk, joining=is_joining(team))
    note(service, actor=actor, what=[{"field": "created"}])
    record("service.created", actor=actor, subject_kind="service", subject_id=service.pk)
    return service


@transaction.atomic
def save_service(
    *, actor: Actor, service_id: UUID, details: ServiceDetails, version: str = ""
) -> Service:
    """Replace all that the service says. What did not change is not written, nor noted.

    `version` is what `version_of` answered when the page was opened: Conflict when somebody
    else has since changed a field that this changes too.
    """
    service = lock_service(actor=actor, service_id=service_id)
    before, after = details_of(service), settled(details)
    what = changes(before, after)
    if not what:
        return service
    _check_not_overtaken(service, what, version=version)
    check(after, team=service.team)
    if service.status == Service.Status.PUBLISHED:
        check_publishable(after, team=service.team)
    for name, value in _columns(after).items():
        setattr(service, name, value)
    _save_with_own_name(service, update_fields=[*PLAIN, *LISTS, "changed_at"])
    write_parts(service, before, after)
    note(service, actor=actor, what=what)
    record("service.changed", actor=actor, subject_kind="service", subject_id=service.pk)
    return service


def lock_service(*, actor: Actor, service_id: UUID) -> Service:
    """A service of the actor's to keep, held until commit; else raises NotAllowed."""
    found = Service.objects.select_for_update(of=("self",), no_key=True)
    found = found.filter(pk=service_id, network_id=actor.network.id)
    service = found.select_related("team__organisation").first()
    if service is None or not can_keep(actor, team_id=service.team_id):
        raise NotAllowed(_("There is no such service among yours."))
    return service


def version_of(service_id: UUID) -> str:
    """Names the latest change of a service, for `save_service`."""
    latest = ServiceChange.objects.filter(service_id=service_id).first()
    return str(latest.pk) if latest else "new"


def note(
    service: Service, *, actor: Actor, what: list[dict[str, Any]], at: datetime | None = None
) -> None:
    """A line in the service's history."""
    ServiceChange.objects.create(
        network_id=service.network_id,
        service=service,
        at=at or timezone.now(),
        actor_id=actor.identity,
        by_name=actor.name,
        what=what,
    )


def _check_not_overtaken(service: Service, what: list[dict[str, Any]], *, version: str) -> None:
    if not version:
        return
    mine = changed_fields(what)
    for change in ServiceChange.objects.filter(service=service)[:_LATEST]:
        if str(change.pk) == version:
            return
        if changed_fields(change.what) & mine:
            at = moments.at(change.at, timezone.now())
            raise Conflict(
                _(
                    "%(name)s changed this %(at)s, after you opened it. What you typed is still"
                    " here. Look in the history at what they changed, then save again."
                )
                % {"name": change.by_name, "at": at}
            )


def _columns(details: ServiceDetails) -> dict[str, Any]:
    lists = {field: list(getattr(details, field)) for field in LISTS}
    return {field: getattr(details, field) for field in PLAIN} | lists


def _save_with_own_name(service: Service, **how: Any) -> None:
    try:
        with transaction.atomic():
            service.save(**how)
    except IntegrityError as wrong:
        if not any(name in str(wrong) for name in ("service_name_once", "service_pkey")):
            raise
        message = _("This team already has a service with this name.")
        raise Problem(message, field="name") from wrong


def _made_before(service_id: UUID | None, team: Team) -> Service | None:
    return Service.objects.filter(pk=service_id, team=team).first() if service_id else None


def _team(actor: Actor, team_id: UUID) -> Team:
    teams = Team.objects.select_related("organisation").filter(closed_on=None)
    team = teams.filter(pk=team_id, network_id=actor.network.id).first()
    if team is None or not can_keep(actor, team_id=team.pk):
        raise NotAllowed(_("There is no such team among yours."))
    return team
