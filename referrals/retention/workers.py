"""Workers who left so long ago that their name goes too: what they did stays, under a number."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import custodian, enter, system
from ccs.tenancy.former import FORMER_WORKER
from ccs.tenancy.inspection import tenant_models, wall_of
from networks.networks.queries import network_by_id
from networks.networks.twins import twin_of
from organisations.members.models import Membership
from organisations.people.unused import forget_account_of_former
from organisations.roles.actions import take_all_roles
from organisations.roles.queries import network_ref
from referrals.audit.models import UnusualReading
from referrals.referrals.models import Referral
from referrals.referrals.rules import ENDED
from referrals.rights.models import RightsRequest
from referrals.rights.rules import State, months_later


def former_by(network_id: UUID, months: int, day: date) -> list[tuple[UUID, date]]:
    """Who is due on that day or before, and when. In the system's context, as all here."""
    left = Membership.objects.filter(network=network_id, left_at__isnull=False)
    rows = left.exclude(name=FORMER_WORKER).values_list("pk", "left_at")
    over = [(pk, months_later(timezone.localdate(at), months)) for pk, at in rows]
    return sorted((one for one in over if one[1] <= day), key=lambda one: one[1])


def forget_former(network_id: UUID, months: int, now: datetime) -> int:
    """Safe twice: whoever is forgotten is found no more."""
    due = former_by(network_id, months, timezone.localdate(now))
    needed = _needed(network_id)
    return sum(_forget(network_id, pk, now) for pk, _over in due if pk not in needed)


def _needed(network_id: UUID) -> set[UUID | None]:
    """Whom something names that is not over yet."""
    open_: list[tuple[Any, str]] = [
        (Referral.objects.exclude(status__in=ENDED), "assigned_to"),
        (RightsRequest.objects.filter(state=State.OPEN), "taken_by"),
        (RightsRequest.objects.filter(state=State.OPEN), "proposed_by"),
        (UnusualReading.objects.filter(answer=""), "member"),
    ]
    return {
        pk
        for rows, key in open_
        for pk in rows.filter(network=network_id).exclude(**{key: None}).values_list(key, flat=True)
    }


def _forget(network_id: UUID, member_id: UUID, now: datetime) -> bool:
    with transaction.atomic():
        held = Membership.objects.select_for_update(of=("self",)).filter(pk=member_id)
        member = held.exclude(name=FORMER_WORKER).exclude(left_at=None).first()
        if member is None:
            return False
        _write_over(member)
        if twin := twin_of(network_id):
            _leave_practice(twin.pk, member.user_id, now)
        forget_account_of_former(member.user_id)
    return True


def _leave_practice(network_id: UUID, user_id: UUID, now: datetime) -> None:
    """Where they practised goes with where they worked."""
    with enter(system(network_id)):
        member = Membership.objects.filter(network=network_id, user=user_id).first()
        if member is not None:
            member.left_at = member.left_at or now
            member.save(update_fields=["left_at"])
            take_all_roles(membership=member, actor=_nobody(network_id))
            _write_over(member)


def _write_over(member: Membership) -> None:
    """In the records first: the database knows which are theirs by the name that still stands."""
    network_id = member.network_id
    namesakes = Membership.objects.filter(network=network_id, name=member.name)
    alone = not namesakes.exclude(pk=member.pk).exists()
    with enter(custodian(network_id, person=member.pk)):
        for rows, values in _named(member, by_name=alone):
            rows.update(**values)
    member.name, member.phone = FORMER_WORKER, ""
    member.save(update_fields=["name", "phone"])
    by = _nobody(network_id)
    record("member.forgotten", actor=by, subject_kind="membership", subject_id=member.pk)


def _nobody(network_id: UUID) -> Actor:
    return Actor(network=network_ref(network_by_id(network_id)), name="")


def _named(
    member: Membership, *, by_name: bool
) -> Iterator[tuple[models.QuerySet[models.Model], dict[str, Any]]]:
    """Where the name stands, as the walls say it.

    A name that somebody else has too is left where nothing but the name says whose it is.
    """
    tables: list[Any] = tenant_models()
    for model in tables:
        wall = wall_of(model)
        rows = model.objects.filter(network_id=member.network_id)
        for field, how in (wall.of_worker if wall else {}).items():
            if how == "[]" and by_name:
                others = models.F(field)
                in_place = models.Func(
                    others,
                    models.Value(member.name),
                    models.Value(FORMER_WORKER),
                    function="array_replace",
                )
                yield rows.filter(**{f"{field}__contains": [member.name]}), {field: in_place}
            elif how == "" and by_name:
                yield rows.filter(**{field: member.name}), {field: FORMER_WORKER}
            elif how not in ("", "[]"):
                yield rows.filter(**{how: member.pk}).exclude(**{field: ""}), {field: FORMER_WORKER}
