"""When each organisation last sent or answered something, and who is quiet by that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from organisations.engagement.pipeline.rules import ACTIVE_FOR
from organisations.members.models import Organisation
from reporting.facts.latest import days_lately, last_days

_ANSWERS = ("accepted", "declined")


@dataclass(frozen=True, slots=True)
class Member:
    """A member on the day that was asked for, and the last day on which it did something."""

    key: str
    name: str
    sector: str
    since: date
    last: date | None
    paused: bool

    def is_active(self, day: date) -> bool:
        return self.last is not None and self.last > day - timedelta(days=ACTIVE_FOR)

    def is_quiet(self, day: date) -> bool:
        return not self.paused and not self.is_active(day)


def members_on(
    network_id: UUID, day: date, *, sector: str = "", lately: bool = False
) -> list[Member]:
    """Who was a member at the end of the day, in three queries. A pause is known of today only.

    `lately`: what somebody did last is only looked for in the days that make them active.
    """
    rows = Organisation.objects.filter(network_id=network_id, registered_on__lte=day)
    if sector:
        rows = rows.filter(sector=sector)
    find = days_lately if lately else last_days
    sent = find(network_id, "senders", ("sent",), day, by="from_organisation")
    answered = find(network_id, "receivers", _ANSWERS, day, by="to_organisation")
    return [
        _member(one, (sent, answered), day)
        for one in rows.order_by("name", "id")
        if one.left_on is None or one.left_on > day
    ]


def _member(one: Organisation, done: tuple[Mapping[str, date], ...], day: date) -> Member:
    key = str(one.pk)
    days = [last[key] for last in done if key in last]
    assert one.registered_on is not None  # noqa: S101 - who is not registered yet was not asked for
    paused = (
        one.paused_on is not None
        and one.paused_on <= day
        and (one.paused_until is None or one.paused_until > day)
    )
    return Member(
        key, one.name, one.sector, one.registered_on, max(days, default=None), paused=paused
    )
