"""What people ask for by right: due within a month, and the desk sees that it is answered."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from referrals.desk.waiting.rows import Look, Step, Waits
from referrals.rights.models import RightsRequest
from referrals.rights.presenters import clock_of, page_of_request
from referrals.rights.rules import Kind, State


def requests(look: Look) -> list[Waits]:
    rows = RightsRequest.objects.filter(network_id=look.actor.network.id, state=State.OPEN)
    rows = rows.select_related("team").order_by("due_on", "id")
    return [_waits(one, look) for one in look.of(rows)]


def _waits(one: RightsRequest, look: Look) -> Waits:
    due = timezone.make_aware(datetime.combine(one.due_on, time(17)))
    return Waits(
        subject_id=one.pk,
        what=str(Kind(one.kind).label),
        who=_("Taken by %(team)s") % {"team": one.team.name},
        phone=one.team.phone,
        since=one.created_at,
        at=due,
        due=due,
        facts=[clock_of(one, timezone.localdate(look.now))],
        step=Step(_("Open the request"), page_of_request(look.actor.network.slug, one.pk)),
    )
