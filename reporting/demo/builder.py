"""What two of the demo's networks did before this system, brought in as the desk would do it."""

from datetime import date, timedelta
from io import BytesIO
from typing import Final

import time_machine
from django.utils import timezone

from ccs.tenancy.actor import Actor
from organisations.demo.acting import acting
from organisations.demo.reading import read_people, read_pilot
from organisations.members.models import Organisation
from organisations.roles.rules import RoleName
from reporting.demo.made_up import Member, Year, as_files, made_up
from reporting.demo.numbers import HISTORIES
from reporting.history.actions import import_history
from reporting.history.reading import Source

# The network began with this system a year ago; its past came a little later.
_AGO: Final = timedelta(days=340)
# Who was made up to fill the evaluation's tables is no member of the demo's network.
_GONE_ON: Final = date(2022, 10, 1)


def build(pilot: str) -> str:
    slug = read_pilot(pilot)["network"]["slug"]
    then = timezone.localtime().replace(hour=11, minute=0) - _AGO
    with time_machine.travel(then), acting(coordinator_of(slug), slug=slug) as actor:
        return _bring(actor, HISTORIES[pilot])


def _bring(actor: Actor, years: tuple[Year, ...]) -> str:
    made = made_up(years, members=_members(actor, years[-1].period.last), gone_on=_GONE_ON)
    organisations, referrals = as_files(made)
    report = import_history(
        actor=actor, organisations=_source(organisations), referrals=_source(referrals)
    )
    if report.wrong:
        raise ValueError(f"The demo's history has {report.wrong} problems.")
    return f"{report.referrals.new} past referrals"


def _members(actor: Actor, until: date) -> list[Member]:
    """Those who were there already; first who only makes referrals."""
    rows = Organisation.objects.filter(network_id=actor.network.id, registered_on__lte=until)
    fields = rows.values_list("name", "sector", "type", "registered_on")
    return [
        Member(name, sector, kind, since)
        for name, sector, kind, since in fields.order_by("receives_referrals", "registered_on")
        if since
    ]


def coordinator_of(slug: str) -> str:
    """The email address of the first who is one there."""
    place = {"network": slug, "role": RoleName.COORDINATOR.value}
    return next(str(one["email"]) for one in read_people() if place in one["places"])


def _source(body: bytes) -> Source:
    return lambda: BytesIO(body)
