"""The desk asks, the organisation answers; or the other way round."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Problem
from organisations.joining.actions.changing import (
    check_state,
    keep,
    lock,
    lock_for_desk,
    lock_own,
    noted,
    tell_desk,
    tell_organisation,
)
from organisations.joining.links import Invited
from organisations.joining.models import Joining, JoiningMessage
from organisations.joining.rules import LONGEST_TEXT, UNDER_WAY, can_decide


@transaction.atomic
def write(*, actor: Actor, joining_id: UUID, text: str, message_id: UUID) -> JoiningMessage:
    """By the desk, or by who manages the organisation. The same form twice is one message."""
    desk = can_decide(actor)
    joining = (lock_for_desk if desk else lock_own)(joining_id, actor=actor)
    return _say(joining, text, message_id, by_name=actor.name, from_desk=desk, actor=actor)


@transaction.atomic
def write_by_link(*, link: Invited, text: str, message_id: UUID) -> JoiningMessage:
    """By who applied and has no account yet, in the network's `system` context."""
    joining = lock(link.joining_id, network_id=link.network_id)
    return _say(joining, text, message_id, by_name=joining.contact_name, from_desk=False)


@transaction.atomic
def needs_no_answer(*, actor: Actor, joining_id: UUID) -> None:
    """The desk has read it: it does not wait there any more."""
    joining = lock_for_desk(joining_id, actor=actor)
    if joining.with_desk_since:
        keep(joining, with_desk_since=None)
        noted("read", joining, actor=actor)


def _say(
    joining: Joining,
    text: str,
    message_id: UUID,
    *,
    by_name: str,
    from_desk: bool,
    actor: Actor | None = None,
) -> JoiningMessage:
    said = JoiningMessage.objects.filter(pk=message_id, joining=joining).first()
    if said:
        return said
    check_state(joining, *UNDER_WAY)
    if not 0 < len(text.strip()) <= LONGEST_TEXT:
        raise Problem(_("Write something, in at most 2,000 characters."), field="text")
    now = timezone.now()
    said = JoiningMessage.objects.create(
        pk=message_id,
        network_id=joining.network_id,
        joining=joining,
        at=now,
        from_desk=from_desk,
        by_name=by_name,
        text=text.strip(),
    )
    if from_desk:
        keep(joining, asked_at=now, with_desk_since=None)
        tell_organisation("joining_question", joining)
    else:
        keep(joining, asked_at=None, with_desk_since=joining.with_desk_since or now)
        tell_desk("joining_answer", joining)
    noted("asked" if from_desk else "answered", joining, actor=actor)
    return said
