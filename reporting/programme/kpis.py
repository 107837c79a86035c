"""The five indicators: what the evaluation stated, and each programme year since, with its gaps."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from networks.networks.models import Network
from organisations.engagement.workstreams.rules import programme_year as year_number
from organisations.engagement.workstreams.rules import year_in_words
from organisations.engagement.yearly.models import YearFigure
from organisations.engagement.yearly.queries import figures_entered
from reporting.facts.queries import counted_everywhere
from reporting.figures.report import Column, Kind, Row, Sheet, Value
from reporting.figures.rules import Period, programme_year, so_far
from reporting.history.queries import registered
from reporting.programme.of_people import awards_written, repeat_crises
from reporting.programme.report import Listed, Page, most, of_each
from reporting.programme.stated import KPIS, SOURCE, Kpi

# The evaluation's last year began in October 2021: what comes after is counted here.
_FIRST_YEAR: Final = 2022
_AT_POINT_OF_CRISIS: Final = ("today", "urgent")
_ENTERED: Final = {
    1: "welfare_awards",
    2: "other_crisis_awards",
    3: "crisis_referrals",
    5: "organisations_engaged",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What there is of one network: entered by year and code, members by year, and by referrals."""

    network: Network
    entered: Mapping[tuple[int, str], YearFigure]
    members: Mapping[int, int]
    at_crisis: Mapping[int, int]


def kpis(networks: Sequence[Network], today: date) -> Page:
    years = range(_FIRST_YEAR, year_number(today) + 1)
    told = _told(networks, years, today)
    return Page(
        title=_("Key performance indicators"),
        about=_(
            "Five indicators were set for the programme when it was proposed. Its evaluation warns"
            " that they say little about what the programme itself did: data are missing, what a"
            " crisis is differs, and the first three follow the pandemic and the cost of living."
        ),
        tables=[_table(kpi, told, years, today) for kpi in KPIS],
    )


def _told(networks: Sequence[Network], years: Sequence[int], today: date) -> list[Told]:
    """One question for the referrals of all; of each network what was entered, and its members."""
    at_crisis = _at_crisis(_year(years[0]).first, today)
    entered = of_each(networks, lambda pk: figures_entered(pk, years))
    return [
        Told(network, found, _members(network.pk, years, today), at_crisis[str(network.pk)])
        for network, found in entered
    ]


def _table(kpi: Kpi, told: Sequence[Told], years: Sequence[int], today: date) -> Listed:
    rows: list[Row] = [
        {
            "year": one.when,
            "value": one.value,
            "covers": str(one.says),
            "source": str(SOURCE),
        }
        for one in kpi.stated
    ]
    rows += [_row(kpi, told, year, today) for year in years]
    columns = [
        Column("year", _("Programme year"), Kind.TEXT),
        Column("value", _("Number")),
        Column("covers", _("What it covers and leaves out"), Kind.TEXT),
        Column("source", _("Source"), Kind.TEXT),
    ]
    return Listed(
        code=f"kpi{kpi.number}",
        title=_("KPI %(n)d: %(title)s") % {"n": kpi.number, "title": kpi.title},
        sheet=Sheet(columns, rows),
        means=kpi.counted,
        facts=[(_("Target"), kpi.target), (_("Baseline"), _baseline(kpi))],
        chart_of=("year", "value"),
        reading=most(_("The largest number is that of %(name)s: %(value)s."), "year", "value"),
    )


def _baseline(kpi: Kpi) -> str:
    first = kpi.stated[0]
    return f"{first.value:,}. {first.says}" if first.value is not None else str(first.says)


def _row(kpi: Kpi, told: Sequence[Told], year: int, today: date) -> Row:
    name = year_in_words(year)
    running = year == year_number(today)
    value, covers = _since(kpi, told, year)
    return {
        "year": _("%(year)s so far") % {"year": name} if running else name,
        "value": value,
        "covers": covers,
        "source": _source(kpi, told, year),
    }


def _since(kpi: Kpi, told: Sequence[Told], year: int) -> tuple[Value, str]:
    networks = [one.network for one in told]
    if kpi.number == 4:  # noqa: PLR2004 - its number
        return repeat_crises(networks, _year(year))
    parts = {one.network.name: _parts(kpi, one, year) for one in told}
    known = {name: part for name, part in parts.items() if part is not None}
    each = ", ".join(f"{name} {part:,}" for name, part in known.items())
    missing = ", ".join(name for name, part in parts.items() if part is None)
    lines = [
        _("%(each)s.") % {"each": each} if each else "",
        _("Nothing known: %(networks)s.") % {"networks": missing} if missing else "",
        *_reached(kpi, known),
        *_notes(kpi, told, year),
        awards_written(networks, _year(year)) if kpi.number == 1 else "",
    ]
    return (sum(known.values()) if known else None), " ".join(line for line in lines if line)


def _parts(kpi: Kpi, one: Told, year: int) -> int | None:
    """Of one network; None where nobody entered it, or there were no referrals."""
    entered = _entered(kpi, one, year)
    if kpi.number == 3:  # noqa: PLR2004 - its number
        known = year in one.at_crisis or entered is not None
        return one.at_crisis.get(year, 0) + (entered or 0) if known else None
    if kpi.number == 5:  # noqa: PLR2004 - its number
        return one.members[year] + (entered or 0)
    return entered


def _entered(kpi: Kpi, one: Told, year: int) -> int | None:
    row = one.entered.get((year, _ENTERED[kpi.number]))
    return int(row.value) if row and row.value is not None else None


def _reached(kpi: Kpi, known: Mapping[str, int]) -> Iterator[str]:
    if kpi.number == 5:  # noqa: PLR2004 - its number
        enough = sum(n >= 20 for n in known.values())  # noqa: PLR2004 - the target
        yield _("20 or more in %(n)d of %(all)d networks.") % {"n": enough, "all": len(known)}


def _notes(kpi: Kpi, told: Sequence[Told], year: int) -> Iterator[str]:
    for one in told:
        row = one.entered.get((year, _ENTERED[kpi.number]))
        if row and row.note:
            yield f"{one.network.name}: {row.note}"


def _source(kpi: Kpi, told: Sequence[Told], year: int) -> str:
    code = _ENTERED.get(kpi.number, "")
    entered = [
        f"{one.network.name}: {one.entered[year, code].source}"
        for one in told
        if (year, code) in one.entered
    ]
    here = {1: [], 2: [], 4: [_("Published by each network")]}.get(kpi.number, [_("Counted here")])
    return "; ".join([*here, *entered])


def _members(network_id: UUID, years: Sequence[int], today: date) -> dict[int, int]:
    return {
        year: registered(network_id, so_far(_year(year), today=today).last).now for year in years
    }


def _at_crisis(first: date, today: date) -> dict[str, dict[int, int]]:
    """By network and year; a year in which nothing was accepted is not there."""
    found: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    by = ("network", "month", "urgency")
    for row in counted_everywhere("urgencies", "accepted", Period(first, today), by=by):
        network, month, urgency = row.key
        year = year_number(date.fromisoformat(month))
        found[network][year] += row.n if urgency in _AT_POINT_OF_CRISIS else 0
    return found


def _year(year: int) -> Period:
    return programme_year(date(year, 10, 1))
