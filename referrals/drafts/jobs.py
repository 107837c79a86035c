"""What the scheduler does about drafts. Done twice or late, it comes to the same."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from ccs.jobs import registry
from ccs.tenancy.problems import Conflict
from networks.networks.queries import network_by_id, working_hours
from referrals.assessments.models import Assessment
from referrals.drafts.clock import DRAFT, TYPING
from referrals.drafts.custody import forget_typed, purge, unsent, warn
from referrals.drafts.rules import deleted_at
from referrals.rights.standing import is_restricted

_SOON: Final = timedelta(minutes=1)
_LATER: Final = timedelta(days=1)


def look_at_draft(network_id: UUID, assessment_id: UUID) -> datetime | None:
    """Warn, or delete. Sent, or worked on since: then it is not seen here, and nothing happens."""
    now = timezone.now()
    draft = unsent(network_id, assessment_id)
    if draft is None:
        return None
    over = deleted_at(draft.changed_at)
    if over <= now and is_restricted(draft.client_id):
        return now + _LATER
    if over <= now:
        return _purged(draft, now)
    if draft.discarded_at:
        return over
    # Nobody is written to at night.
    opening = working_hours(network_by_id(network_id)).next_moment(now)
    if now < opening < over:
        return opening
    warn(draft)
    return over


def _purged(draft: Assessment, now: datetime) -> datetime | None:
    try:
        purge(draft)
    except Conflict:
        return now + _SOON
    except IntegrityError:
        # The team has gone on from here: another conversation knows the person through this one.
        return now + _LATER
    return None


def look_at_typing(network_id: UUID, assessment_id: UUID) -> None:
    forget_typed(network_id, assessment_id)


def register() -> None:
    registry.register(DRAFT, look_at_draft)
    registry.register(TYPING, look_at_typing)
