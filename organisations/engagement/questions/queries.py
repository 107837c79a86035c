"""What was asked, by whom it waits, and the network's help pages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from ccs.paging.keyset import Cursor, Page, page_of
from ccs.tenancy.actor import Actor
from organisations.engagement.questions.models import (
    HelpPage,
    HelpPageVersion,
    HelpQuestion,
    QuestionWords,
)
from organisations.engagement.questions.rules import State
from organisations.members.models import Organisation

# More of one's own than these nobody looks for.
_MOST_OWN: Final = 20
_MOST_ALIKE: Final = 5
# Among how many of the newest others like it are looked for.
_LOOKED_AT: Final = 300
_MONTHS_SHOWN: Final = 12
_LONG_WORD: Final = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the questions; empty is all."""

    state: str = ""
    topic: str = ""
    text: str = ""


@dataclass(slots=True)
class Month:
    """What was asked in it: how often, how many of those had an answer, and one that helped."""

    month: datetime
    asked: int = 0
    answered: int = 0
    helped: int = 0
    topics: dict[str, int] = field(default_factory=dict)


def own_questions(actor: Actor) -> list[HelpQuestion]:
    """The newest first."""
    rows = HelpQuestion.objects.filter(asked_by=actor.member_id) if actor.member_id else None
    return list(rows.order_by("-asked_at", "-id")[:_MOST_OWN]) if rows is not None else []


def question_for(actor: Actor, question_id: UUID) -> HelpQuestion | None:
    """None for anybody but its asker and the desk."""
    rows = HelpQuestion.objects.select_related("asked_by", "organisation", "joined_to", "page")
    return rows.filter(network_id=actor.network.id, pk=question_id).first()


def thread_of(question: HelpQuestion) -> list[QuestionWords]:
    return list(question.thread.all())


def waiting_questions(actor: Actor) -> QuerySet[HelpQuestion]:
    """For the desk, the longest waiting first; those joined to another come with it."""
    rows = HelpQuestion.objects.filter(
        network_id=actor.network.id, state=State.WAITING, joined_to=None
    )
    return rows.select_related("asked_by", "organisation").order_by("waiting_since", "id")


def questions_page(actor: Actor, *, wanted: Wanted, cursor: Cursor | None) -> Page[HelpQuestion]:
    """For the desk, the newest first."""
    rows = HelpQuestion.objects.filter(network_id=actor.network.id)
    rows = rows.select_related("asked_by", "organisation")
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.topic:
        rows = rows.filter(topic=wanted.topic)
    if wanted.text:
        rows = rows.filter(words__icontains=wanted.text)
    return page_of([rows], by="asked_at", newest_first=True, cursor=cursor)


def joined_to(question: HelpQuestion) -> list[HelpQuestion]:
    rows = question.joined.select_related("asked_by", "organisation")
    return list(rows.order_by("asked_at", "id")[:_MOST_OWN])


def alike(question: HelpQuestion) -> list[HelpQuestion]:
    """Others that share its longer words, the most of them first; the newest where they tie."""
    words = _words(question.words)
    others = HelpQuestion.objects.filter(network_id=question.network_id, joined_to=None)
    others = others.exclude(pk=question.pk).select_related("asked_by", "organisation")
    scored = [
        (len(words & _words(one.words)), one)
        for one in others.order_by("-asked_at", "-id")[:_LOOKED_AT]
    ]
    found = sorted((pair for pair in scored if pair[0] > 1), key=lambda pair: -pair[0])
    return [one for _score, one in found[:_MOST_ALIKE]]


def asked_by_month(actor: Actor) -> list[Month]:
    """The last twelve months in which anything was asked, the newest first."""
    counted = (
        HelpQuestion.objects.filter(network_id=actor.network.id)
        .annotate(month=TruncMonth("asked_at"))
        .values("month", "topic")
        .annotate(
            asked=Count("id"),
            answered=Count("id", filter=Q(answered_at__isnull=False)),
            helped=Count("id", filter=Q(helped_at__isnull=False)),
        )
        .order_by("-month", "-asked")
    )
    months: dict[datetime, Month] = {}
    for row in counted:
        month = months.setdefault(row["month"], Month(row["month"]))
        month.asked += row["asked"]
        month.answered += row["answered"]
        month.helped += row["helped"]
        month.topics[row["topic"]] = row["asked"]
    return list(months.values())[:_MONTHS_SHOWN]


def help_pages(actor: Actor, *, text: str = "", topic: str = "") -> list[HelpPage]:
    """Those that are shown, in their order."""
    rows = HelpPage.objects.filter(network_id=actor.network.id, withdrawn_at=None)
    if topic:
        rows = rows.filter(topics__contains=[topic])
    if text:
        within = (Q(**{f"{name}__icontains": text}) for name in _SEARCHED)
        rows = rows.filter(_any_of(within))
    return list(rows)


def withdrawn_pages(actor: Actor) -> list[HelpPage]:
    rows = HelpPage.objects.filter(network_id=actor.network.id, withdrawn_at__isnull=False)
    return list(rows.order_by("-withdrawn_at", "-id"))


def help_page_for(actor: Actor, page_id: UUID) -> HelpPage | None:
    """A withdrawn one only for the desk."""
    return HelpPage.objects.filter(network_id=actor.network.id, pk=page_id).first()


def versions_of(page: HelpPage) -> list[HelpPageVersion]:
    return list(page.versions.all())


def organisations_to_name(actor: Actor) -> list[tuple[UUID, str]]:
    rows = Organisation.objects.filter(network_id=actor.network.id, left_on=None)
    return list(rows.order_by("name").values_list("pk", "name"))


_SEARCHED: Final = ("title", "body", "title_cy", "body_cy")


def _any_of(conditions: Iterable[Q]) -> Q:
    whole = Q()
    for one in conditions:
        whole |= one
    return whole


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) >= _LONG_WORD}
