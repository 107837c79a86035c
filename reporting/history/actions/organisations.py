"""The organisations of a history: new ones, and new versions of those that changed."""

from typing import Any, Final
from uuid import UUID

from organisations.members.models import Organisation
from reporting.history.actions.running import BATCH, Known, Run, columns_in, differing
from reporting.history.columns import ORGANISATIONS
from reporting.history.faults import Problem
from reporting.history.models import HistoryOrganisation
from reporting.history.reading import Source
from reporting.history.reports import Change
from reporting.history.rules import (
    OrganisationRow,
    new_organisations,
    organisation_of,
    own_key,
    plain_name,
)

_FIELDS: Final = (
    "key", "is_member", "name", "sector", "type", "registered_on", "left_on", "teams",
    "can_receive",
)  # fmt: skip
# A new name alone changes no referral.
_FROZEN: Final = frozenset({"key", "sector", "type"})


def bring_organisations(run: Run, source: Source | None) -> set[str]:
    """Fills `run.organisations`; answers the ids of those whose referrals have to follow."""
    current = {
        row["org_id"]: row
        for row in HistoryOrganisation.objects.filter(
            network_id=run.network_id, replaced_by=None
        ).values("pk", "org_id", *_FIELDS)
    }
    run.organisations = {
        org_id: Known(row["key"], row["sector"], row["type"]) for org_id, row in current.items()
    }
    run.named = set(current)
    if source is None:
        return set()
    followed = set[str]()
    wanted, gone = list[HistoryOrganisation](), list[UUID]()
    members = _members(run.network_id)
    for row in _rows(run, source):
        values = _values(run.network_id, row, members)
        run.organisations[row.org_id] = Known(values[0], row.sector, row.type)
        run.report.members += values[1]
        before = current.get(row.org_id)
        changed = _changed(run, row, before, values)
        followed |= {row.org_id} if before and _FROZEN & set(changed) else set()
        if before is None or changed:
            gone += [before["pk"]] if before else []
            wanted.append(_organisation(run, row.org_id, values))
    if run.writes:
        HistoryOrganisation.objects.filter(pk__in=gone).update(replaced_by=run.batch)
        HistoryOrganisation.objects.bulk_create(wanted, batch_size=BATCH)
    return followed


def _rows(run: Run, source: Source) -> list[OrganisationRow]:
    """Those that are right. Ids of wrong ones are known too, so that referrals may name them."""
    seen, rows = new_organisations(run.now), list[OrganisationRow]()
    for lines in run.batches(ORGANISATIONS, source):
        for line in lines:
            found = [line] if isinstance(line, Problem) else organisation_of(line, seen)
            if isinstance(found, OrganisationRow):
                rows.append(found)
                continue
            for problem in found:
                run.report.refuse(problem)
                run.checks_organisations &= problem.row > 1
    run.named = {*run.organisations, *seen.rows}
    return rows


def _members(network_id: UUID) -> dict[str, UUID]:
    """By their names; of two that are spelt nearly alike the one that was here first."""
    named = Organisation.objects.filter(network_id=network_id).order_by("-registered_on", "-pk")
    return {plain_name(name): key for key, name in named.values_list("pk", "name")}


def _values(network_id: UUID, row: OrganisationRow, members: dict[str, UUID]) -> tuple[Any, ...]:
    """In the order of `_FIELDS`. Who has a member's name is that member, and counted once."""
    member = members.get(plain_name(row.name)) if row.name else None
    return (
        member or own_key(network_id, row.org_id), member is not None, row.name, row.sector,
        row.type, row.registered_on, row.left_on, row.teams, row.can_receive,
    )  # fmt: skip


def _changed(
    run: Run, row: OrganisationRow, before: dict[str, Any] | None, values: tuple[Any, ...]
) -> list[str]:
    if before is None:
        run.report.organisations.new += 1
        return []
    changed = differing(_FIELDS, tuple(before[name] for name in _FIELDS), values)
    if changed:
        run.report.organisations.changed += 1
        run.report.change(Change(ORGANISATIONS.file, row.row, row.org_id, columns_in(changed)))
    else:
        run.report.organisations.same += 1
    return changed


def _organisation(run: Run, org_id: str, values: tuple[Any, ...]) -> HistoryOrganisation:
    return HistoryOrganisation(
        network_id=run.network_id,
        batch=run.batch,
        org_id=org_id,
        **dict(zip(_FIELDS, values, strict=True)),
    )
