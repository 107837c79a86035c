"""The emails of packs: a draft waits for words, and one was sent to you."""

from django.utils import translation
from django.utils.translation import gettext as _

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to
from organisations.members.notices import Reader, reader_of
from reporting.packs.models import Pack
from reporting.packs.presenters import title_of
from reporting.packs.rules import DRAFTED, SENT, State


def tells_drafted(notice: Notice) -> Letter | None:
    """None when it was sent meanwhile."""
    reader, pack = _known(notice)
    if reader is None or pack is None or pack.status != State.DRAFT:
        return None
    with translation.override(reader.language):
        lines = [
            _("A draft is ready: %(title)s.") % {"title": title_of(pack)},
            _("Its figures are there. Add your words, look at it, and send it."),
        ]
        subject = _("Draft: %(title)s") % {"title": title_of(pack)}
        return _letter(reader, pack, subject, lines, _("Write to it"))


def tells_sent(notice: Notice) -> Letter | None:
    reader, pack = _known(notice)
    if reader is None or pack is None or pack.status != State.SENT:
        return None
    with translation.override(reader.language):
        words = {"network": reader.network_name, "title": title_of(pack)}
        lines = [_("%(network)s sends you its report: %(title)s.") % words]
        if pack.correction:
            lines.append(_("It corrects one that was sent before."))
        subject = _("%(network)s: %(title)s") % {"network": reader.sender, "title": title_of(pack)}
        return _letter(reader, pack, subject, lines, _("Read it"))


def _known(notice: Notice) -> tuple[Reader | None, Pack | None]:
    return reader_of(notice.recipient_id), Pack.objects.filter(pk=notice.subject_id).first()


def _letter(reader: Reader, pack: Pack, subject: str, lines: list[str], button: str) -> Letter:
    return reader.letter(
        subject=subject,
        page="report",
        context={
            "lines": lines,
            "button": button,
            "link": link_to("reporting:pack", network=reader.network_slug, pack_id=pack.pk),
        },
    )


def register() -> None:
    registry.register(DRAFTED, tells_drafted)
    registry.register(SENT, tells_sent)
