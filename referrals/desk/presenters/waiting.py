"""What waits for the desk, as its list shows it and as it is printed to ring from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.ui import moments, phones
from referrals.desk.waiting.listing import Count, Listed, Listing, Whose
from referrals.desk.waiting.rows import Press, Step
from referrals.referrals.presenters.wording import capital

_COLOURS: Final[dict[Press, str]] = {
    Press.PERSON: "orange",
    Press.HELPER: "blue",
    Press.UPKEEP: "grey",
}


@dataclass(frozen=True, slots=True)
class Row:
    """`taken` says who looks after it; `take` are the fields that make it one's own, or free it."""

    title: str
    tag: dict[str, str]
    facts: list[str]
    phone: str
    call: str
    step: Step
    taken: str
    assign: str
    take: dict[str, str]
    is_mine: bool


def rows_of(listing: Listing, *, actor: Actor, now: datetime) -> list[Row]:
    return [row_of(one, actor=actor, now=now) for one in listing.rows]


def row_of(one: Listed, *, actor: Actor, now: datetime) -> Row:
    waits = one.waits
    is_mine = one.taken is not None and one.taken.member_id == actor.member_id
    where = {
        "network": actor.network.slug,
        "kind": one.kind.code,
        "subject_id": waits.subject_id,
    }
    return Row(
        title=waits.what,
        tag={"text": str(one.kind.label), "colour": _COLOURS[one.kind.press]},
        facts=[
            fact for fact in (waits.who, *waits.facts, _since(one, now), _due(one, now)) if fact
        ],
        phone=phones.shown(waits.phone) if waits.phone else "",
        call=f"tel:{waits.phone}",
        step=waits.step,
        taken="" if is_mine or one.taken is None else one.taken.name,
        assign=reverse("referrals:assign_desk", kwargs=where),
        take={
            "member": "" if is_mine else str(actor.member_id),
            "seen": str(one.taken.member_id) if one.taken else "",
        },
        is_mine=is_mine,
    )


def counts_shown(
    listing: Listing, *, network: str, whose: Whose, chosen: str
) -> list[dict[str, Any]]:
    """Each kind of which there is any, with how much of it; and all of them."""
    number = sum(one.number for one in listing.counts)
    more = any(one.more for one in listing.counts)
    every = {
        "href": desk_page(network, whose=whose),
        "text": _("All"),
        "number": _number(number, more=more),
        "current": not chosen,
    }
    return [every, *(_count(one, network, whose, chosen) for one in listing.counts)]


def whose_shown(network: str, *, whose: Whose, chosen: str) -> list[dict[str, Any]]:
    words = {
        Whose.ALL: _("Everybody’s"),
        Whose.MINE: _("Mine"),
        Whose.NOBODYS: _("Nobody’s yet"),
    }
    return [
        {
            "href": desk_page(network, whose=one, chosen=chosen),
            "text": text,
            "current": one == whose,
        }
        for one, text in words.items()
    ]


def beyond(listing: Listing, *, network: str, whose: Whose, chosen: str) -> list[dict[str, str]]:
    """Of which kinds there is more than is shown, and where the rest stands."""
    return [
        {
            "href": "" if one.kind.code == chosen else _of_kind(one, network, whose),
            "text": str(one.kind.label),
        }
        for one in listing.counts
        if one.more and chosen in ("", one.kind.code)
    ]


def desk_page(network: str, *, whose: str = "", chosen: str = "") -> str:
    asked = {name: value for name, value in (("whose", str(whose)), ("kind", chosen)) if value}
    page = reverse("referrals:desk", kwargs={"network": network})
    return f"{page}?{urlencode(asked)}" if asked else page


def _since(one: Listed, now: datetime) -> str:
    since = one.waits.since
    return _("Since %(when)s") % {"when": moments.at(since, now)} if since else ""


def _due(one: Listed, now: datetime) -> str:
    return capital(moments.by(one.waits.due, now)) if one.waits.due else ""


def _count(one: Count, network: str, whose: Whose, chosen: str) -> dict[str, Any]:
    return {
        "href": _of_kind(one, network, whose),
        "text": str(one.kind.label),
        "number": _number(one.number, more=one.more),
        "current": one.kind.code == chosen,
    }


def _of_kind(one: Count, network: str, whose: Whose) -> str:
    return desk_page(network, whose=whose, chosen=one.kind.code)


def _number(number: int, *, more: bool) -> str:
    return f"{number}+" if more else str(number)
