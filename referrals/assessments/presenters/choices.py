"""What the journey shows: who can help, and what they will be told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from organisations.directory.models import Service
from organisations.directory.presenters import facts_of, page_of_service, tag_of, why_not
from organisations.directory.rules import item_labels
from organisations.members.presenters import full_name
from organisations.needs.rules import need_labels


@dataclass(frozen=True, slots=True)
class Choice:
    """One service to tick. With `why_not` it is shown, and cannot be."""

    id: str
    name: str
    href: str
    tag: dict[str, str]
    facts: list[str]
    asks: str
    why_not: str
    contact: str
    ticked: bool


def choices_of(
    services: Collection[Service],
    *,
    wanted: Collection[str],
    asked: Collection[UUID],
    ticked: Collection[UUID],
    actor: Actor,
    now: datetime,
) -> list[Choice]:
    return [
        Choice(
            id=str(service.pk),
            name=service.name,
            href=page_of_service(actor, service),
            tag=tag_of(service),
            facts=facts_of(service, wanted=wanted, now=now),
            asks=", ".join(item_labels(service.information_needed).values()),
            why_not=_("You have asked them already.") if service.pk in asked else why_not(service),
            contact=service.referrer_contact,
            ticked=service.pk in ticked,
        )
        for service in services
    ]


def nobody_meets(services: Collection[Service], wanted: Collection[str]) -> str:
    """The needs that none of these services lists."""
    met = {row.need_id for service in services for row in service.service_needs.all()}
    return ", ".join(need_labels([code for code in wanted if code not in met]))


def receivers_of(services: Collection[Service]) -> list[tuple[str, str]]:
    """Each service with what it will see besides what all of them see."""
    return [(_whom(service), _also(service)) for service in services]


def _whom(service: Service) -> str:
    return _("%(service)s, %(team)s") % {"service": service.name, "team": full_name(service.team)}


def _also(service: Service) -> str:
    items = "; ".join(item_labels(service.information_needed).values())
    if not items:
        return _("Sees what is below.")
    return _("Sees what is below, and your answers to: %(items)s.") % {"items": items}
