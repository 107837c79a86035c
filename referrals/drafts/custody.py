"""What nobody sent is deleted after 30 days. Nobody works here: the scheduler is the custodian."""

from uuid import UUID, uuid5

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import custodian, enter
from ccs.tenancy.problems import Conflict
from networks.networks.queries import network_by_id
from organisations.roles.queries import network_ref, people_told_about
from referrals.assessments.models import Assessment
from referrals.drafts.models import KeptTyping
from referrals.referrals.models import Referral
from referrals.referrals.rules import Status

WARNING = "draft_warning"


def unsent(network_id: UUID, assessment_id: UUID) -> Assessment | None:
    """One whose time is nearly over; what is younger, or was sent, the database does not show."""
    with enter(custodian(network_id)):
        return Assessment.objects.filter(pk=assessment_id).first()


def warn(draft: Assessment) -> None:
    """Whoever wrote it down, or their team if they work there no more."""
    team = people_told_about(draft.team_id)
    writer = draft.recorded_by_id
    enqueue(
        WARNING,
        network_id=draft.network_id,
        recipients=[writer] if writer in team else team,
        subject_id=draft.pk,
        # Once for each time that it was left alone.
        event_id=uuid5(draft.pk, draft.changed_at.isoformat()),
    )
    _note("assessment.deletion_announced", draft.network_id, draft.pk)


@transaction.atomic
def purge(draft: Assessment) -> None:
    """Delete it with everything that hangs on it, and the person where nobody else knows them.

    Conflict where somebody worked on it or sent it meanwhile: the wall lets nothing through.
    """
    Referral.objects.filter(assessment=draft.pk, status=Status.DRAFT).delete()
    with enter(custodian(draft.network_id)):
        KeptTyping.objects.filter(assessment_id=draft.pk).delete()
        if not _delete("referrals_assessment", draft.pk):
            raise Conflict(_("Somebody has gone on with this meanwhile."))
        _delete("referrals_client", draft.client_id)
    _note("assessment.purged", draft.network_id, draft.pk)


def forget_typed(network_id: UUID, assessment_id: UUID) -> None:
    """What was typed and neither saved nor looked at again in all that time."""
    with enter(custodian(network_id)):
        gone, _tables = KeptTyping.objects.filter(assessment_id=assessment_id).delete()
    if gone:
        _note("typing.purged", network_id, assessment_id)


def _delete(table: str, pk: UUID) -> bool:
    """One row; those that belong to it go by their keys, which ask no wall."""
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{table}" WHERE id = %s', [pk])  # noqa: S608 - ours
        return bool(cursor.rowcount)


def _note(action: str, network_id: UUID, assessment_id: UUID) -> None:
    record(
        action,
        actor=Actor(network=network_ref(network_by_id(network_id)), name=""),
        subject_kind="assessment",
        subject_id=assessment_id,
    )
