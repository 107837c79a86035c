"""What needs a person now, and what changed since they last came by.

Seven queries, however much there is. Each team is a scan of its own index.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import OuterRef, Q, Subquery, prefetch_related_objects

from ccs.paging.keyset import page_of
from ccs.tenancy.actor import Actor
from referrals.assessments.models import OpenNeed
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.queries.boxes import IN_A_LIST
from referrals.referrals.rules import NEWS, OPEN
from referrals.voice.models import NotCalled

# As many as anybody works through in a day; the lists have the rest.
MOST_TASKS: Final = 60
MOST_NEWS: Final = 10
NEWS_LASTS: Final = timedelta(days=7)


def owned_referrals(actor: Actor) -> list[Referral]:
    """Those that wait for one of the actor's teams, drafts too, the most pressing first.

    `not_called_at`: when the person said that nobody has called, until that is put right.
    """
    rows = Referral.objects.filter(status__in=OPEN).only(*IN_A_LIST, "assessment_id")
    said = NotCalled.objects.filter(referral=OuterRef("pk"), settled_at=None).values("said_at")
    rows = rows.annotate(not_called_at=Subquery(said[:1]))
    scans = [rows.filter(owner_team=team) for team in actor.teams]
    if not scans:
        return []
    page = page_of(scans, by="next_action_at", newest_first=False, cursor=None, size=MOST_TASKS)
    return list(page.rows)


def waiting_needs(actor: Actor) -> list[OpenNeed]:
    """What a refusal left with one of the actor's teams; for the desk, those it is asked about."""
    waiting = OpenNeed.objects.filter(settled_at=None).order_by("due_at", "id").values("pk")
    # Limited first, joined then: a busy team may leave hundreds behind.
    first = Q(pk__in=waiting.filter(team__in=actor.teams)[:MOST_TASKS])
    if actor.desk_team in actor.teams:
        asked = waiting.filter(network=actor.network.id, escalated_at__isnull=False)
        first |= Q(pk__in=list(asked.values_list("pk", flat=True)[:MOST_TASKS]))
    rows = OpenNeed.objects.filter(first).order_by("due_at", "id")
    return list(rows.select_related("referral", "suggested_service")[:MOST_TASKS])


def news_for(actor: Actor, *, now: datetime) -> list[ReferralEvent]:
    """What the other side did lately with what the actor's teams sent or received."""
    recent = ReferralEvent.objects.filter(kind__in=NEWS, at__gte=now - NEWS_LASTS)
    scans = [recent.filter(other_team=team) for team in actor.teams]
    if not scans:
        return []
    events = page_of(scans, by="at", newest_first=True, cursor=None, size=MOST_NEWS).rows
    prefetch_related_objects(events, "referral")
    return events
