"""What nobody in a pilot could take, and details of help that were given instead."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from ccs.tenancy.models import new_id
from organisations.capacity.actions import record_unmet
from organisations.capacity.rules import UnmetReason
from organisations.demo.offers import back_then, worker_of
from organisations.directory.models import Service
from organisations.members.models import Team
from organisations.signposting.actions import give_details


def record_missing(data: dict[str, Any]) -> None:
    """Each told by a worker of the team that looked for help, on a day of the last months."""
    slug = data["network"]["slug"]
    afternoon = timezone.localtime().replace(hour=15, minute=10)
    for told in data["missing"]:
        _record(told, slug, afternoon - timedelta(days=told["days_ago"]))


def _record(told: dict[str, Any], slug: str, moment: datetime) -> None:
    with back_then(worker_of(told["team"], slug), slug, moment) as actor:
        team_id = Team.objects.get(name=told["team"]).pk
        asked = Service.objects.filter(name__in=told.get("asked", []))
        record_unmet(
            actor=actor,
            team_id=team_id,
            needs=told["needs"],
            reason=UnmetReason(told["reason"]),
            service_ids=[service.pk for service in asked],
        )
        if "given" in told:
            give_details(
                actor=actor,
                team_id=team_id,
                given_id=new_id(),
                elsewhere=[told["given"]],
                needs=told["needs"],
            )
