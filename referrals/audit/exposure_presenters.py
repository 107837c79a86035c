"""What an account opened, as a summary, rows, and a table."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.exports.tables import Table
from ccs.ui import moments
from referrals.audit.exposure import Exposed
from referrals.audit.mailbox import InMailbox
from referrals.audit.words import Subject, about_in_words


def summary(found: Sequence[Exposed], window: tuple[datetime, datetime]) -> list[tuple[str, str]]:
    """What the report to the ICO asks for: how many, what kinds of data, when."""
    times = [one.first_at for one in found if one.first_at]
    lasts = [one.last_at for one in found if one.last_at]
    rows = [
        (_("Between"), f"{_at(window[0])} – {_at(window[1])}"),
        (_("Conversations and people’s records"), str(len(found))),
        (_("Opened"), str(sum(one.read > 0 for one in found))),
        (_("Changed"), str(sum(one.changed > 0 for one in found))),
        (_("Taken away in a file"), str(sum(one.taken > 0 for one in found))),
        (_("Kinds of data"), ", ".join(_kinds(found)) or _("None")),
    ]
    if times and lasts:
        rows.append((_("First and last"), f"{_at(min(times))} – {_at(max(lasts))}"))
    return rows


def rows_shown(found: Sequence[Exposed]) -> list[dict[str, Any]]:
    return [
        {
            "what": one.reference or _kind_of(one),
            "name": one.name,
            "held_by": one.held_by,
            "read": one.read,
            "changed": one.changed,
            "taken": one.taken,
            "first": _at(one.first_at),
            "last": _at(one.last_at),
        }
        for one in found
    ]


def exposed_table(found: Sequence[Exposed]) -> Table:
    heads = [
        _("Referrals"),
        _("Person"),
        _("Teams that hold it"),
        _("Opened"),
        _("Changed"),
        _("Taken away"),
        _("First"),
        _("Last"),
    ]
    return Table(
        title=_("What was opened"),
        heads=heads,
        rows=[
            [
                one.reference or _kind_of(one),
                one.name,
                one.held_by,
                one.read,
                one.changed,
                one.taken,
                one.first_at,
                one.last_at,
            ]
            for one in found
        ],
    )


def mailbox_shown(found: InMailbox | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "rows": [
            (_("Emails that we sent there"), str(found.emails)),
            (_("Links to look and to answer that worked"), str(found.links)),
            (_("Of these, used to answer"), str(found.used)),
        ],
        "references": found.references,
    }


def _kinds(found: Sequence[Exposed]) -> list[str]:
    """In the words of the report: what somebody could have seen there."""
    opened = {kind for one in found for kind in one.kinds}
    words = []
    if opened & {Subject.REFERRAL, Subject.ASSESSMENT, Subject.CLIENT}:
        words.append(_("names and how to reach people"))
    if opened & {Subject.REFERRAL, Subject.ASSESSMENT}:
        words.append(_("what people told, money, household, health and home among it"))
    if Subject.ATTACHMENT in opened:
        words.append(_("files"))
    return words


def _kind_of(one: Exposed) -> str:
    first = min(one.kinds)
    return str(about_in_words(first)).capitalize()


def _at(moment: datetime | None) -> str:
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{moments.full_date(local.date())}, {local:%H:%M}"
