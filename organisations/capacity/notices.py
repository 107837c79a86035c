"""Emails about what a service can take. Nothing in them is about a person."""

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to
from organisations.capacity.models import Capacity
from organisations.capacity.rules import State, is_confirmed
from organisations.confirming.links import Kind, link_for
from organisations.directory.models import Service
from organisations.members.notices import reader_of


def asks(notice: Notice) -> Letter | None:
    """None once somebody has answered: a colleague was quicker."""
    reader, row = reader_of(notice.recipient_id), _capacity(notice)
    now = timezone.now()
    if reader is None or row is None or is_confirmed(row.confirmed_at, now=now):
        return None
    with translation.override(reader.language):
        return reader.letter(
            subject=_("Is this still right? %(service)s") % {"service": row.service.name},
            context={
                "service": row.service.name,
                # Without the reason of a pause, which somebody typed.
                "state": str(State(row.state).label),
                "link": link_for(
                    Kind.CAPACITY,
                    network_id=row.network_id,
                    service_id=row.service_id,
                    member_id=notice.recipient_id,
                ),
            },
        )


def opened(notice: Notice) -> Letter | None:
    reader = reader_of(notice.recipient_id)
    service = Service.objects.filter(pk=notice.subject_id).first()
    if reader is None or service is None:
        return None
    with translation.override(reader.language):
        return reader.letter(
            subject=_("%(service)s takes referrals again") % {"service": service.name},
            context={
                "service": service.name,
                "link": link_to(
                    "organisations:service", network=reader.network_slug, service_id=service.pk
                ),
            },
        )


def _capacity(notice: Notice) -> Capacity | None:
    found = Capacity.objects.filter(service_id=notice.subject_id)
    return found.select_related("service").first()


def register() -> None:
    registry.register("capacity_ask", asks)
    registry.register("service_opened", opened)
