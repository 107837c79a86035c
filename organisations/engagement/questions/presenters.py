"""Questions and help pages in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ccs.paging.keyset import AFTER, BEFORE, Page
from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.engagement.questions.models import (
    HelpPage,
    HelpPageVersion,
    HelpQuestion,
    QuestionWords,
)
from organisations.engagement.questions.product import PAGES, ProductPage
from organisations.engagement.questions.queries import Month
from organisations.engagement.questions.rules import Channel, Happened, Said, State, Topic

_BEGINNING: Final = 80


@dataclass(frozen=True, slots=True)
class PageShown:
    """`language` is that of the words: Welsh only where somebody wrote it."""

    title: str
    body: str
    language: str
    topics: str


def question_row(question: HelpQuestion, *, network: str, now: datetime) -> dict[str, Any]:
    waits = question.state == State.WAITING
    return {
        "href": _page(network, "question", question_id=question.pk),
        "title": beginning_of(question.words),
        "tag": {
            "text": str(State(question.state).label),
            "colour": "yellow" if waits else "green",
        },
        "facts": [
            who_asked(question),
            str(Topic(question.topic).label),
            moments.ago(question.asked_at, now),
            _("Asks the same as another one") if question.joined_to_id else "",
        ],
    }


def who_asked(question: HelpQuestion) -> str:
    """A member by name; who rang or wrote, by their organisation alone."""
    if question.asked_by:
        return question.asked_by.name
    name = question.organisation.name if question.organisation else _("Somebody")
    return _("%(name)s, %(how)s") % {
        "name": name,
        "how": str(Channel(question.channel).label).lower(),
    }


def beginning_of(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _BEGINNING else f"{line[:_BEGINNING].rsplit(' ', 1)[0]}…"


def thread_shown(
    question: HelpQuestion, thread: Sequence[QuestionWords], *, now: datetime
) -> list[dict[str, str]]:
    """The question first, then what was written under it."""
    first = {
        "title": _("Asked"),
        "by": who_asked(question),
        "when": moments.ago(question.asked_at, now),
        "machine": moments.machine(question.asked_at),
        "text": question.words,
    }
    return [
        first,
        *(
            {
                "title": str(Said(one.kind).label),
                "by": one.by_name,
                "when": moments.ago(one.at, now),
                "machine": moments.machine(one.at),
                "text": one.words,
            }
            for one in thread
        ),
    ]


def page_shown(page: HelpPage) -> PageShown:
    welsh = bool(get_language() == "cy" and page.title_cy)
    return PageShown(
        title=page.title_cy if welsh else page.title,
        body=page.body_cy if welsh else page.body,
        language="cy" if welsh else "en",
        topics=", ".join(str(Topic(code).label) for code in page.topics),
    )


def page_rows(pages: Sequence[HelpPage], *, network: str) -> list[dict[str, Any]]:
    return [
        {
            "href": _page(network, "help_page", page_id=page.pk),
            "title": shown.title,
            "facts": [shown.topics],
        }
        for page, shown in ((page, page_shown(page)) for page in pages)
    ]


def product_rows(*, network: str, text: str = "", topic: str = "") -> list[dict[str, Any]]:
    """What comes with the product; of one topic, or where the words stand in it."""
    found = [one for one in PAGES.values() if one.holds(text) and topic in ("", one.topic)]
    return [
        {
            "href": _page(network, "help_product", slug=one.slug),
            "title": str(one.title),
            "facts": [str(Topic(one.topic).label)],
        }
        for one in found
    ]


def product_shown(page: ProductPage) -> dict[str, Any]:
    return {
        "title": str(page.title),
        "first": str(page.first),
        "points": [str(point) for point in page.points],
        "then": [str(one) for one in page.then],
    }


def history_shown(versions: Sequence[HelpPageVersion]) -> list[dict[str, str]]:
    return [
        {
            "title": str(Happened(one.kind).label),
            "by": one.by_name,
            "when": moments.full_date(localtime(one.at).date()),
            "machine": moments.machine(one.at),
            "text": f"{one.title}\n{one.body}"
            if one.kind in (Happened.WRITTEN, Happened.CHANGED)
            else "",
        }
        for one in versions
    ]


def months_shown(months: Sequence[Month]) -> list[tuple[str, str]]:
    """Each month, how much was asked in it, what came of it, and about what the most."""
    return [
        (f"{MONTHS[localtime(one.month).month]} {localtime(one.month).year}", _counted(one))
        for one in months
    ]


def _counted(month: Month) -> str:
    asked = ngettext("%(n)d question", "%(n)d questions", month.asked) % {"n": month.asked}
    came = _("%(asked)s, %(answered)d answered, %(helped)d where they said that it helps.") % {
        "asked": asked,
        "answered": month.answered,
        "helped": month.helped,
    }
    return f"{came} " + _("Most about: %(topic)s.") % {"topic": _most_about(month)}


def _most_about(month: Month) -> str:
    code = max(month.topics, key=lambda topic: month.topics[topic])
    return str(Topic(code).label)


def to_join(others: Sequence[HelpQuestion], *, actor: Actor) -> list[dict[str, str]]:
    """Questions that may ask the same."""
    return [
        {
            "id": str(one.pk),
            "href": _page(actor.network.slug, "question", question_id=one.pk),
            "words": beginning_of(one.words),
            "who": who_asked(one),
            "state": str(State(one.state).label),
        }
        for one in others
    ]


def page_links(page: Page[Any], asked: Mapping[str, str]) -> dict[str, str]:
    """The pages around this one, narrowed as it is."""
    kept = urlencode({k: v for k, v in asked.items() if v and k not in (AFTER, BEFORE)})
    return {
        "previous": "?" + "&".join(filter(None, [kept, page.previous])) if page.previous else "",
        "next": "?" + "&".join(filter(None, [kept, page.next])) if page.next else "",
    }


def question_page(network: str, question_id: UUID) -> str:
    return _page(network, "question", question_id=question_id)


def _page(network: str, name: str, **kwargs: object) -> str:
    return reverse(f"organisations:{name}", kwargs={"network": network, **kwargs})
