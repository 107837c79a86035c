"""The five steps of the journey: which are done, which can be begun, and where one stands."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals.assessments.models import Assessment
from referrals.assessments.queries import what_is_there

# In their order: what it is called, and the page of it.
STEPS: Final[dict[str, tuple[Promise, str]]] = {
    "who": (gettext_lazy("Who is it for?"), "assessment_edit"),
    "what": (gettext_lazy("What is happening?"), "story"),
    "services": (gettext_lazy("Who can help?"), "choose_services"),
    "agree": (gettext_lazy("Do they agree?"), "agree"),
    "check": (gettext_lazy("Check and send"), "check"),
}
DONE, STARTED, TO_DO, NOT_YET = "done", "started", "to_do", "not_yet"


@dataclass(frozen=True, slots=True)
class StepRow:
    """One line of the task list; without `href` it cannot be begun yet."""

    name: str
    title: str
    href: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What is there of a conversation, for its steps."""

    needs: bool
    chosen: bool
    agreed: bool
    sent: bool

    @property
    def done(self) -> frozenset[str]:
        found = {"who": True, "what": self.needs, "services": self.chosen, "agree": self.agreed}
        return frozenset(name for name, is_done in found.items() if is_done)

    @property
    def open_steps(self) -> frozenset[str]:
        """Those that can be gone to: what was sent is not written again."""
        told = {"who", "what"} if not self.sent else set()
        after = {"services"} if self.needs else set()
        last = {"agree", "check"} if self.chosen and self.needs else set()
        return frozenset(told | after | (last if self.agreed else last - {"check"}))


def standing_of(assessment: Assessment) -> Standing:
    needs, chosen, agreed = what_is_there(assessment.pk)
    return Standing(needs, chosen, agreed, bool(assessment.first_sent_at))


def step_rows(
    network: str, assessment_id: UUID, standing: Standing | None, typed: Collection[str]
) -> list[StepRow]:
    """Without a `standing` nothing was saved yet: the first step was typed, and no more."""
    return [_row(network, assessment_id, standing, name, is_typed=name in typed) for name in STEPS]


def address_of(network: str, assessment_id: UUID, name: str, *, begun: bool = True) -> str:
    if not begun:
        return f"{reverse('referrals:refer', kwargs={'network': network})}?id={assessment_id}"
    kwargs = {"network": network, "assessment_id": assessment_id}
    return reverse(f"referrals:{STEPS[name][1]}", kwargs=kwargs)


def _row(
    network: str, assessment_id: UUID, standing: Standing | None, name: str, *, is_typed: bool
) -> StepRow:
    done = standing.done if standing else frozenset()
    may = standing.open_steps if standing else {"who"}
    state = _state(name, done=done, may=may, is_typed=is_typed)
    address = address_of(network, assessment_id, name, begun=standing is not None)
    words = {
        DONE: _("Completed"),
        STARTED: _("In progress"),
        TO_DO: _("To do"),
        NOT_YET: _("Cannot start yet"),
    }
    return StepRow(
        name=name,
        title=str(STEPS[name][0]),
        href=address if name in may else "",
        state=state,
        words=words[state],
    )


def _state(name: str, *, done: Collection[str], may: Collection[str], is_typed: bool) -> str:
    if is_typed and name in may:
        return STARTED
    if name in done:
        return DONE
    return TO_DO if name in may else NOT_YET
