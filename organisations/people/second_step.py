"""Somebody lost all that they take the second step with: who looks after them puts it right.

Two people, always: the one who proved their mailbox at sign-in, and one who knows them and types
the number that they read out.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.accounts.models import User
from ccs.accounts.second import lost
from ccs.audit.actions import record
from ccs.audit.models import AuditRecord
from ccs.logs.request_id import current_request_id
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import Context, enter
from ccs.tenancy.problems import NotAllowed, Problem
from networks.programme.queries import oversees_programme
from organisations.members.models import Membership
from organisations.people.changing import lock_member
from organisations.roles.rules import can_coordinate

RESET = "member.second_step_reset"


def reset_for_member(*, actor: Actor, member_id: UUID, number: str) -> None:
    """By a coordinator. A wrong number counts as a try even though nothing else is done."""
    if not can_coordinate(actor):
        raise NotAllowed(_("Only the coordinators of the network can do this."))
    with transaction.atomic():
        user = lock_member(actor, member_id).user
    if user.pk == actor.user_id:
        raise Problem(_("Ask another coordinator, or the programme’s team."))
    _check(user, number)
    with transaction.atomic():
        record(RESET, actor=actor, subject_kind="membership", subject_id=member_id)
        lost.reset(user)


def reset_by_programme(*, user_id: UUID, email: str, number: str) -> None:
    """For whoever has no other coordinator; written down in each network they are in."""
    if not oversees_programme(user_id):
        raise NotAllowed(_("Only the programme’s team can do this."))
    user = User.objects.filter(email=email.lower(), is_active=True).first()
    if user is None:
        # As for a wrong number: the page tells nobody who has an account.
        raise _wrong()
    if user.pk == user_id:
        raise Problem(_("Ask somebody else of the programme’s team."))
    _check(user, number)
    with transaction.atomic():
        _write_down(user_id, user)
        lost.reset(user)


def _check(user: User, number: str) -> None:
    if not lost.fits(user, number):
        raise _wrong()


def _wrong() -> Problem:
    return Problem(
        _("That number does not fit. Ask them to read it out again, or to get a new one"),
        field="number",
    )


def _write_down(by: UUID, user: User) -> None:
    with enter(Context(user=user.pk)):
        theirs = Membership.objects.filter(user=user, left_at=None)
        found = list(theirs.values_list("network_id", "pk"))
    for network_id, member_id in found:
        with enter(Context(network=network_id, user=by)):
            AuditRecord.objects.create(
                network_id=network_id,
                at=timezone.now(),
                action=RESET,
                user_id=by,
                subject_kind="membership",
                subject_id=member_id,
                request_id=current_request_id(),
            )
