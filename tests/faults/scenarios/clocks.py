"""Workers whose clocks are wrong, over both clock changes and bank holidays."""

from datetime import datetime, timedelta
from itertools import cycle, islice
from zoneinfo import ZoneInfo

from ccs.outbox.models import OutboxMessage
from referrals.referrals.actions import withdraw
from tests.faults.scenarios.tally import Tally, told_twice
from tests.mail import Mailbox
from tests.referrals.clocks import sent_at, tick
from tests.world import World

LONDON = ZoneInfo("Europe/London")
WRONG = timedelta(minutes=10)
# Needed today: an answer is due after four hours of the desk's time, nine to five, and a reminder
# after two. When it was sent, and when the reminder is due, as a calendar on the wall has it.
SENT_AND_REMINDED = (
    ("2026-11-23 10:00", "2026-11-23 12:00"),
    # Over a weekend.
    ("2026-11-27 16:00", "2026-11-30 10:00"),
    # Christmas Day is a Friday, so that Boxing Day is kept on the Monday.
    ("2026-12-24 16:00", "2026-12-29 10:00"),
    # New Year's Day is a Friday.
    ("2026-12-31 16:30", "2027-01-04 10:30"),
    # Good Friday, the clocks an hour on in the night to Sunday, Easter Monday.
    ("2027-03-25 16:00", "2027-03-30 10:00"),
    ("2027-04-30 16:00", "2027-05-04 10:00"),
    ("2027-05-28 16:00", "2027-06-01 10:00"),
    ("2027-08-27 16:00", "2027-08-31 10:00"),
    # The clocks an hour back in the night to Sunday.
    ("2027-10-29 16:00", "2027-11-01 10:00"),
)


def wrong_clocks(world: World, mailbox: Mailbox, times: int) -> Tally:
    """Three workers, ten minutes ahead, right, and ten behind, look again and again.

    A wrong answer is a reminder that comes before the one who is ahead should give it.
    """
    tally = Tally()
    for sent, due in islice(cycle(SENT_AND_REMINDED), times):
        referral = sent_at(at(sent), world)
        mailbox.emails.clear()
        looked_at(at(due) - WRONG - timedelta(minutes=4))
        early = about(mailbox, referral.reference)
        # Now it is due by the clock that is ahead, and by no other.
        looked_at(at(due) - timedelta(minutes=4))
        ahead = about(mailbox, referral.reference)
        looked_at(at(due) + WRONG + timedelta(minutes=4))
        told = about(mailbox, referral.reference)
        tally.count(len(told), wanted=2, told=not early, struck=bool(ahead))
        tally.doubled += len(told) - len(set(told))
        with world.acting("teacher") as teacher:
            withdraw(actor=teacher, reference=referral.reference)
        OutboxMessage.objects.filter(sent_at=None).delete()
    tally.doubled += told_twice()
    return tally


def looked_at(moment: datetime) -> None:
    tick(moment + WRONG, moment, moment - WRONG)


def about(mailbox: Mailbox, reference: str) -> list[str]:
    """Whom a reminder of it has reached."""
    return [email["To"] for email in mailbox.emails if reference in email["Subject"]]


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=LONDON)
