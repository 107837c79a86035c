"""A network's coordinators put its own questions in the place of those in the code."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.roles.rules import can_coordinate
from referrals.prompts.defaults import DEFAULTS
from referrals.prompts.models import TopicPrompts
from referrals.prompts.queries import history_of
from referrals.prompts.rules import MAX_LENGTH, MAX_QUESTIONS, Typed, in_order, wrong_with


@transaction.atomic
def change_prompts(
    *, actor: Actor, need: str, language: str, rows: Sequence[Typed], seen: int
) -> TopicPrompts:
    """`seen` is the version that was changed: Conflict when somebody else has changed it since.

    The same list again, a double click, changes nothing.
    """
    questions, hidden = in_order(rows)
    wrong = wrong_with([*questions, *hidden])
    if wrong == "many":
        raise Problem(_("Keep to %(most)d questions.") % {"most": MAX_QUESTIONS})
    if wrong == "long":
        raise Problem(_("Use %(most)d characters or fewer.") % {"most": MAX_LENGTH})
    return _keep(actor, need, language, seen=seen, questions=questions, hidden=hidden)


@transaction.atomic
def back_to_default(*, actor: Actor, need: str, language: str, seen: int) -> TopicPrompts:
    """What the code asks, in whatever words it has by then."""
    return _keep(actor, need, language, seen=seen, is_default=True)


def _keep(
    actor: Actor,
    need: str,
    language: str,
    *,
    seen: int,
    questions: Sequence[str] = (),
    hidden: Sequence[str] = (),
    is_default: bool = False,
) -> TopicPrompts:
    if not can_coordinate(actor) or need not in DEFAULTS:
        raise NotAllowed(_("Only coordinators change the questions."))
    if language not in actor.network.languages:
        raise NotAllowed(_("Your network does not use this language."))
    told = {"questions": [*questions], "hidden": [*hidden], "is_default": is_default}
    newest = next(iter(history_of(actor, need, language=language)), None)
    if newest and {name: getattr(newest, name) for name in told} == told:
        return newest
    if seen != (newest.version if newest else 0):
        raise _overtaken(newest)
    try:
        with transaction.atomic():
            kept = TopicPrompts.objects.create(
                network_id=actor.network.id,
                need_id=need,
                language=language,
                version=seen + 1,
                changed_by_id=actor.member_id,
                changed_at=timezone.now(),
                **told,
            )
    except IntegrityError:
        raise _overtaken(None) from None
    record("prompts.changed", actor=actor, subject_kind="topicprompts", subject_id=kept.pk)
    return kept


def _overtaken(newest: TopicPrompts | None) -> Conflict:
    if newest is None or newest.changed_by is None:
        return Conflict(_("Somebody else has just changed these questions. Look at them first."))
    who = {"name": newest.changed_by.name}
    return Conflict(_("%(name)s has just changed these questions. Look at them first.") % who)
