"""Giving back what was typed on a step, and keeping one person's saving from undoing another's."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from ccs.tenancy.held import PROOF, give_back
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.typed import plain
from referrals.assessments.models import Assessment
from referrals.drafts.actions import forget_typing, keep_typing
from referrals.drafts.models import KeptTyping
from referrals.drafts.queries import typed_on

BEFORE, SHOWN = "before", "typed"
# What a form carries for us, and nobody typed.
_OURS: Final = frozenset({"csrfmiddlewaretoken", PROOF, BEFORE, SHOWN})


@dataclass(frozen=True, slots=True)
class Kept:
    """What a step is filled with, and what it holds now (`before`, a mark).

    `data` is None where the form shows what is saved; `both`: something else was typed.
    """

    step: str
    before: str
    row: KeptTyping | None = None
    data: QueryDict | None = None
    both: bool = False

    def filled(self, form: Any) -> Any:
        """The form without what would be wrong with it: nobody has sent it yet."""
        if self.data is not None:
            form.errors.clear()
        return form


def mark_of(*parts: object) -> str:
    """What a step holds, as a word that tells only whether it changed."""
    return salted_hmac("referrals.drafts.mark", repr(parts), algorithm="sha256").hexdigest()


def recall(request: NetworkRequest, assessment_id: UUID, step: str, *, holds: str) -> Kept:
    """What somebody of the team typed there and did not save, for a page that is opened.

    `holds` is the mark of what is saved.
    """
    actor = request.actor
    if request.method == "POST":
        return Kept(step, holds)
    if held := give_back(request, actor):
        keep_typing(
            actor=actor,
            assessment_id=assessment_id,
            step=step,
            data=typed_in(held),
            before=held.get(BEFORE, ""),
        )
    row = typed_on(actor, assessment_id, step)
    if row is None:
        return Kept(step, holds)
    both = bool(row.before) and row.before != holds
    wanted = request.GET.get(SHOWN, "no" if both else "yes")
    return Kept(step, holds, row, _data(row) if wanted == "yes" else None, both)


def typed_in(data: QueryDict) -> dict[str, list[str]]:
    return {
        plain(name): [plain(value) for value in values]
        for name, values in data.lists()
        if name not in _OURS
    }


def saved(request: NetworkRequest, assessment_id: UUID, step: str) -> None:
    """What was typed is saved now: nothing of it is kept beside."""
    shown = request.POST.get(SHOWN, "")
    forget_typing(
        actor=request.actor,
        assessment_id=assessment_id,
        steps=[step],
        also=_id(shown),
    )


def goes_over_anothers(
    request: NetworkRequest,
    form: forms.Form,
    assessment: Assessment | None,
    *,
    holds: str,
    now: str,
) -> bool:
    """Whether a colleague saved this step after the page was opened; then the form says so.

    `holds` is what is saved, `now` what was sent. Sent again it goes over theirs, knowingly.
    """
    opened = request.POST.get(BEFORE, "")
    by_me = assessment is None or assessment.changed_by_id == request.actor.member_id
    if not opened or holds in (opened, now) or by_me:
        return False
    form.add_error(
        None,
        _(
            "A colleague saved this page after you opened it. What you typed is here, and not"
            " saved yet. To see theirs, open this page again. To keep yours instead, save again."
        ),
    )
    return True


def _data(row: KeptTyping) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in row.data.items():
        data.setlist(name, values)
    return data


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
