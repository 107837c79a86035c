"""The emails to who waits for a long list: it is ready, or it failed."""

from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to
from ccs.ui import moments
from organisations.members.notices import Reader, reader_of
from reporting.exports.models import Export
from reporting.exports.rules import FAILED, READY, State


def tells_ready(notice: Notice) -> Letter | None:
    """None when it has gone meanwhile."""
    reader, export = _known(notice)
    if reader is None or export is None or export.state != State.READY or not export.expires_at:
        return None
    with translation.override(reader.language):
        day = moments.full_date(localtime(export.expires_at).date())
        lines = [
            _("The list of referrals that you asked for is ready."),
            _("You can download it until %(day)s. Then it is deleted.") % {"day": day},
        ]
        return _letter(reader, export, _("Your list is ready"), lines, _("Download it"))


def tells_failed(notice: Notice) -> Letter | None:
    reader, export = _known(notice)
    if reader is None or export is None or export.state != State.FAILED:
        return None
    with translation.override(reader.language):
        lines = [_("The list of referrals that you asked for could not be made. Try it again.")]
        return _letter(reader, export, _("Your list could not be made"), lines, _("Try again"))


def _known(notice: Notice) -> tuple[Reader | None, Export | None]:
    return reader_of(notice.recipient_id), Export.objects.filter(pk=notice.subject_id).first()


def _letter(reader: Reader, export: Export, subject: str, lines: list[str], button: str) -> Letter:
    link = link_to("reporting:export", network=reader.network_slug, export_id=export.pk)
    return reader.letter(
        subject=subject,
        page="report",
        context={"lines": lines, "button": button, "link": link},
    )


def register() -> None:
    registry.register(READY, tells_ready)
    registry.register(FAILED, tells_failed)
