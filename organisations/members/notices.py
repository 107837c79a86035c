"""Emails to members: who reads them, in which language, and the invitation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to
from organisations.members.models import Membership


@dataclass(frozen=True, slots=True)
class Reader:
    """A member at the moment of sending."""

    to: str
    language: str
    network_slug: str
    network_name: str
    sender: str

    def letter(
        self, *, subject: str | Promise, context: Mapping[str, Any], page: str = ""
    ) -> Letter:
        """To them, in their language, in the name of their network."""
        return Letter(
            to=self.to,
            language=self.language,
            sender=self.sender,
            subject=subject,
            context=context,
            page=page,
        )


def reader_of(member_id: UUID) -> Reader | None:
    """None once the person has left or may not sign in."""
    found = Membership.objects.filter(pk=member_id, left_at=None, user__is_active=True)
    member = found.select_related("user", "network").first()
    if member is None:
        return None
    return Reader(
        to=member.user.email,
        language=member.language,
        network_slug=member.network.slug,
        network_name=member.network.name,
        sender=member.network.short_name,
    )


def invitation(notice: Notice) -> Letter | None:
    reader = reader_of(notice.recipient_id)
    if reader is None:
        return None
    with translation.override(reader.language):
        return reader.letter(
            subject=_("You are invited to %(network)s") % {"network": reader.network_name},
            context={
                "network": reader.network_name,
                "link": link_to("referrals:home", network=reader.network_slug),
            },
        )


def register() -> None:
    registry.register("invitation", invitation)
