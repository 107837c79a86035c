"""Yesterday somebody in danger rang another team of the organisation, and that team had to read."""

from datetime import timedelta
from typing import Final

import time_machine
from django.utils import timezone

from organisations.demo.acting import acting
from referrals.emergency.actions import ask_to_read, read_in_emergency
from referrals.emergency.rules import Reason
from referrals.referrals.models import Referral

# Where it is shown; who holds the letter, and who read it. Their manager has not looked yet.
SHOWN: Final = ("norfolk",)
_HOLDER: Final = "sam.sample@norfolk-ca.example"
_READER: Final = "femi.sample@norfolk-ca.example"
_WHY: Final = "They rang our line, said that they were not safe at home, and the call broke off."


def read_yesterday(slug: str) -> None:
    afternoon = timezone.localtime() - timedelta(days=1)
    with time_machine.travel(afternoon.replace(hour=16, minute=40)):
        with acting(_HOLDER, slug=slug) as holder:
            held = Referral.objects.filter(to_team__in=holder.teams, accepted_at__isnull=False)
            reference = held.order_by("-accepted_at", "id")[0].reference
        with acting(_READER, slug=slug) as reader:
            reading = ask_to_read(
                actor=reader, reference=reference, reason=Reason.VIOLENCE, words=_WHY
            )
            if reading is None:
                raise RuntimeError(f"{reference} is nothing that {_READER} may read.")
            read_in_emergency(actor=reader, emergency_id=reading.pk)
