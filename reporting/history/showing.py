"""What an upload found and what an import did, as pages show it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.ui import moments
from reporting.history.columns import LAYOUTS
from reporting.history.faults import Problem, words_of
from reporting.history.models import HistoryImport, HistoryUpload
from reporting.history.reports import Count, Report

_SHOWN: Final = 100
_FILES: Final = {
    "organisations": gettext_lazy("Organisations"),
    "referrals": gettext_lazy("Referrals"),
}
_State = HistoryUpload.State
_STATES: Final = {
    _State.CHECKING: gettext_lazy("Being checked"),
    _State.CHECKED: gettext_lazy("Waits for you"),
    _State.WRONG: gettext_lazy("Has problems"),
    _State.IMPORTING: gettext_lazy("Being brought in"),
}


def number(value: int) -> str:
    return number_format(value, use_l10n=True, force_grouping=True)


def moment(at: datetime) -> str:
    """`3 May 2026, 2:05pm`."""
    return f"{moments.full_date(localtime(at).date())}, {moments.clock(at)}"


def import_items(rows: Sequence[HistoryImport], network: str) -> list[dict[str, Any]]:
    """For a list of results: each leads to its own page."""
    return [
        {
            "href": reverse(
                "reporting:history_import", kwargs={"network": network, "import_id": row.pk}
            ),
            "title": moment(row.at),
            "tag": _tag(row),
            "facts": [row.by_name, *(_fact(row, file) for file in _FILES)],
        }
        for row in rows
    ]


def _tag(row: HistoryImport) -> dict[str, str] | None:
    if row.undone_at:
        return {"text": _("Undone"), "colour": "grey"}
    return {"text": _("Being undone"), "colour": "blue"} if row.undo_asked_at else None


def _fact(row: HistoryImport, file: str) -> str:
    return _("%(file)s: %(new)s new, %(changed)s changed") % {
        "file": _FILES[file],
        "new": number(row.counts.get(file, {}).get("new", 0)),
        "changed": number(row.counts.get(file, {}).get("changed", 0)),
    }


def upload_items(rows: Sequence[HistoryUpload], network: str) -> list[dict[str, Any]]:
    return [
        {
            "href": reverse(
                "reporting:history_files", kwargs={"network": network, "upload_id": row.pk}
            ),
            "title": moment(row.at),
            "tag": {"text": _STATES[_State(row.state)], "colour": "blue"},
            "facts": [row.by_name],
        }
        for row in rows
    ]


def import_facts(row: HistoryImport) -> list[tuple[str, str]]:
    facts = [(_("Brought in"), moment(row.at))]
    facts += [(_("By"), row.by_name)] if row.by_name else []
    for file in _FILES:
        kept = Count(**row.counts.get(file, {}))
        facts.append((str(_FILES[file]), _counted(kept)))
    if row.counts.get("followed"):
        facts.append((_("Followed their organisation"), number(row.counts["followed"])))
    if row.undone_at:
        facts.append((_("Undone"), f"{moment(row.undone_at)}, {row.undone_by_name}"))
    return facts


def _counted(count: Count) -> str:
    return _("%(new)s new, %(changed)s changed, %(same)s unchanged") % {
        "new": number(count.new),
        "changed": number(count.changed),
        "same": number(count.same),
    }


def count_rows(report: Report) -> list[tuple[str, list[str]]]:
    """By file: new, changed, unchanged."""
    return [
        (str(_FILES[file]), [number(one.new), number(one.changed), number(one.same)])
        for file, one in (
            ("organisations", report.organisations),
            ("referrals", report.referrals),
        )
    ]


def year_rows(report: Report) -> list[tuple[str, list[str]]]:
    return [
        (
            _("October %(first)d to September %(last)d") % {"first": int(year), "last": last},
            [number(count)],
        )
        for year, count in sorted(report.years.items())
        for last in (int(year) + 1,)
    ]


def problem_rows(problems: Sequence[Problem]) -> list[tuple[str, list[str]]]:
    """The first of them: where, and what to do."""
    return [(_place(one), [one.column or "–", words_of(one)]) for one in problems[:_SHOWN]]


def problem_cells(problems: Sequence[Problem]) -> list[list[Any]]:
    """For a spreadsheet."""
    return [[LAYOUTS[one.file].name, one.row, one.column, words_of(one)] for one in problems]


def change_rows(report: Report) -> list[tuple[str, list[str]]]:
    return [
        (
            _("%(file)s, row %(row)d") % {"file": LAYOUTS[one.file].name, "row": one.row},
            [one.name, ", ".join(one.columns)],
        )
        for one in report.changes
    ]


def unlisted_words(report: Report) -> str:
    """Empty where every changed row is listed."""
    if not report.unlisted:
        return ""
    return ngettext("And %(n)s more row.", "And %(n)s more rows.", report.unlisted) % {
        "n": number(report.unlisted)
    }


def _place(one: Problem) -> str:
    name = LAYOUTS[one.file].name
    if not one.row:
        return _("%(file)s, the whole file") % {"file": name}
    return _("%(file)s, row %(row)d") % {"file": name, "row": one.row}


def wrong_words(report: Report) -> str:
    told = ngettext(
        "Nothing is brought in yet: there is %(n)s problem.",
        "Nothing is brought in yet: there are %(n)s problems.",
        report.wrong,
    ) % {"n": number(report.wrong)}
    if report.wrong <= _SHOWN:
        return told
    return told + " " + _("Here are the first %(n)d.") % {"n": _SHOWN}


def remarks(report: Report) -> list[str]:
    return list(_remarks(report))


def _remarks(report: Report) -> Iterator[str]:
    if report.members:
        yield ngettext(
            "%(n)s organisation is a member here by the same name: it is counted once.",
            "%(n)s organisations are members here by the same name: each is counted once.",
            report.members,
        ) % {"n": number(report.members)}
    if report.followed:
        yield ngettext(
            "%(n)s earlier referral follows its organisation’s new sector or type.",
            "%(n)s earlier referrals follow their organisation’s new sector or type.",
            report.followed,
        ) % {"n": number(report.followed)}
    if report.undated:
        yield ngettext(
            "%(n)s accepted referral does not say when: it counts on the day it was made.",
            "%(n)s accepted referrals do not say when: they count on the day they were made.",
            report.undated,
        ) % {"n": number(report.undated)}
    uncounted = sum(report.statuses.values()) - sum(report.years.values())
    if uncounted:
        yield ngettext(
            "%(n)s referral was not accepted: it is kept, and not counted as accepted.",
            "%(n)s referrals were not accepted: they are kept, and not counted as accepted.",
            uncounted,
        ) % {"n": number(uncounted)}
