"""Workers look at old letters late in the evening, and the next morning that stands out."""

from datetime import timedelta
from typing import Final
from uuid import UUID

import time_machine
from django.utils import timezone

from ccs.outbox.delivery import deliver_batch
from ccs.tenancy.context import enter, system
from organisations.demo.acting import acting
from referrals.audit.actions import answer_unusual
from referrals.audit.models import Found, UnusualReading
from referrals.audit.watching import look_at_day
from referrals.referrals.actions import read_letter
from referrals.referrals.models import Referral

# Where some reading stands out: whose nobody has looked at yet, and whose their manager has.
SHOWN: Final = ("norfolk",)
_NOT_YET: Final = "sam.sample@norfolk-ca.example"
_LOOKED_AT: Final = "iris.madeup@norfolk-ca.example"
_MANAGER: Final = "margaret.pretend@norfolk-ca.example"
_NOTE: Final = "She was on the evening line, and somebody rang about these three."
_LETTERS: Final = 3
_EMAILS: Final = 50


def read_at_night(slug: str, *, network_id: UUID) -> None:
    evening = timezone.localtime() - timedelta(days=1)
    for minute, reader in ((5, _LOOKED_AT), (20, _NOT_YET)):
        with time_machine.travel(evening.replace(hour=23, minute=minute)):
            _read(slug, reader)
    with enter(system(network_id)):
        look_at_day(network_id, evening.date())
    deliver_batch(limit=_EMAILS)
    with acting(_MANAGER, slug=slug) as manager:
        found = UnusualReading.objects.get(member__user__email=_LOOKED_AT)
        answer_unusual(actor=manager, reading_id=found.pk, answer=Found.RIGHT, note=_NOTE)


def _read(slug: str, reader: str) -> None:
    with acting(reader, slug=slug) as actor:
        known = Referral.objects.filter(to_team__in=actor.teams, accepted_at__lt=timezone.now())
        for referral in known.order_by("accepted_at")[:_LETTERS]:
            read_letter(actor=actor, referral=referral)
