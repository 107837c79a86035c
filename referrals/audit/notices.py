"""The email of a morning after which somebody should look: no name, no number, only the page."""

from django.utils import translation
from django.utils.translation import gettext as _

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to
from organisations.members.notices import reader_of
from referrals.audit.watching import UNUSUAL


def tells_unusual(notice: Notice) -> Letter | None:
    reader = reader_of(notice.recipient_id)
    if reader is None:
        return None
    with translation.override(reader.language):
        return reader.letter(
            subject=_("Please look at some reading that stood out"),
            page="report",
            context={
                "lines": [
                    _(
                        "Yesterday somebody read records in a way that is not usual for them."
                        " Most often there is a good reason."
                    ),
                    _("Please look, and say whether it was right. It stopped nobody."),
                ],
                "button": _("See what stood out"),
                "link": link_to("referrals:unusual", network=reader.network_slug),
            },
        )


def register() -> None:
    registry.register(UNUSUAL, tells_unusual)
