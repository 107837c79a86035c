"""A history, brought in as a whole or not at all."""

from django.db import transaction
from django.utils import timezone

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from reporting.history.actions.organisations import bring_organisations
from reporting.history.actions.referrals import bring_referrals, follow_organisations
from reporting.history.actions.running import Progress, Run, size_of, wait_for_turn
from reporting.history.models import HistoryImport
from reporting.history.reading import Source
from reporting.history.reports import Report


def import_history(
    *,
    actor: Actor,
    organisations: Source | None,
    referrals: Source | None,
    dry_run: bool = False,
    progress: Progress = lambda percent: None,
) -> Report:
    """Write nothing if anything is wrong, in a dry run, or where everything is here already.

    In the context of the coordinator or the system. Without a file of organisations, referrals
    name those that came before.
    """
    with transaction.atomic():
        wait_for_turn(actor.network.id)
        run = _begun(actor, dry_run=dry_run, progress=progress)
        run.size = size_of(organisations) + size_of(referrals)
        changed = bring_organisations(run, organisations)
        bring_referrals(run, referrals)
        follow_organisations(run, changed)
        if run.writes and run.report.writes:
            _ended(run, actor)
        else:
            transaction.set_rollback(True)
    progress(100)
    return run.report


def _begun(actor: Actor, *, dry_run: bool, progress: Progress) -> Run:
    batch = HistoryImport(
        network_id=actor.network.id,
        at=timezone.now(),
        by_id=actor.member_id,
        by_name=actor.name,
    )
    if not dry_run:
        batch.save(force_insert=True)
    return Run(
        network_id=actor.network.id,
        batch=batch,
        now=batch.at,
        dry_run=dry_run,
        report=Report(),
        progress=progress,
    )


def _ended(run: Run, actor: Actor) -> None:
    run.report.batch = run.batch.pk
    run.batch.counts = run.report.counts
    run.batch.save(update_fields=["counts"])
    record("history.imported", actor=actor, subject_kind="historyimport", subject_id=run.batch.pk)
