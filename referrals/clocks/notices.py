"""The email of reminders: for each referral its reference, what to do by when, and a link."""

from dataclasses import dataclass
from typing import Final

from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to
from ccs.ui import moments
from organisations.members.notices import Reader, reader_of
from organisations.needs.rules import need_labels
from referrals.clocks.models import Finding, Reminder
from referrals.clocks.rules import Part, Stage
from referrals.links.making import link_to_answer
from referrals.referrals.rules import Status

_HALF: Final[dict[str, Promise]] = {
    Status.WITH_BROKER: gettext_lazy("Find somebody who can help by %(when)s."),
    Status.SENT: gettext_lazy("Accept or decline it by %(when)s."),
    Status.RETURNED: gettext_lazy("Answer the question by %(when)s."),
    Status.ACCEPTED: gettext_lazy("Contact the person by %(when)s."),
}
_DUE: Final[dict[str, Promise]] = {
    Status.WITH_BROKER: gettext_lazy("Somebody who can help was to be found by %(when)s."),
    Status.SENT: gettext_lazy("It was to be accepted or declined by %(when)s."),
    Status.RETURNED: gettext_lazy("The question was to be answered by %(when)s."),
    Status.ACCEPTED: gettext_lazy("The person was to be contacted by %(when)s."),
    Status.IN_PROGRESS: gettext_lazy("Say how it is going, or close it."),
}
_FOR_DESK: Final = gettext_lazy(
    "Nobody acted in time. The next step is the desk’s: find out why by %(when)s."
)
_OWN_QUESTION: Final = gettext_lazy(
    "The question was not answered in time. The desk finds out why."
)
_FOR_REFERRER: Final = gettext_lazy(
    "Nobody acted in time. The desk finds out why. On its page you see who else could help."
)
# Of what a refusal left open.
_NEED_HALF: Final = gettext_lazy("It was declined. Find other help by %(when)s.")
_NEED_DUE: Final = gettext_lazy("It was declined. Other help was to be found by %(when)s.")
_NEED_FOR_DESK: Final = gettext_lazy(
    "It was declined, and nobody has found other help since. See whether the desk can."
)
_NEED_FOR_REFERRER: Final = gettext_lazy(
    "It was declined, and other help was not found in time. The desk is asked to help you."
)


@dataclass(frozen=True, slots=True)
class Item:
    """One referral: `answer` is the link by which this reader accepts or declines it, if any."""

    reference: str
    needs: str
    text: str
    link: str
    answer: str


def reminders(notice: Notice) -> Letter | None:
    """None when everything in it has been done meanwhile."""
    reader = reader_of(notice.recipient_id)
    rows = Reminder.objects.filter(email_id=notice.event_id)
    rows = rows.select_related("referral", "open_need").order_by("noted_at", "id")
    # The last word on each: a day may bring the half time and the end of one referral.
    last = {(row.referral_id, row.open_need_id): row for row in rows}
    true_still = [row for row in last.values() if _is_true_still(row)]
    if reader is None or not true_still:
        return None
    with translation.override(reader.language):
        items = [_item(row, reader) for row in sorted(true_still, key=lambda row: row.due_at)]
        return reader.letter(
            subject=_subject(items),
            context={
                "items": items,
                "choose": link_to("organisations:profile", network=reader.network_slug),
            },
        )


def _is_true_still(row: Reminder) -> bool:
    if row.open_need:
        return row.open_need.settled_at is None
    return row.referral.next_action_at == row.due_at


def _subject(items: list[Item]) -> str:
    if len(items) == 1:
        return _("%(reference)s: a reminder") % {"reference": items[0].reference}
    return ngettext("%(n)d referral needs you", "%(n)d referrals need you", len(items)) % {
        "n": len(items)
    }


def _item(row: Reminder, reader: Reader) -> Item:
    reference = row.referral.reference
    day = moments.full_date(timezone.localtime(row.due_at).date())
    when = _("%(time)s on %(day)s") % {"time": moments.clock(row.due_at), "day": day}
    return Item(
        reference=reference,
        needs=", ".join(need_labels(row.referral.needs)),
        text=str(_words(row)) % {"when": when},
        link=link_to("referrals:detail", network=reader.network_slug, reference=reference),
        answer=_answer(row),
    )


def _answer(row: Reminder) -> str:
    """For who is to answer themselves; nothing is asked of their manager or of the desk."""
    if row.part != Part.OWNER or row.open_need_id:
        return ""
    return link_to_answer(row.referral, member_id=row.member_id)


def _words(row: Reminder) -> Promise:
    if row.open_need_id:
        return _words_of_need(row)
    if row.part == Part.DESK and row.stage == Stage.ESCALATED:
        return _FOR_DESK
    if row.part == Part.REFERRER:
        return _OWN_QUESTION if row.referral.status == Status.RETURNED else _FOR_REFERRER
    return (_HALF if row.stage == Stage.HALF else _DUE)[row.referral.status]


def _words_of_need(row: Reminder) -> Promise:
    if row.stage != Stage.ESCALATED:
        return _NEED_HALF if row.stage == Stage.HALF else _NEED_DUE
    return _NEED_FOR_DESK if row.part == Part.DESK else _NEED_FOR_REFERRER


def findings(notice: Notice) -> Letter | None:
    """That there is something to look at: what it is stands on the desk's page."""
    reader, count = reader_of(notice.recipient_id), Finding.objects.count()
    if reader is None or not count:
        return None
    with translation.override(reader.language):
        words = ngettext(
            "%(n)d referral needs the desk to look at it",
            "%(n)d referrals need the desk to look at them",
            count,
        ) % {"n": count}
        return reader.letter(
            subject=words,
            context={"link": link_to("referrals:desk", network=reader.network_slug)},
        )


def register() -> None:
    registry.register("reminders", reminders)
    registry.register("findings", findings)
