"""Members and calls in words, and as a table to take away."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ccs.exports.tables import Cell, Table
from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.ui import moments, phones
from organisations.engagement.pipeline.rules import Known, Liveliness, liveliness
from organisations.members.models import Sector
from referrals.engagement.calling import Call
from referrals.engagement.forms import CalledForm
from referrals.engagement.listing import Step, day_of
from referrals.engagement.members import Member

_COLOURS = {
    Liveliness.JOINING: "blue",
    Liveliness.ACTIVE: "green",
    Liveliness.QUIET: "orange",
    Liveliness.PAUSED: "grey",
}


def heads() -> list[str]:
    return [_("Active or quiet"), *(str(step.label) for step in Step), _("Time to answer")]


def counted_in_words(number: int, *, teams: bool) -> str:
    if teams:
        return ngettext("%(n)d team", "%(n)d teams", number) % {"n": number}
    return ngettext("%(n)d organisation", "%(n)d organisations", number) % {"n": number}


def rows_of(members: list[Member], *, actor: Actor, today: date) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "href": reverse(
                "organisations:organisation",
                kwargs={"network": actor.network.slug, "organisation_id": one.organisation.pk},
            ),
            "state": _state(one.known, today),
            "cells": [
                *(short_day(day_of(one.known, step)) for step in Step),
                minutes_in_words(one.known.replies),
            ],
        }
        for one in members
    ]


def table_of(members: list[Member], *, today: date) -> Table:
    """All that was asked for, with dates as dates and minutes as numbers."""
    first = [_("Name"), _("Organisation"), _("Kind of organisation"), _("Active or quiet")]
    columns = [*first, *(str(step.label) for step in Step)]
    rows: list[list[Cell]] = [
        [
            one.team.name if one.team else one.name,
            one.organisation.name,
            str(Sector(one.organisation.sector).label),
            str(liveliness(one.known, today=today).label),
            *(day_of(one.known, step) for step in Step),
            one.known.replies,
        ]
        for one in members
    ]
    return Table(title=_("Members"), heads=[*columns, _("Minutes to answer")], rows=rows)


def calls_shown(calls: list[Call], *, actor: Actor) -> list[dict[str, Any]]:
    """Each with a form of its own, whose fields have names of their own on the page."""
    now = timezone.now()
    return [
        {
            "name": call.organisation.name,
            "href": reverse(
                "organisations:organisation",
                kwargs={"network": actor.network.slug, "organisation_id": call.organisation.pk},
            ),
            "reasons": call.reasons,
            "people": _people(call),
            "spoken": _("In touch %(day)s") % {"day": moments.when(call.last_on, now)}
            if call.last_on
            else "",
            "called": reverse(
                "referrals:called",
                kwargs={"network": actor.network.slug, "organisation_id": call.organisation.pk},
            ),
            "form": CalledForm(auto_id=f"call-{number}-%s", initial={"note_id": str(new_id())}),
        }
        for number, call in enumerate(calls)
    ]


def short_day(day: date | None) -> str:
    """`12 Mar 2026`, day and month in one line; a dash where there is none."""
    return date_format(day, "j\u00a0M Y") if day else "–"


def minutes_in_words(minutes: int | None) -> str:
    if minutes is None:
        return "–"
    hours = max(1, round(minutes / 60))
    return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}


def _state(known: Known, today: date) -> dict[str, str]:
    state = liveliness(known, today=today)
    return {"text": str(state.label), "colour": _COLOURS[state]}


def _people(call: Call) -> list[dict[str, str]]:
    """Its managers with their numbers; the teams' numbers where nobody has one."""
    named = [
        {"name": one.name, "phone": phones.shown(one.phone), "call": one.phone.replace(" ", "")}
        for one in call.people[:4]
    ]
    if any(one["phone"] for one in named):
        return named
    teams = [
        {"name": one.name, "phone": phones.shown(one.phone), "call": one.phone.replace(" ", "")}
        for one in call.teams
        if one.phone
    ]
    return [*named, *teams]
