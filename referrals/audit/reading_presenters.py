"""What stood out, and whose acts may be looked at, as rows of words."""

from collections.abc import Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ccs.ui import moments
from organisations.members.models import Membership
from organisations.roles.models import ApiKey
from referrals.audit.models import Found, UnusualReading, WhatStoodOut
from referrals.emergency.rules import Reason

_COLOURS: Final = {Found.RIGHT: "green", Found.LOOKING: "yellow", Found.WRONG: "red"}


def member_row(member: Membership, network: str) -> dict[str, Any]:
    where = {"network": network, "member_id": member.pk}
    return {"href": reverse("referrals:member_trail", kwargs=where), "title": member.name}


def key_row(key: ApiKey, network: str) -> dict[str, Any]:
    where = {"network": network, "key_id": key.pk}
    ended = _("Ended") if key.revoked_at else ""
    return {
        "href": reverse("referrals:exposed_by_key", kwargs=where),
        "title": key.name,
        "facts": [ended],
    }


def reading_row(one: UnusualReading, network: str) -> dict[str, Any]:
    return {
        "href": _address(one, network),
        "title": one.member.name,
        "tag": _tag(one),
        "facts": [str(WhatStoodOut(one.kind).label), moments.full_date(one.day), _many(one)],
    }


def reading_shown(one: UnusualReading, network: str) -> dict[str, Any]:
    where = {"network": network, "member_id": one.member_id}
    day = {"day": one.day.day, "month": one.day.month, "year": one.day.year}
    narrowed = "&".join(
        f"{name}-{box}={value}" for name in ("since", "until") for box, value in day.items()
    )
    details = [
        (_("What stood out"), str(WhatStoodOut(one.kind).label)),
        (_("Day"), moments.full_date(one.day)),
        (_("How many"), _many(one)),
        (_("First and last"), _between(one)),
        (_("Organisation"), one.organisation.name if one.organisation else _("None")),
        *_emergency(one),
    ]
    return {
        "name": one.member.name,
        "tag": _tag(one),
        "why": _why(one),
        "details": [*details, *_answer(one)],
        "acts": f"{reverse('referrals:member_trail', kwargs=where)}?kind=read&{narrowed}",
    }


def counts_in_words(rows: Sequence[tuple[str, int, int]]) -> list[dict[str, str]]:
    return [
        {"name": name, "count": str(count), "waiting": str(waiting)}
        for name, count, waiting in rows
    ]


def _emergency(one: UnusualReading) -> list[tuple[str, str]]:
    """Which letter, and why, as who read it said."""
    reading = one.emergency
    if reading is None:
        return []
    return [
        (_("Referral"), reading.referral.reference),
        (_("Their team"), reading.team.name),
        (_("Why they had to read it"), str(Reason(reading.reason).label)),
        (_("What had happened, in their words"), reading.words),
    ]


def _answer(one: UnusualReading) -> list[tuple[str, str]]:
    if not one.answer or one.answered_by is None or one.answered_at is None:
        return []
    said = [(_("Answer"), str(Found(one.answer).label)), (_("By"), one.answered_by.name)]
    return [*said, (_("Note"), one.note)] if one.note else said


def _tag(one: UnusualReading) -> dict[str, str]:
    if not one.answer:
        return {"text": _("To look at"), "colour": "blue"}
    return {"text": str(Found(one.answer).label), "colour": _COLOURS[Found(one.answer)]}


def _why(one: UnusualReading) -> str:
    words = {
        WhatStoodOut.MANY: _(
            "In one hour they opened far more records than in any hour of the month before."
        ),
        WhatStoodOut.NIGHT: _("They opened records at night, and seldom do."),
        WhatStoodOut.OWN_NAME: _(
            "They opened the letter of somebody who has their family name."
            " It may be a relative, or a name that many people have."
        ),
        WhatStoodOut.LONG_CLOSED: _(
            "They opened letters of referrals that ended more than six months ago."
        ),
        WhatStoodOut.EMERGENCY: _(
            "They read a letter that another team of your organisation has, and said that somebody"
            " was in danger. They could read it for 24 hours. Ask them what happened."
        ),
    }
    return words[WhatStoodOut(one.kind)]


def _many(one: UnusualReading) -> str:
    return ngettext("%(n)s record", "%(n)s records", one.count) % {"n": one.count}


def _between(one: UnusualReading) -> str:
    first, last = moments.clock(one.first_at), moments.clock(one.last_at)
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def _address(one: UnusualReading, network: str) -> str:
    where = {"network": network, "reading_id": one.pk}
    return reverse("referrals:unusual_reading", kwargs=where)
