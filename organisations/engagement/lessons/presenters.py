"""Lessons in words: the list, one of them, and the quiet line on the page that it is about."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.engagement.lessons.models import LessonDone
from organisations.engagement.lessons.remembered import learnt_codes
from organisations.engagement.lessons.rules import CODES, LESSONS, PRACTISED


@dataclass(frozen=True, slots=True)
class LessonLine:
    """`text` says whether it was done, and when last."""

    title: str
    href: str
    done: bool
    text: str


def lesson_page(network: str, code: str, back: str = "") -> str:
    address = reverse("organisations:lesson", kwargs={"network": network, "code": code})
    return f"{address}?{urlencode({'back': back})}" if back else address


def lessons_page(network: str) -> str:
    return reverse("organisations:lessons", kwargs={"network": network})


def offered(actor: Actor, code: str, *, here: str) -> dict[str, str] | None:
    """The line for the page that a lesson is about; None for who has done it."""
    if actor.member_id is None or code in learnt_codes(actor):
        return None
    return {"href": lesson_page(actor.network.slug, code, here), "about": str(LESSONS[code])}


def page_to_go_back_to(asked: str, network: str) -> str:
    """A page of this network, and no other place; empty for anything else."""
    ours = asked.startswith(f"/{network}/") and url_has_allowed_host_and_scheme(asked, None)
    return asked if ours else ""


def lesson_lines(done: Mapping[str, LessonDone], *, network: str) -> list[LessonLine]:
    return [
        LessonLine(
            title=str(title),
            href=lesson_page(network, code),
            done=code in done,
            text=_when(done[code]) if code in done else _("Not yet"),
        )
        for code, title in LESSONS.items()
    ]


def practised_lines(done: Mapping[str, LessonDone]) -> list[tuple[str, str]]:
    """What was tried in the practice network, for a list of names and values."""
    return [(str(title), _when(done[code])) for code, title in PRACTISED.items() if code in done]


def learnt_in_words(done: Mapping[str, LessonDone]) -> list[str]:
    """One line for a page of people: how much they have learnt, and what they practised last."""
    lessons = sum(code in done for code in LESSONS)
    words = [
        _("%(done)s of %(all)s lessons done") % {"done": lessons, "all": len(LESSONS)}
        if lessons
        else _("No lessons done yet")
    ]
    practised = [row for code, row in done.items() if code in PRACTISED]
    if practised:
        last = max(practised, key=lambda row: row.last_at)
        words.append(f"{CODES[last.code]}: {_last(last)}")
    return words


def _when(row: LessonDone) -> str:
    times = ngettext("Done once", "Done %(n)d times", row.times) % {"n": row.times}
    return f"{times}, {_last(row)}"


def _last(row: LessonDone) -> str:
    return moments.ago(row.last_at, timezone.now())
