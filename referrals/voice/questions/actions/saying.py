"""Their own words: a letter; and a copy without who said it, as long as they let us quote it."""

from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Problem
from referrals.referrals.models import Referral
from referrals.voice.questions.models import TheirWords
from referrals.voice.questions.quoting import copy_quote, drop_quote
from referrals.voice.questions.rules import MOST_WORDS

_CHANGES: Final = ("words", "may_quote", "quote_id", "said_at", "given", "language")


def keep_words(
    referral: Referral, words: str, *, given: str, language: str, may_quote: bool | None
) -> TheirWords | None:
    """In the context of the person, or of the team they told it to; None when they said nothing.

    Said again, in place of what they said before, and of its quote.
    """
    words = words.strip()
    if len(words) > MOST_WORDS:
        raise Problem(_("Use %(n)d characters or fewer.") % {"n": MOST_WORDS}, field="words")
    if not words:
        return None
    kept = TheirWords.objects.select_for_update(of=("self",)).filter(referral=referral).first()
    is_new = kept is None
    if kept is None:
        kept = TheirWords(
            network_id=referral.network_id,
            referral=referral,
            assessment_id=referral.assessment_id,
            team_id=referral.origin_team_id,
        )
    if kept.words == words and kept.may_quote == may_quote:
        return kept
    drop_quote(kept.quote_id, network_id=kept.network_id)
    kept.words, kept.said_at, kept.given, kept.language = words, timezone.now(), given, language
    kept.may_quote = may_quote
    kept.quote_id = _copied(kept, referral) if may_quote else None
    if is_new:
        kept.save(force_insert=True)
    else:
        kept.save(update_fields=_CHANGES)
    return kept


def let_quote(kept: TheirWords, referral: Referral, *, may_quote: bool, actor: Actor) -> None:
    """They say yes or no later; taken back, the quote is gone from every note at once."""
    if kept.may_quote == may_quote:
        return
    drop_quote(kept.quote_id, network_id=kept.network_id)
    kept.may_quote = may_quote
    kept.quote_id = _copied(kept, referral) if may_quote else None
    kept.save(update_fields=["may_quote", "quote_id"])
    record(
        "words.may_quote" if may_quote else "words.quote_taken_back",
        actor=actor,
        subject_kind="referral",
        subject_id=referral.pk,
    )


def _copied(kept: TheirWords, referral: Referral) -> UUID:
    return copy_quote(
        kept.words,
        network_id=referral.network_id,
        service_id=referral.service_id,
        needs=referral.needs,
        language=kept.language,
        said_at=kept.said_at,
    )
