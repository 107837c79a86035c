"""One worker looks at old letters late in the evening, and the next morning that stands out."""

from datetime import timedelta
from typing import Final
from uuid import UUID

import time_machine
from django.utils import timezone

from ccs.tenancy.context import enter, system
from organisations.demo.acting import acting
from referrals.audit.watching import look_at_day
from referrals.referrals.actions import read_letter
from referrals.referrals.models import Referral

_LETTERS: Final = 3


def read_at_night(slug: str, *, network_id: UUID, by: str) -> None:
    evening = timezone.localtime() - timedelta(days=1)
    with time_machine.travel(evening.replace(hour=23, minute=20)), acting(by, slug=slug) as actor:
        known = Referral.objects.filter(to_team__in=actor.teams, accepted_at__lt=evening)
        for referral in known.order_by("accepted_at")[:_LETTERS]:
            read_letter(actor=actor, referral=referral)
    with enter(system(network_id)):
        look_at_day(network_id, evening.date())
