"""The emails of aftercare: which check of which organisation's pages, a link, and no person."""

from dataclasses import dataclass

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to
from ccs.ui import moments
from organisations.members.notices import Reader, reader_of
from organisations.members.presenters import full_name
from referrals.aftercare.actions.handing import WITH_DESK
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.aftercare.rules import CheckStatus, PlanStatus


@dataclass(frozen=True, slots=True)
class _Check:
    reader: Reader
    row: AftercareCheck


def aftercare_due(notice: Notice) -> Letter | None:
    """None once it was made, or is to be tried on another day."""
    found = _still_due(notice)
    if found is None:
        return None
    with translation.override(found.reader.language):
        again = found.row.tries > 0
        return _letter(
            found,
            subject=_("Aftercare: try to reach somebody again")
            if again
            else _("Aftercare: a check is due"),
            says=_("Nobody was reached at the last try. Try again today.")
            if again
            else _("It is time to ask somebody how they are."),
        )


def aftercare_late(notice: Notice) -> Letter | None:
    """For who manages the team."""
    found = _still_due(notice)
    if found is None:
        return None
    with translation.override(found.reader.language):
        day = moments.full_date(timezone.localtime(found.row.next_action_at).date())
        return _letter(
            found,
            subject=_("Aftercare: nobody has made a check"),
            says=_("This was to be done on %(day)s, and nobody has written it down.")
            % {"day": day},
        )


def aftercare_with_desk(notice: Notice) -> Letter | None:
    reader = reader_of(notice.recipient_id)
    plans = AftercarePlan.objects.filter(pk=notice.subject_id, status=PlanStatus.RUNNING)
    plan = plans.select_related("first_team__organisation").first()
    if reader is None or plan is None or plan.with_desk_since is None:
        return None
    with translation.override(reader.language):
        return reader.letter(
            subject=_("Aftercare has passed to the desk"),
            context={
                "team": full_name(plan.first_team),
                "link": link_to("referrals:desk_aftercare", network=reader.network_slug),
            },
        )


def _still_due(notice: Notice) -> _Check | None:
    reader = reader_of(notice.recipient_id)
    rows = AftercareCheck.objects.filter(pk=notice.subject_id, status=CheckStatus.DUE)
    check = rows.select_related("team__organisation").first()
    if reader is None or check is None or check.next_action_at is None:
        return None
    return _Check(reader, check) if check.next_action_at <= timezone.now() else None


def _letter(found: _Check, *, subject: str, says: str) -> Letter:
    """The same two sentences to each: what, and for which team."""
    reader, check = found.reader, found.row
    return reader.letter(
        subject=subject,
        context={
            "says": says,
            "team": full_name(check.team),
            "number": check.number,
            "link": link_to(
                "referrals:aftercare_check", network=reader.network_slug, check_id=check.pk
            ),
        },
        page="aftercare",
    )


def register() -> None:
    registry.register("aftercare_due", aftercare_due)
    registry.register("aftercare_late", aftercare_late)
    registry.register(WITH_DESK, aftercare_with_desk)
