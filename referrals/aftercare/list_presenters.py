"""The list of checks in words: envelopes, so nothing of whom they are about."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ccs.paging.keyset import Page
from ccs.tenancy.actor import Actor
from ccs.ui import moments
from referrals.aftercare.listing import CheckRow, Shelf
from referrals.aftercare.models import AftercareCheck
from referrals.aftercare.presenters import (
    due_tag,
    needs_title,
    page_of_check,
    page_of_plan,
    tries_in_words,
    weeks_in_words,
)
from referrals.aftercare.rules import OPEN

_EMPTY: Final[dict[str, tuple[Promise, Promise]]] = {
    Shelf.DUE: (
        _("Nobody is to be asked now"),
        _("Some weeks after a crisis was met we remind you to ask how they are."),
    ),
    Shelf.COMING: (
        _("No checks are planned"),
        _("They begin when a crisis was met, or when the last referral of a person has ended."),
    ),
    Shelf.OVER: (
        _("No checks have been made yet"),
        _("What people told you at a check shows here."),
    ),
}


def list_page(network: str, shelf: str = "", team_id: UUID | None = None) -> str:
    asked = {"list": shelf, "team": str(team_id or "")}
    query = urlencode({name: value for name, value in asked.items() if value})
    address = reverse("referrals:aftercare", kwargs={"network": network})
    return f"{address}?{query}" if query else address


def tabs(network: str, current: str, team_id: UUID | None) -> list[dict[str, Any]]:
    return [
        {
            "href": list_page(network, shelf.value, team_id),
            "text": shelf.label,
            "current": shelf == current,
        }
        for shelf in Shelf
    ]


def rows_shown(
    rows: Sequence[CheckRow], *, actor: Actor, teams: Mapping[UUID, str], now: datetime
) -> list[dict[str, Any]]:
    """`teams` are named where there are several."""
    return [_row(row, actor, teams, now) for row in rows]


def page_links(page: Page[Any], shelf: str, team_id: UUID | None) -> dict[str, str]:
    kept = urlencode({"list": shelf} | ({"team": str(team_id)} if team_id else {}))
    return {
        "previous": f"?{kept}&{page.previous}" if page.previous else "",
        "next": f"?{kept}&{page.next}" if page.next else "",
    }


def empty_words(shelf: str) -> dict[str, str]:
    title, text = _EMPTY[shelf]
    return {"title": str(title), "text": str(text)}


def _row(row: CheckRow, actor: Actor, teams: Mapping[UUID, str], now: datetime) -> dict[str, Any]:
    check, network = row.check, actor.network.slug
    to_do = check.status in OPEN and check.team_id in actor.teams and not row.waits
    needs = needs_title(row.about.needs)
    return {
        "href": page_of_check(network, check.pk) if to_do else page_of_plan(network, row.plan.pk),
        "title": gettext("Check %(number)s: %(needs)s") % {"number": check.number, "needs": needs}
        if needs
        else gettext("Check %(number)s") % {"number": check.number},
        "tag": due_tag(check, now),
        "facts": [
            gettext("Waits: the person’s record is restricted") if row.waits else "",
            weeks_in_words(check),
            tries_in_words(check) if check.tries and check.status in OPEN else "",
            _over(check, now),
            teams.get(check.team_id, ""),
            ", ".join(row.about.references),
        ],
    }


def _over(check: AftercareCheck, now: datetime) -> str:
    if check.done_at is None:
        return ""
    return moments.full_date(localtime(check.done_at).date())
