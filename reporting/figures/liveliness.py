"""When each organisation last sent or answered something, and who is quiet by that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from organisations.engagement.pipeline.rules import ACTIVE_FOR
from organisations.members.models import Organisation
from reporting.facts.latest import days_before, days_lately

# A cube, and what counts in it.
_SENT: Final = ("senders", ("sent",))
_ANSWERED: Final = ("receivers", ("accepted", "declined"))


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
    """Who was a member at the end of the day. A pause is known of today only.

    `lately`: what somebody did last is only looked for in the days that make them active: three
    queries. Otherwise of those too who have long been silent: at most five.
    """
    rows = Organisation.objects.filter(network_id=network_id, registered_on__lte=day)
    if sector:
        rows = rows.filter(sector=sector)
    columns = ("pk", "name", "sector", "registered_on", "left_on", "paused_on", "paused_until")
    members = [
        one
        for one in rows.order_by("name", "id").values_list(*columns, named=True)
        if one.left_on is None or one.left_on > day
    ]
    sent = days_lately(network_id, *_SENT, day, by="from_organisation")
    answered = days_lately(network_id, *_ANSWERED, day, by="to_organisation")
    if not lately:
        keys = (str(one.pk) for one in members)
        silent = [key for key in keys if key not in sent and key not in answered]
        sent |= days_before(network_id, *_SENT, day, by="from_organisation", of=silent)
        answered |= days_before(network_id, *_ANSWERED, day, by="to_organisation", of=silent)
    return [_member(one, (sent, answered), day) for one in members]


def _member(one: Any, done: tuple[Mapping[str, date], ...], day: date) -> Member:
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
