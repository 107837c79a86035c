"""The questions that stand now, and how they came to."""

from ccs.tenancy.actor import Actor
from referrals.prompts.defaults import DEFAULTS
from referrals.prompts.models import TopicPrompts
from referrals.prompts.rules import Prompts, default_prompts

# More than a topic is ever changed; the page shows the newest.
_HISTORY = 30


def prompts_of(actor: Actor, *, language: str) -> dict[str, Prompts]:
    """By need, in the taxonomy's order. Defaults come in the language in force."""
    rows = TopicPrompts.objects.filter(network_id=actor.network.id, language=language)
    newest = rows.order_by("need_id", "-version").distinct("need_id")
    own = {row.need_id: _standing(row) for row in newest}
    return {need: own.get(need) or default_prompts(need) for need in DEFAULTS}


def prompts_about(actor: Actor, need: str, *, language: str) -> Prompts:
    newest = history_of(actor, need, language=language)[:1]
    return _standing(newest[0]) if newest else default_prompts(need)


def history_of(actor: Actor, need: str, *, language: str) -> list[TopicPrompts]:
    """Every change, newest first, with who made it."""
    rows = TopicPrompts.objects.filter(
        network_id=actor.network.id, need=need, language=language
    ).select_related("changed_by")
    return list(rows.order_by("-version")[:_HISTORY])


def _standing(row: TopicPrompts) -> Prompts:
    if row.is_default:
        return default_prompts(row.need_id, version=row.version)
    return Prompts(
        row.need_id, tuple(row.questions), tuple(row.hidden), version=row.version, own=True
    )
