"""Questions by topic, as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.needs.rules import CRISIS, NEEDS, UNDERLYING
from referrals.prompts.models import TopicPrompts
from referrals.prompts.rules import Prompts


@dataclass(frozen=True, slots=True)
class Topic:
    """One need with its questions; `change` is empty for who may not."""

    need: str
    label: str
    questions: tuple[str, ...]
    own: bool
    change: str


def families_of(
    prompts: Mapping[str, Prompts], actor: Actor, *, language: str, changes: bool
) -> list[tuple[str, list[Topic]]]:
    """What is behind it first: that is what is hardest to ask about."""
    families = ((_("What is behind it"), UNDERLYING), (_("What they need now"), CRISIS))
    return [
        (
            title,
            [
                Topic(
                    need=need,
                    label=str(NEEDS[need]),
                    questions=prompts[need].questions,
                    own=prompts[need].own,
                    change=topic_page(actor, need, language) if changes else "",
                )
                for need in family
            ],
        )
        for title, family in families
    ]


def asked_about(prompts: Mapping[str, Prompts]) -> dict[str, tuple[str, ...]]:
    """For the journey: what to ask about each need; a need without questions is left out."""
    return {need: one.questions for need, one in prompts.items() if one.questions}


def topic_page(actor: Actor, need: str, language: str) -> str:
    address = reverse(
        "referrals:prompts_about", kwargs={"network": actor.network.slug, "need": need}
    )
    return f"{address}?{urlencode({'in': language})}"


def other_languages(actor: Actor, language: str, *, page: str) -> list[tuple[str, str, str]]:
    """Code, its own name and address, of the network's other languages."""
    return [
        (code, get_language_info(code)["name_local"], f"{page}?{urlencode({'in': code})}")
        for code in actor.network.languages
        if code != language
    ]


def changes_of(history: Sequence[TopicPrompts], *, now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "title": _("Back to the first questions") if row.is_default else _("Changed"),
            "by": row.changed_by.name if row.changed_by else "",
            "when": moments.ago(row.changed_at, now),
            "machine": moments.machine(row.changed_at),
            "text": "\n".join(
                [*row.questions, *(_("Hidden: %(text)s") % {"text": one} for one in row.hidden)]
            ),
        }
        for row in history
    ]
