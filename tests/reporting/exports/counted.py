"""A figure of made-up numbers, with one cell of each kind."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from ccs.tenancy.actor import NetworkRef
from reporting.exports.files import Told
from reporting.figures.report import (
    HIDDEN,
    Asked,
    Column,
    Figure,
    Kind,
    Missing,
    Sheet,
)
from reporting.figures.rules import Period

SHEET = Sheet(
    columns=[
        Column("organisation", "Organisation", Kind.TEXT, "As it is called today."),
        Column("accepted", "Accepted"),
        Column("share", "Share", Kind.SHARE),
        Column("pounds", "Pounds", Kind.POUNDS),
        Column("since", "Member since", Kind.DAY),
    ],
    rows=[
        {
            "organisation": "=HYPERLINK(1)",
            "accepted": 1204,
            "share": Decimal("53.4"),
            "pounds": Decimal("80.50"),
            "since": date(2025, 10, 1),
        },
        {
            "organisation": "Quay Advice",
            "accepted": HIDDEN,
            "share": None,
            "pounds": Decimal(0),
            "since": date(2026, 3, 2),
        },
    ],
    n=2255,
    missing=[Missing("Referrals without a day", 7)],
)
FIGURE = Figure(
    code="made_up",
    title="Who received most",
    section="routes",
    means="Organisations by what they accepted.",
    numerator="Accepted referrals, by the day of acceptance.",
    denominator="All accepted referrals.",
    counted=lambda asked: SHEET,
    reading=lambda sheet: "Quay Advice received most.",
    chart_of=("organisation", "pounds"),
)


def told(*, kind: str = "live", **changes: Any) -> Told:
    network = NetworkRef(
        id=UUID(int=1),
        slug="hamlets",
        name="Hamlets Network",
        short_name="Hamlets",
        colour="#123456",
        kind=kind,
        country="england",
        languages=("en",),
    )
    known = {
        "figure": FIGURE,
        "asked": Asked(network.id, Period(date(2025, 10, 1), date(2026, 9, 30))),
        "sheet": SHEET,
        "network": network,
        "link": "https://ccs.example/hamlets/reports/made_up/?from=2025-10-01&to=2026-09-30",
        "made_at": datetime(2026, 10, 7, 9, 30, tzinfo=UTC),
    }
    return Told(**{**known, **changes})
