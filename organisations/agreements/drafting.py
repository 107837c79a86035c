"""The draft as the desk sees it: its words, and what changed since the last version."""

from dataclasses import dataclass

from django.utils import timezone

from ccs.tenancy.actor import Actor
from organisations.agreements.models import AgreementVersion
from organisations.agreements.queries import draft_of, versions_of
from organisations.agreements.rules import Change, Clause, changes, clauses_in, coming


@dataclass(frozen=True, slots=True)
class Drafted:
    """`begun` once there is a draft; until then the clauses are those of `against`.

    `waiting` is a version that was published and is not in force yet: no other can be meanwhile.
    """

    kind: str
    begun: bool
    clauses: list[Clause]
    renew_months: int
    against: AgreementVersion
    changed: list[Change]
    waiting: AgreementVersion | None


def drafted(actor: Actor, kind: str) -> Drafted:
    versions = versions_of(actor.network.id, kind)
    against = [one for one in versions if one.taken_back_at is None][-1]
    draft = draft_of(actor, kind)
    before = clauses_in(against.clauses)
    clauses = clauses_in(draft.clauses) if draft else before
    months = draft.renew_months if draft else against.renew_months
    return Drafted(
        kind=kind,
        begun=draft is not None,
        clauses=clauses,
        renew_months=months,
        against=against,
        changed=changes(before, clauses, months=(against.renew_months, months)),
        waiting=coming(versions, timezone.now()),
    )
