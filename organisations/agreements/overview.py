"""What applies to the reader's organisations, and how the whole network stands."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ccs.paging.by_name import page_by_name
from ccs.paging.keyset import Page
from ccs.tenancy.actor import Actor
from organisations.agreements import presenters
from organisations.agreements.models import AgreementVersion, Kind
from organisations.agreements.presenters import AgreementShown, OrganisationShown, address
from organisations.agreements.queries import (
    members_of,
    not_yet_signed,
    own_organisations,
    standing,
    versions_of,
)
from organisations.agreements.remembered import concerned
from organisations.agreements.rules import can_sign_for, coming, in_force
from organisations.members.models import Organisation
from organisations.roles.rules import can_coordinate


def agreements_of(actor: Actor, *, now: datetime) -> list[AgreementShown]:
    """Each agreement, and how the reader's organisations stand to it, in few queries."""
    own = own_organisations(actor)
    return [_agreement(kind, own, actor=actor, now=now) for kind in Kind]


def notices_for(actor: Actor, *, now: datetime) -> list[dict[str, str]]:
    """What stands on the home page of the people of an organisation that has to sign.

    On most days nothing is asked of the database for it.
    """
    if concerned(actor.network.id, now=now).isdisjoint({*actor.teams, *actor.managed}):
        return []
    own = own_organisations(actor)
    found = standing([one.pk for one in own], network_id=actor.network.id, at=now)
    notices = []
    for one in own:
        may_sign, due = can_sign_for(actor, one.pk), found[one.pk]
        text = presenters.notice_for(due, one.name, may_sign=may_sign, now=now)
        href = presenters.page_to_sign(actor, one, due) if may_sign else ""
        notices += [{"text": text, "href": href}] if text else []
    return notices


def parties_page(actor: Actor, asked: Mapping[str, str]) -> Page[Organisation]:
    return page_by_name(members_of(actor.network.id), asked)


def parties(
    rows: Sequence[Organisation], kind: str, *, actor: Actor, now: datetime
) -> list[OrganisationShown]:
    """Those of them whose signature holds."""
    found = standing([one.pk for one in rows], network_id=actor.network.id, kind=kind, at=now)
    return [
        presenters.party_shown(one, found[one.pk], actor=actor, now=now)
        for one in rows
        if found[one.pk].holds
    ]


def waiting_rows(actor: Actor, kind: str, *, now: datetime) -> list[dict[str, Any]]:
    """For the desk: who has something to sign, the most pressing first."""
    return [
        {
            "href": presenters.page_of_organisation(actor, one),
            "title": one.name,
            "tag": presenters.tag_of(due),
            "facts": [presenters.sentence(due, now=now)],
        }
        for one, due in not_yet_signed(actor.network.id, kind, at=now)
    ]


def _agreement(
    kind: Kind, own: Sequence[Organisation], *, actor: Actor, now: datetime
) -> AgreementShown:
    versions = versions_of(actor.network.id, kind)
    current, later = in_force(versions, now), coming(versions, now)
    found = standing([one.pk for one in own], network_id=actor.network.id, kind=kind, at=now)
    return AgreementShown(
        title=presenters.name_of(kind),
        about=presenters.about(kind),
        versions=[
            _version(one, actor=actor, now=now) for one in (current, later) if one is not None
        ],
        organisations=[
            presenters.shown_for(one, found[one.pk], actor=actor, now=now) for one in own
        ],
        edit=address(actor, "edit_agreement", kind=kind) if can_coordinate(actor) else "",
    )


def _version(version: AgreementVersion, *, actor: Actor, now: datetime) -> dict[str, str]:
    return {
        "href": address(actor, "agreement_version", version_id=version.pk),
        "text": presenters.version_in_words(version, now=now),
    }
