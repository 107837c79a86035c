"""A disk that is full, and a database that can only be read: a plain page, and nothing by half."""

from typing import Any

from django.db import close_old_connections

from ccs.audit.models import AuditRecord
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from referrals.referrals.models import Referral, ReferralEvent
from tests.faults.scenarios.forms import DONE, PAGES, Browsers
from tests.faults.scenarios.tally import Tally, told_twice
from tests.faults.server import full, kept_open, only_read, only_to_be_read
from tests.referrals.pages import home, text_of
from tests.world import World

PLAIN = "Sorry, the service cannot do this right now"
WRITTEN = ("referrals_referralevent", "ccs_outboxmessage", "ccs_auditrecord")
SUBMITS = ("send", "accept", "decline", "send")
# So many submits find the database only to be read, before it may be written to again.
A_WHILE = 10


class Submit:
    """A form that is sent while it cannot be done, and once more when it can."""

    def __init__(self, world: World, browsers: Browsers, number: int) -> None:
        person, filled = PAGES[SUBMITS[number % len(SUBMITS)]]
        self.form, self.window = filled(world), browsers.window(person)

    def post(self) -> Any:
        answer = self.window.post(self.form.address, self.form.typed)
        # As a server does after each request.
        close_old_connections()
        return answer

    def again(self, tally: Tally, *, told: bool, struck: bool) -> None:
        done = self.post().status_code in DONE
        tally.count(self.form.done(), told=told and done, struck=struck)


def disk_is_full(world: World, times: int) -> Tally:
    """One table after the other has no room, each with every form."""
    tally, browsers = Tally(), Browsers(world)
    with kept_open():
        for number in range(times):
            submit = Submit(world, browsers, number)
            before = all_of(world)
            with full(WRITTEN[number % len(WRITTEN)]) as struck:
                told, happened = is_plain(submit.post()), struck()
            tally.untold += all_of(world) != before
            submit.again(tally, told=told, struck=happened)
    tally.doubled += told_twice()
    return tally


def only_for_reading(world: World, times: int) -> Tally:
    """What is read is read meanwhile; who sends gets a plain page."""
    tally, browsers = Tally(), Browsers(world)
    with kept_open():
        for _ in range(times // A_WHILE):
            submits = [Submit(world, browsers, number) for number in range(A_WHILE)]
            before = all_of(world)
            with only_to_be_read():
                found = [(only_read(), is_plain(one.post())) for one in submits]
                read = submits[0].window.get(home(world))
            close_old_connections()
            tally.untold += (read.status_code != 200) + (all_of(world) != before)
            for one, (struck, told) in zip(submits, found, strict=True):
                one.again(tally, told=told, struck=struck)
    tally.doubled += told_twice()
    return tally


def is_plain(answer: Any) -> bool:
    return (answer.status_code, PLAIN in text_of(answer)) == (503, True)


def all_of(world: World) -> list[Any]:
    """Whatever a submit writes: it is the same before and after one that was not done."""
    with enter(system(world.network.pk)):
        statuses = Referral.objects.order_by("pk").values_list("pk", "status")
        tables = (ReferralEvent, AuditRecord, OutboxMessage)
        return [list(statuses), *(table.objects.count() for table in tables)]
