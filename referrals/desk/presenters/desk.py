"""The desk in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from ccs.outbox.models import Channel
from organisations.capacity.rules import UnmetReason
from organisations.needs.rules import NEEDS

# Heads of columns: shorter than the sentences they stand for.
REASONS: Final[dict[UnmetReason, Promise]] = {
    UnmetReason.NOBODY: gettext_lazy("Nobody offers it"),
    UnmetReason.PAUSED: gettext_lazy("Paused or full"),
    UnmetReason.RULED_OUT: gettext_lazy("Nobody takes them"),
    UnmetReason.DECLINED: gettext_lazy("All said no"),
}


@dataclass(frozen=True, slots=True)
class UnmetRow:
    """A need, how often for each reason in their order, how often in all, and details given."""

    need: str
    counts: list[int]
    total: int
    given: int


def unmet_rows(counted: Mapping[tuple[str, str], int], given: Mapping[str, int]) -> list[UnmetRow]:
    """What was short most often first."""
    rows = []
    for code, label in NEEDS.items():
        counts = [counted.get((code, reason), 0) for reason in REASONS]
        if any(counts) or given.get(code):
            rows.append(UnmetRow(str(label), counts, sum(counts), given.get(code, 0)))
    return sorted(rows, key=lambda row: (-row.total, -row.given))


def unsent_in_words(counts: Mapping[str, int]) -> str:
    """By channel; empty when every message went out."""
    emails, texts = counts.get(Channel.EMAIL, 0), counts.get(Channel.SMS, 0)
    of_emails = ngettext(
        "%(n)d email could not be sent, after many tries.",
        "%(n)d emails could not be sent, after many tries.",
        emails,
    ) % {"n": emails}
    of_texts = ngettext(
        "%(n)d text message could not be sent, after many tries.",
        "%(n)d text messages could not be sent, after many tries.",
        texts,
    ) % {"n": texts}
    return " ".join([of_emails] * bool(emails) + [of_texts] * bool(texts))
