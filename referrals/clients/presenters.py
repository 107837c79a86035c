"""People who were found, and one person's page, in finished sentences."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.ui import moments, phones
from organisations.needs.rules import need_labels
from referrals.clients.asking import Asked
from referrals.clients.history import Conversation, KnownPerson
from referrals.clients.models import Client, HouseholdMember
from referrals.clients.queries import Found
from referrals.clients.wording import (
    Rows,
    address_in_words,
    born_in_words,
    contact_rows,
    person_rows,
    relative_in_words,
    relative_name,
    ways_to_reach,
)
from referrals.referrals.presenters.wording import page_of_referral, tag_of


@dataclass(frozen=True, slots=True)
class PersonShown:
    name: str
    known_as: str
    safe: str
    not_safe: str
    contact: Rows
    person: Rows
    household: list[dict[str, Any]]
    conversations: list[dict[str, Any]]
    also: list[dict[str, Any]]


def page_of_person(network: str, client_id: Any) -> str:
    return reverse("referrals:person", kwargs={"network": network, "client_id": client_id})


def found_items(found: Sequence[Found], *, network: str, now: datetime) -> list[dict[str, Any]]:
    """A row each; `choice` is what a button of the row posts."""
    return [_found_item(one, network, now) for one in found]


def asked_in_words(asked: Asked) -> list[str]:
    """What the search understood, so that a slip shows."""
    parts = [
        _("name: %(name)s") % {"name": " ".join(asked.words)} if asked.words else "",
        _("born on %(date)s") % {"date": moments.full_date(asked.born)} if asked.born else "",
        _("phone: ends in %(figures)s") % {"figures": asked.phone} if asked.phone else "",
        _("postcode: %(postcode)s") % {"postcode": asked.postcode} if asked.postcode else "",
    ]
    return [part for part in parts if part]


def show_person(
    known: KnownPerson, *, network: str, teams: Collection[UUID], now: datetime
) -> PersonShown:
    """`teams` are the reader's own: what those were told they may add to."""
    client = known.client
    erased = {one.pk for one in (client, *known.also) if one.is_erased}
    return PersonShown(
        name=_("Erased") if client.is_erased else client.full_name,
        known_as=client.known_as,
        safe=ways_to_reach(client, safe=True),
        not_safe=ways_to_reach(client, safe=False),
        contact=contact_rows(client),
        person=person_rows(client, now),
        household=[_member_item(one, now) for one in known.household],
        conversations=[
            _conversation(one, network, teams, now, erased=one.assessment.client_id in erased)
            for one in known.conversations
        ],
        also=[_also(one, now) for one in known.also if one.pk not in erased],
    )


def side_by_side(first: Client, second: Client, *, now: datetime) -> list[dict[str, Any]]:
    """What either record holds, a row each; `same` where there is nothing to choose."""
    pairs = zip(_facts(first, now), _facts(second, now), strict=True)
    return [
        {"label": label, "first": one, "second": other, "same": one == other}
        for (label, one), (_label, other) in pairs
        if one or other
    ]


def pair_item(first: Client, second: Client, *, network: str, now: datetime) -> dict[str, Any]:
    where = {"network": network, "client_id": first.pk, "other_id": second.pk}
    return {
        "href": reverse("referrals:compare_people", kwargs=where),
        "title": _("%(one)s and %(other)s") % {"one": first.full_name, "other": second.full_name},
        "facts": [", ".join(facts) for one in (first, second) if (facts := _short(one, now))],
    }


def _found_item(found: Found, network: str, now: datetime) -> dict[str, Any]:
    client, member = found.client, found.member
    if member is None:
        return {
            "href": page_of_person(network, client.pk),
            "title": client.full_name,
            "facts": [*_short(client, now), *_why(found)],
            "choice": str(client.pk),
        }
    lives_with = _("Lives with %(name)s") % {"name": client.full_name}
    return {
        "href": page_of_person(network, client.pk),
        "title": _full_name(member, client),
        "facts": [*told_values(born_in_words(member, now)), lives_with, *_why(found)],
        "choice": f"member:{member.pk}",
    }


def _why(found: Found) -> list[str]:
    hit = found.hit
    return [
        *([_("Same date of birth")] if hit.same_birth else []),
        *([_("Same phone number")] if hit.same_phone else []),
    ]


def _short(client: Client, now: datetime) -> list[str]:
    return told_values(
        born_in_words(client, now),
        client.postcode,
        phones.shown(client.phone) if client.phone else "",
    )


def _facts(client: Client, now: datetime) -> Rows:
    return [
        (_("Name"), client.full_name),
        (_("Likes to be called"), client.preferred_name),
        (_("Date of birth"), born_in_words(client, now)),
        (_("Phone"), phones.shown(client.phone) if client.phone else ""),
        (_("Email"), client.email),
        (_("Safe ways to reach them"), ways_to_reach(client, safe=True)),
        (_("Address"), address_in_words(client)),
        (_("Postcode"), client.postcode),
        (_("Written down"), moments.full_date(localtime(client.created_at).date())),
    ]


def _full_name(member: HouseholdMember, client: Client) -> str:
    return f"{member.given_name} {member.family_name or client.family_name}".strip()


def _member_item(member: HouseholdMember, now: datetime) -> dict[str, Any]:
    return {
        "text": relative_in_words(member, now),
        "name": relative_name(member),
        "choice": f"member:{member.pk}",
    }


def _also(client: Client, now: datetime) -> dict[str, Any]:
    facts = [client.full_name, *_short(client, now)]
    return {"text": ", ".join(facts), "name": client.full_name, "id": str(client.pk)}


def _conversation(
    one: Conversation, network: str, teams: Collection[UUID], now: datetime, *, erased: bool
) -> dict[str, Any]:
    assessment = one.assessment
    day = moments.full_date(localtime(assessment.created_at).date())
    unsent = assessment.first_sent_at is None
    own = assessment.team_id in teams and not unsent and not erased
    where = {"network": network, "assessment_id": assessment.pk}
    return {
        "title": _("%(date)s, told to %(team)s") % {"date": day, "team": assessment.team.name},
        "needs": ", ".join(need_labels(list(one.needs))),
        "unsent": ""
        if erased or not unsent
        else reverse("referrals:assessment_edit", kwargs=where),
        "card": reverse("referrals:card", kwargs=where) if own else "",
        "followed": _followed(one, network),
        "learnt": (reverse("referrals:learnt", kwargs=where) if own else ""),
        "referrals": [
            {
                "href": page_of_referral(network, referral.reference),
                "title": f"{referral.reference} {referral.service_name}".strip(),
                "tag": tag_of(referral.status),
            }
            for referral in one.referrals
        ],
    }


def _followed(one: Conversation, network: str) -> str:
    """The chain of a conversation is found by any referral of it."""
    if not one.referrals:
        return ""
    where = {"network": network, "reference": one.referrals[0].reference}
    return reverse("referrals:followed", kwargs=where)


def told_values(*values: str) -> list[str]:
    return [value for value in values if value]
