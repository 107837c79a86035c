"""Counts to make figures of: rows of history, which the database counts as it does live ones."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID, uuid5

from django.utils import timezone

from ccs.tenancy.context import enter, system
from reporting.figures.asking import asked_of_query
from reporting.figures.asking import count as answer
from reporting.figures.report import Sheet, figures
from reporting.history.models import HistoryImport, HistoryOrganisation, HistoryReferral
from tests.world import World

_NUMBERS = count()


@dataclass
class Past:
    """What a network brought from before: `of` says the sector and type of each organisation."""

    world: World
    batch: HistoryImport = field(init=False)
    of: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with enter(system(self.world.network.pk)):
            self.batch = HistoryImport.objects.create(network=self.world.network, at=timezone.now())

    def key(self, name: str) -> UUID:
        return uuid5(self.world.network.pk, name)

    def organisation(self, name: str, sector: str, kind: str = "") -> None:
        self.of[name] = (sector, kind)
        with enter(system(self.world.network.pk)):
            HistoryOrganisation.objects.create(
                network=self.world.network,
                batch=self.batch,
                org_id=name,
                key=self.key(name),
                name=name,
                sector=sector,
                type=kind,
                registered_on=date(2025, 10, 1),
            )

    def referrals(self, number: int, sender: str, receiver: str, **said: object) -> None:
        """So many alike, accepted at noon on 5 October 2026 unless said otherwise."""
        at = datetime(2026, 10, 5, 12, tzinfo=UTC)
        row = {"status": "accepted", "made_at": at, "accepted_at": at, **said}
        with enter(system(self.world.network.pk)):
            HistoryReferral.objects.bulk_create(
                HistoryReferral(
                    network=self.world.network,
                    batch=self.batch,
                    referral_id=str(next(_NUMBERS)),
                    from_org=sender,
                    to_org=receiver,
                    from_key=self.key(sender),
                    to_key=self.key(receiver),
                    from_sector=self.of[sender][0],
                    from_type=self.of[sender][1],
                    to_sector=self.of[receiver][0],
                    to_type=self.of[receiver][1],
                    **row,
                )
                for _place in range(number)
            )


def sheet(world: World, code: str, **query: str) -> Sheet:
    """The figure of October 2026, unless asked otherwise."""
    asked = {"from": "2026-10-01", "to": "2026-10-31"} | {
        {"first": "from", "last": "to"}.get(name, name): value for name, value in query.items()
    }
    figure, today = figures()[code], date(2026, 11, 21)
    return answer(figure, asked_of_query(figure, world.network.pk, asked, today=today))


def column(found: Sheet, *codes: str) -> list[tuple[object, ...]]:
    """Those columns of each row."""
    return [tuple(row[code] for code in codes) for row in found.rows]
