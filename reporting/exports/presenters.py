"""Long lists on pages: how far each is, and until when its file is there."""

from typing import Any, Final
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from reporting.exports.models import Export
from reporting.exports.rules import UNFINISHED, Format, State, percent
from reporting.figures.periods import days_of
from reporting.figures.rules import Period

_COLOURS: Final = {
    State.WAITING: "grey",
    State.RUNNING: "blue",
    State.READY: "green",
    State.FAILED: "red",
    State.EXPIRED: "grey",
}


def page_of(network: str, export_id: UUID) -> str:
    return reverse("reporting:export", kwargs={"network": network, "export_id": export_id})


def title_of(export: Export) -> str:
    return _("Referrals sent %(days)s") % {"days": days_of(Period(export.first, export.last))}


def row_of(export: Export, *, actor: Actor) -> dict[str, Any]:
    """In the list. The desk sees what others have asked for too."""
    facts = [Format(export.format).name, _asked(export)]
    if export.state == State.READY:
        facts.append(_until(export))
    return {
        "href": page_of(actor.network.slug, export.pk),
        "title": title_of(export),
        "tag": {"text": State(export.state).label, "colour": _COLOURS[State(export.state)]},
        "facts": facts,
    }


def shown(export: Export, *, actor: Actor) -> dict[str, Any]:
    """On its own page. The file and another try are for who asked."""
    state = State(export.state)
    done = percent(export.rows_done, export.rows_of)
    return {
        "title": title_of(export),
        "tag": {"text": state.label, "colour": _COLOURS[state]},
        "working": state in UNFINISHED,
        "own": export.asked_by_id == actor.member_id,
        "ready": state == State.READY,
        "failed": state == State.FAILED,
        "expired": state == State.EXPIRED,
        "percent": done,
        "progress": _progress(export, done),
        "size": filesizeformat(export.size),
        "until": _until(export) if export.expires_at else "",
        "details": _details(export),
    }


def file_name(export: Export, network: str) -> str:
    return f"{network}-referrals-{export.first}-to-{export.last}.{export.format}"


def _details(export: Export) -> list[tuple[str, str]]:
    kind = str(Format(export.format).label)
    rows = [(_("Kind of file"), kind), (_("Asked for"), _asked(export))]
    if export.rows_of is not None:
        rows.append((_("Referrals"), _number(export.rows_of)))
    holds = (
        _("Reference, days, organisations, needs, answers and waits")
        if export.in_full
        else _("Months, organisations, services and how it stands; no reference or needs")
    )
    return [*rows, (_("What is in it"), holds)]


def _progress(export: Export, done: int) -> str:
    if export.rows_of is None:
        return _("It has not begun yet. It will within a minute.")
    words = {"done": _number(export.rows_done), "of": _number(export.rows_of), "percent": done}
    return _("%(done)s of %(of)s referrals are written (%(percent)d%%).") % words


def _asked(export: Export) -> str:
    asked = localtime(export.asked_at)
    return _("%(name)s, %(day)s at %(time)s") % {
        "name": export.asked_by.name,
        "day": moments.full_date(asked.date()),
        "time": moments.clock(asked),
    }


def _until(export: Export) -> str:
    day = localtime(export.expires_at).date() if export.expires_at else None
    return _("There until %(day)s") % {"day": moments.full_date(day)} if day else ""


def _number(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)
