"""The email that asks whether a service's page is still right. Nothing in it is about a person."""

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice
from organisations.confirming.links import Kind, link_for
from organisations.directory.actions import SERVICE_CHECK
from organisations.directory.models import Service
from organisations.directory.rules import is_checked
from organisations.members.notices import reader_of


def asks(notice: Notice) -> Letter | None:
    """None once somebody has answered, or it was withdrawn: a colleague was quicker."""
    reader = reader_of(notice.recipient_id)
    offered = Service.objects.filter(status=Service.Status.PUBLISHED)
    service = offered.filter(pk=notice.subject_id).first()
    if reader is None or service is None or is_checked(service.checked_at, now=timezone.now()):
        return None
    with translation.override(reader.language):
        return reader.letter(
            subject=_("Is its page still right? %(service)s") % {"service": service.name},
            context={
                "service": service.name,
                "link": link_for(
                    Kind.SERVICE,
                    network_id=service.network_id,
                    service_id=service.pk,
                    member_id=notice.recipient_id,
                ),
            },
        )


def register() -> None:
    registry.register(SERVICE_CHECK, asks)
