"""Emails about agreements, to managers and to the desk. Nothing in them is about a client."""

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to
from ccs.ui import moments
from organisations.agreements.actions.publishing import PUBLISHED, TAKEN_BACK
from organisations.agreements.jobs import TO_DESK, TO_MANAGERS
from organisations.agreements.models import AgreementVersion
from organisations.agreements.presenters import (
    ORGANISATION_WAITS,
    changes_in_words,
    name_of,
    standing_in_words,
)
from organisations.agreements.queries import (
    managed_by,
    not_yet_signed,
    standing,
    version_before,
)
from organisations.members.notices import Reader, reader_of


def published(notice: Notice) -> Letter | None:
    """A new version asks again, and says what changed. None once it was taken back."""
    reader, version = reader_of(notice.recipient_id), _version(notice)
    if reader is None or version is None or version.taken_back_at:
        return None
    with translation.override(reader.language):
        day = moments.full_date(timezone.localtime(version.in_force_from).date())
        words = {"agreement": name_of(version.kind), "day": day}
        return _letter(
            reader,
            _("A new version to sign: %(agreement)s") % words,
            [
                _("There is a new version of the %(agreement)s. It takes effect on %(day)s.")
                % words,
                _("Until then your signature of the version before holds. Please sign before."),
            ],
            title=_("What changed"),
            rows=changes_in_words(version, version_before(version)),
        )


def reminder(notice: Notice) -> Letter | None:
    """None once all that they manage have signed."""
    reader, version = reader_of(notice.recipient_id), _version(notice)
    if reader is None or version is None or version.taken_back_at:
        return None
    own = managed_by(notice.recipient_id)
    found = standing([one.pk for one in own], network_id=version.network_id, kind=version.kind)
    waits = [one for one in own if found[one.pk].to_sign]
    if not waits:
        return None
    with translation.override(reader.language):
        now = timezone.now()
        words = {"agreement": name_of(version.kind)}
        return _letter(
            reader,
            _("Please sign: %(agreement)s") % words,
            [_("The %(agreement)s waits for a signature.") % words],
            title="",
            rows=[
                ORGANISATION_WAITS
                % {"name": one.name, "standing": standing_in_words(found[one.pk], now=now)}
                for one in waits
            ],
        )


def taken_back(notice: Notice) -> Letter | None:
    reader, version = reader_of(notice.recipient_id), _version(notice)
    if reader is None or version is None:
        return None
    with translation.override(reader.language):
        words = {"agreement": name_of(version.kind), "number": version.number}
        return _letter(
            reader,
            _("Nothing to sign: %(agreement)s") % words,
            [
                _("Version %(number)d of the %(agreement)s was taken back.") % words,
                _("It does not take effect. You do not need to do anything."),
            ],
        )


def to_desk(notice: Notice) -> Letter | None:
    """Who has not signed. None once everybody has."""
    reader, version = reader_of(notice.recipient_id), _version(notice)
    if reader is None or version is None:
        return None
    waits = not_yet_signed(version.network_id, version.kind)
    if not waits:
        return None
    with translation.override(reader.language):
        now = timezone.now()
        return _letter(
            reader,
            _("Who has not signed: %(agreement)s") % {"agreement": name_of(version.kind)},
            [_("Their managers have been sent a reminder. A call from you may help.")],
            title="",
            rows=[
                ORGANISATION_WAITS % {"name": one.name, "standing": standing_in_words(due, now=now)}
                for one, due in waits
            ],
            page="organisations:signed_agreements",
        )


def _letter(
    reader: Reader,
    subject: str,
    lines: list[str],
    *,
    title: str = "",
    rows: list[str] | None = None,
    page: str = "organisations:agreements",
) -> Letter:
    context: dict[str, Any] = {
        "lines": lines,
        "title": title,
        "rows": rows or [],
        "link": link_to(page, network=reader.network_slug),
    }
    return reader.letter(
        subject=subject,
        page="agreement",
        context=context,
    )


def _version(notice: Notice) -> AgreementVersion | None:
    return AgreementVersion.objects.filter(pk=notice.subject_id).first()


def register() -> None:
    registry.register(PUBLISHED, published)
    registry.register(TAKEN_BACK, taken_back)
    registry.register(TO_MANAGERS, reminder)
    registry.register(TO_DESK, to_desk)
