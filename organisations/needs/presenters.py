"""Needs and their words, as the page of words shows them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from ccs.tenancy.actor import Actor
from organisations.needs.models import NeedSynonym
from organisations.needs.rules import NEEDS


def page_of_words(actor: Actor, need: str = "") -> str:
    address = reverse("organisations:words", kwargs={"network": actor.network.slug})
    return f"{address}?need={need}" if need else address


def need_rows(counts: Mapping[str, int], *, actor: Actor) -> list[dict[str, Any]]:
    return [
        {
            "href": page_of_words(actor, code),
            "title": str(label),
            "facts": [
                ngettext("%(n)d word", "%(n)d words", counts.get(code, 0))
                % {"n": counts.get(code, 0)}
            ],
        }
        for code, label in NEEDS.items()
    ]


def word_rows(words: Iterable[NeedSynonym], *, actor: Actor) -> list[dict[str, str]]:
    return [
        {
            "word": one.word,
            "language": one.language,
            "remove": reverse(
                "organisations:remove_word",
                kwargs={"network": actor.network.slug, "word_id": one.pk},
            ),
        }
        for one in words
    ]
