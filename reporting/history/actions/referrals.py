"""The referrals of a history: new ones, new versions of what changed, by thousands."""

from collections.abc import Iterable, Iterator
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from networks.calendar.rules import LONDON
from reporting.history.actions.running import BATCH, Known, Run, columns_in, differing
from reporting.history.columns import REFERRALS
from reporting.history.faults import Problem
from reporting.history.models import HistoryReferral
from reporting.history.reading import Line, Source
from reporting.history.reports import Change
from reporting.history.rules import COUNTED, ReferralRow, Seen, new_referrals, referral_of

_SAID: Final = (
    "from_org", "to_org", "from_team", "to_team", "need", "status", "outcome", "made_at",
    "accepted_at", "ended_at",
)  # fmt: skip
_FROZEN: Final = ("from_key", "to_key", "from_sector", "to_sector", "from_type", "to_type")
_FIELDS: Final = (*_SAID, *_FROZEN)


def bring_referrals(run: Run, source: Source | None) -> None:
    if source is None:
        return
    seen = new_referrals(run.now, run.named if run.checks_organisations else None)
    run.referrals = seen.rows
    for lines in run.batches(REFERRALS, source):
        rows = list(_rows(run, lines, seen))
        before = _before(run.network_id, [row.referral_id for row in rows])
        changed = dict[str, tuple[Any, ...]]()
        for row in rows:
            _count(run, row)
            values = _values(row, run.organisations)
            if _differs(run, row, before.get(row.referral_id), values):
                changed[row.referral_id] = values
        _write(run, changed, [before[one][0] for one in changed if one in before])


def follow_organisations(run: Run, changed: set[str]) -> None:
    """Referrals keep the sector, type and identity of both sides: corrected with them.

    Those of the files were just compared; these are the others.
    """
    of_them = HistoryReferral.objects.filter(
        Q(from_org__in=changed) | Q(to_org__in=changed),
        network_id=run.network_id,
        replaced_by=None,
    )
    last = UUID(int=0)
    while changed:
        some = of_them.filter(pk__gt=last).order_by("pk")[:BATCH]
        rows = list(some.values_list("pk", "referral_id", *_FIELDS))
        if not rows:
            return
        last, gone, wanted = rows[-1][0], list[UUID](), dict[str, tuple[Any, ...]]()
        for pk, referral_id, *values in rows:
            said = tuple(values[: len(_SAID)])
            after = (*said, *_frozen(said[0], said[1], run.organisations))
            if after != tuple(values) and referral_id not in run.referrals:
                gone.append(pk)
                wanted[referral_id] = after
        run.report.followed += len(gone)
        _write(run, wanted, gone)


def _rows(run: Run, lines: Iterable[Line | Problem], seen: Seen) -> Iterator[ReferralRow]:
    """Those that are right; of an organisation that is not, nothing can be said."""
    for line in lines:
        found = [line] if isinstance(line, Problem) else referral_of(line, seen)
        if not isinstance(found, ReferralRow):
            for problem in found:
                run.report.refuse(problem)
        elif {found.from_org, found.to_org} <= run.organisations.keys():
            yield found


def _before(network_id: UUID, ids: list[str]) -> dict[str, tuple[Any, ...]]:
    rows = HistoryReferral.objects.filter(
        network_id=network_id, referral_id__in=ids, replaced_by=None
    )
    return {one[1]: (one[0], *one[2:]) for one in rows.values_list("pk", "referral_id", *_FIELDS)}


def _values(row: ReferralRow, known: dict[str, Known]) -> tuple[Any, ...]:
    return (
        *(getattr(row, name) for name in _SAID),
        *_frozen(row.from_org, row.to_org, known),
    )


def _frozen(from_org: str, to_org: str, known: dict[str, Known]) -> tuple[Any, ...]:
    one, other = known[from_org], known[to_org]
    return (one.key, other.key, one.sector, other.sector, one.type, other.type)


def _count(run: Run, row: ReferralRow) -> None:
    run.report.stands(row.status)
    if row.status in COUNTED:
        at = row.accepted_at or row.made_at
        run.report.accepted(at.astimezone(LONDON).date(), dated=row.accepted_at is not None)


def _differs(
    run: Run, row: ReferralRow, before: tuple[Any, ...] | None, values: tuple[Any, ...]
) -> bool:
    if before is None:
        run.report.referrals.new += 1
        return True
    changed = differing(_FIELDS, before[1:], values)
    if changed:
        run.report.referrals.changed += 1
        run.report.change(Change(REFERRALS.file, row.row, row.referral_id, columns_in(changed)))
    else:
        run.report.referrals.same += 1
    return bool(changed)


def _write(run: Run, wanted: dict[str, tuple[Any, ...]], gone: list[UUID]) -> None:
    if not run.writes:
        return
    if gone:
        HistoryReferral.objects.filter(pk__in=gone).update(replaced_by=run.batch)
    HistoryReferral.objects.bulk_create(
        HistoryReferral(
            network_id=run.network_id,
            batch=run.batch,
            referral_id=referral_id,
            **dict(zip(_FIELDS, values, strict=True)),
        )
        for referral_id, values in wanted.items()
    )
