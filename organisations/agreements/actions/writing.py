"""The next version, clause by clause, kept as a draft until it is published."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.agreements.models import AgreementDraft
from organisations.agreements.queries import last_version
from organisations.agreements.rules import LONGEST_MONTHS, Clause, clauses_in, fingerprint
from organisations.roles.rules import can_coordinate

_Clauses = Sequence[Clause]


@transaction.atomic
def change_clause(*, actor: Actor, kind: str, clause: Clause, seen: str) -> None:
    """Conflict when a colleague changed the same clause since then: `seen` is its fingerprint."""

    def change(there: _Clauses) -> list[Clause]:
        now = _find(there, clause.id)
        if now != clause and fingerprint(now) != seen:
            raise Conflict(_("A colleague has changed this clause meanwhile."))
        return [clause if one.id == clause.id else one for one in there]

    _rewrite(actor, kind, change)


@transaction.atomic
def add_clause(*, actor: Actor, kind: str, clause: Clause) -> None:
    """At the end. The id comes with the form: twice the same is one clause."""

    def add(there: _Clauses) -> list[Clause]:
        others = [one for one in there if one.id != clause.id]
        return list(there) if len(others) < len(there) else [*there, clause]

    _rewrite(actor, kind, add)


@transaction.atomic
def remove_clause(*, actor: Actor, kind: str, clause_id: str) -> None:
    """From the draft; `bring_back` undoes it for one that was in the last version."""

    def remove(there: _Clauses) -> list[Clause]:
        left = [one for one in there if one.id != clause_id]
        if not left:
            raise Problem(_("Keep at least one clause."))
        return left

    _rewrite(actor, kind, remove)


@transaction.atomic
def bring_back(*, actor: Actor, kind: str, clause_id: str) -> None:
    """As it stands in the last version: at its old place if it was removed."""
    before = clauses_in(last_version(actor.network.id, kind).clauses)
    clause = _find(before, clause_id)
    place = before.index(clause)

    def put(there: _Clauses) -> list[Clause]:
        if any(one.id == clause_id for one in there):
            return [clause if one.id == clause_id else one for one in there]
        return [*there[:place], clause, *there[place:]]

    _rewrite(actor, kind, put)


@transaction.atomic
def move_clause(*, actor: Actor, kind: str, clause_id: str, up: bool) -> None:
    """One place; the first does not go further up, nor the last further down."""

    def move(there: _Clauses) -> list[Clause]:
        place = there.index(_find(there, clause_id))
        other = place - 1 if up else place + 1
        moved = list(there)
        if 0 <= other < len(moved):
            moved[place], moved[other] = moved[other], moved[place]
        return moved

    _rewrite(actor, kind, move)


@transaction.atomic
def set_renewal(*, actor: Actor, kind: str, months: int) -> None:
    """After how many months a signature of the next version has to be renewed."""
    if not 1 <= months <= LONGEST_MONTHS:
        raise Problem(
            _("Enter a number of months from 1 to %(most)d.") % {"most": LONGEST_MONTHS},
            field="months",
        )
    _rewrite(actor, kind, list, months=months)


@transaction.atomic
def discard_draft(*, actor: Actor, kind: str) -> None:
    """Nothing of it is kept: what is in force is not touched."""
    _check(actor)
    AgreementDraft.objects.filter(network=actor.network.id, kind=kind).delete()
    record(
        "agreement.draft_discarded",
        actor=actor,
        subject_kind="network",
        subject_id=actor.network.id,
        reason=kind,
    )


def locked_draft(actor: Actor, kind: str) -> AgreementDraft | None:
    rows = AgreementDraft.objects.select_for_update(of=("self",))
    return rows.filter(network=actor.network.id, kind=kind).first()


def draft_from(
    actor: Actor, kind: str, *, clauses: Sequence[Clause], renew_months: int, network_id: UUID
) -> AgreementDraft:
    """A new one, or the one that a colleague began in the same moment; held until the end."""
    AgreementDraft.objects.bulk_create(
        [
            AgreementDraft(
                network_id=network_id,
                kind=kind,
                clauses=[one.as_row for one in clauses],
                renew_months=renew_months,
                changed_at=timezone.now(),
                changed_by_id=actor.member_id,
            )
        ],
        ignore_conflicts=True,
    )
    return AgreementDraft.objects.select_for_update(of=("self",)).get(network=network_id, kind=kind)


def _rewrite(
    actor: Actor,
    kind: str,
    change: Callable[[_Clauses], list[Clause]],
    *,
    months: int | None = None,
) -> None:
    _check(actor)
    draft = locked_draft(actor, kind)
    if draft is None:
        last = last_version(actor.network.id, kind)
        draft = draft_from(
            actor,
            kind,
            clauses=clauses_in(last.clauses),
            renew_months=last.renew_months,
            network_id=actor.network.id,
        )
    draft.clauses = [one.as_row for one in change(clauses_in(draft.clauses))]
    draft.renew_months = months or draft.renew_months
    draft.changed_at, draft.changed_by_id = timezone.now(), actor.member_id
    draft.save(update_fields=["clauses", "renew_months", "changed_at", "changed_by"])
    record(
        "agreement.draft_changed",
        actor=actor,
        subject_kind="network",
        subject_id=actor.network.id,
        reason=kind,
    )


def _check(actor: Actor) -> None:
    if not can_coordinate(actor):
        raise NotAllowed(_("There is no such agreement here."))


def _find(clauses: _Clauses, clause_id: str) -> Clause:
    found = next((one for one in clauses if one.id == clause_id), None)
    if found is None:
        raise NotAllowed(_("There is no such clause here."))
    return found
