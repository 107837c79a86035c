"""What an import did or would do, as lines to read."""

from collections.abc import Iterator
from typing import Any, Final

from organisations.interchange.intake.planning import OrganisationPlan, Plan, ServicePlan
from organisations.interchange.intake.sectors import sector_of

_LONGEST: Final = 60


def report(plan: Plan, *, dry_run: bool) -> Iterator[str]:
    """First what to look at, then what changes, then what it came to."""
    yield from _remarks(plan)
    yield from _organisations(plan)
    yield from _services(plan)
    yield from _gone(plan)
    yield ""
    yield from _sums(plan)
    if plan.is_blocked:
        wrong = sum(1 for remark in plan.remarks if remark.blocking)
        yield f"{wrong} must be put right first (marked !). Nothing was written."
    elif dry_run:
        yield "This was a dry run. Nothing was written."
    elif not plan.changes_anything:
        yield "Everything was here already."
    if not plan.is_blocked and any(one.existing is None for one in plan.services):
        yield "New services are drafts for members only: look at each, then publish it on its page."


def _remarks(plan: Plan) -> Iterator[str]:
    if plan.remarks:
        yield "To look at:"
    for remark in plan.remarks:
        yield f"  {'!' if remark.blocking else '-'} {remark.place}: {remark.message}"


def _organisations(plan: Plan) -> Iterator[str]:
    yield "Organisations:"
    for one in plan.organisations.values():
        yield from _organisation(one)


def _organisation(plan: OrganisationPlan) -> Iterator[str]:
    name = plan.incoming.name
    if plan.existing is None:
        sector = plan.incoming.sector or f"{sector_of(name)} by its name"
        yield f"  + {name}: new, sector {sector}, registered today, no agreement signed yet"
        for other in plan.alike:
            yield (
                f"    ? It may be “{other.name}”: {other.why}. It is not merged. If they are one,"
                f" import with --same “{name}={other.name}” instead."
            )
    elif plan.changed:
        yield f"  ~ {plan.existing.name}"
        yield from _changes(plan.changed)
    if plan.existing and plan.existing.name != name:
        yield f"    The source calls {plan.existing.name} “{name}”. Its name here stays."


def _services(plan: Plan) -> Iterator[str]:
    yield "Services:"
    for one in plan.services:
        yield from _service(one)


def _service(plan: ServicePlan) -> Iterator[str]:
    if plan.existing is None:
        yield f"  + {plan.incoming.name} ({plan.team})"
    elif plan.changed:
        shown = " - already published" if plan.existing.status == "published" else ""
        yield f"  ~ {plan.existing.name} ({plan.team}){shown}"
    yield from _changes([one for one in plan.changed if plan.existing or one.field != "name"])


def _changes(changed: Any) -> Iterator[str]:
    for change in changed:
        before = f"{_value(change.before)} -> " if change.before else ""
        yield f"      {change.field}: {before}{_value(change.after)}"


def _value(value: Any) -> str:
    if isinstance(value, list):
        text = "; ".join(_value(one) for one in value)
    elif isinstance(value, tuple):
        text = " ".join(str(one) for one in value if one not in (None, "", ()))
    else:
        text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _gone(plan: Plan) -> Iterator[str]:
    if plan.gone:
        yield "No longer in the source, and left as they are here (withdraw them on their pages):"
    for name in plan.gone:
        yield f"  {name}"


def _sums(plan: Plan) -> Iterator[str]:
    for word, rows in (("organisations", plan.organisations.values()), ("services", plan.services)):
        new = sum(1 for one in rows if one.existing is None)
        changed = sum(1 for one in rows if one.existing and one.changed)
        same = len(rows) - new - changed
        yield f"{word}: {new} added, {changed} changed, {same} unchanged"
