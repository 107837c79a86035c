"""The answers of one network's receivers, read as the system: envelopes alone."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from organisations.members.models import Team
from referrals.figures.rules import Answer
from referrals.referrals.models import Referral
from referrals.referrals.rules import Status


def answers_since(network_id: UUID, start: datetime) -> Iterator[Answer]:
    """Accepted or declined since then, by a team of an organisation: the desk has no figures."""
    teams = Team.objects.filter(network_id=network_id).exclude(organisation=None)
    organisations = dict(teams.values_list("pk", "organisation_id"))
    said_no = Q(status=Status.DECLINED, ended_at__gte=start)
    rows = Referral.objects.filter(network_id=network_id, sent_at__isnull=False).filter(
        Q(accepted_at__gte=start) | said_no
    )
    columns = ("to_team_id", "service_id", "sent_at", "replied_at", "accepted_at")
    found = rows.annotate(replied_at=Coalesce(F("accepted_at"), F("ended_at")))
    for team_id, service_id, sent_at, replied_at, accepted_at in found.values_list(*columns):
        organisation_id = organisations.get(team_id)
        if organisation_id:
            accepted = accepted_at is not None
            yield Answer(organisation_id, service_id, sent_at, replied_at, accepted, team_id)
