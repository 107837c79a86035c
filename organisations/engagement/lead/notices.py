"""Emails about a change of lead. Reasons are read on the page: somebody typed them."""

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to
from ccs.ui import moments
from organisations.engagement.lead.actions import PROPOSED
from organisations.engagement.lead.effect import ANSWERED, CHANGED
from organisations.engagement.lead.models import HandoverStatus, LeadHandover
from organisations.members.notices import reader_of

_ASKED = gettext_lazy("%(to)s is asked to lead %(network)s from %(day)s.")
_SAID: dict[str, Promise] = {
    HandoverStatus.ACCEPTED: gettext_lazy("%(to)s has agreed to lead %(network)s from %(day)s."),
    HandoverStatus.REFUSED: gettext_lazy("%(to)s does not want to lead %(network)s."),
    HandoverStatus.TAKEN_BACK: gettext_lazy(
        "The proposal that %(to)s leads %(network)s has been taken back."
    ),
    HandoverStatus.FELL_THROUGH: gettext_lazy(
        "%(to)s cannot lead %(network)s: it is not a member any more."
    ),
}


def proposed(notice: Notice) -> Letter | None:
    """None once it was answered or taken back."""
    return _written(
        notice,
        "lead",
        {
            HandoverStatus.PROPOSED: gettext_lazy(
                "%(to)s is asked to lead %(network)s from %(day)s."
            )
        },
    )


def answered(notice: Notice) -> Letter | None:
    return _written(notice, "lead", _SAID)


def changed(notice: Notice) -> Letter | None:
    """To every manager, once it has happened."""
    said = gettext_lazy("%(to)s leads %(network)s now. It was agreed beforehand.")
    return _written(notice, "history", {HandoverStatus.DONE: said})


def _written(notice: Notice, page: str, said: dict[str, Promise]) -> Letter | None:
    reader = reader_of(notice.recipient_id)
    found = LeadHandover.objects.select_related("to_organisation").filter(pk=notice.subject_id)
    handover = found.first()
    if reader is None or handover is None or handover.status not in said:
        return None
    with translation.override(reader.language):
        words = {
            "to": handover.to_organisation.name,
            "network": reader.network_name,
            "day": moments.full_date(handover.takes_effect_on),
        }
        return reader.letter(
            subject=_("Who leads %(network)s") % words,
            context={
                "said": str(said[handover.status]) % words,
                "link": link_to(f"organisations:{page}", network=reader.network_slug),
            },
            page="lead",
        )


def register() -> None:
    registry.register(PROPOSED, proposed)
    registry.register(ANSWERED, answered)
    registry.register(CHANGED, changed)
