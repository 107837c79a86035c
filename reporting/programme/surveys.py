"""What members of all live networks say, side by side and from year to year: published numbers."""

from collections.abc import Callable, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks.networks.models import Network
from organisations.engagement.surveys.models import SurveyWave
from organisations.engagement.surveys.queries import waves_of
from organisations.engagement.surveys.results import answered_by, asked, count_of, percent
from organisations.engagement.surveys.rules import ALL as EVERYBODY
from organisations.engagement.surveys.rules import (
    BY_SECTOR,
    BY_USE,
    GROUPS,
    ITEMS,
    WELL,
    WHOLE,
)
from organisations.engagement.workstreams.rules import year_in_words
from reporting.figures.report import HIDDEN, Column, Hidden, Kind, Missing, Row, Sheet, Value
from reporting.programme.report import ALL, NETWORK, Listed, Page, most, of_each

Waves = list[tuple[Network, list[SurveyWave]]]
_QUESTION: Final = Column(
    "question",
    gettext_lazy("Question"),
    Kind.TEXT,
    words={item.code: item.short for item in ITEMS},
)
# Fewer cannot be compared.
_TWO: Final = 2


def surveys(networks: Sequence[Network], chosen: str) -> tuple[Page, Waves]:
    """The latest survey of each network in the chosen year, and all years after another."""
    told = of_each(networks, waves_of)
    years = sorted(
        {wave.year for _n, waves in told for wave in waves if wave.results}, reverse=True
    )
    year = int(chosen) if chosen.isdecimal() and int(chosen) in years else next(iter(years), 0)
    of_year = _latest(told, year)
    tables = [_asked(told)]
    if of_year:
        tables += [
            _by_network(of_year, year),
            _by_group(of_year, BY_USE),
            _by_group(of_year, BY_SECTOR),
        ]
    if len(years) >= _TWO:
        tables.append(_by_year(told, sorted(years)))
    page = Page(
        title=_("Surveys"),
        about=_(
            "How people who work with the networks answered. Each survey was counted once, after"
            " its last day. Groups of fewer than five are never shown."
        ),
        tables=tables,
        choices=[(str(one), year_in_words(one)) for one in years],
        chosen=str(year),
        choose=_("Which programme year?"),
    )
    return page, told


def _latest(told: Waves, year: int) -> Waves:
    found = []
    for network, waves in told:
        of_year = [wave for wave in waves if wave.year == year and wave.results]
        if of_year:
            found.append((network, of_year[:1]))
    return found


def _asked(told: Waves) -> Listed:
    rows: list[Row] = [
        {
            "network": network.name,
            "survey": wave.name,
            "year": year_in_words(wave.year),
            "opens_on": wave.opens_on,
            "closes_on": wave.closes_on,
            "n": _or_hidden(answered_by(wave)) if wave.results else None,
        }
        for network, waves in told
        for wave in waves
    ]
    columns = [
        NETWORK,
        Column("survey", _("Survey"), Kind.TEXT),
        Column("year", _("Programme year"), Kind.TEXT),
        Column("opens_on", _("First day"), Kind.DAY),
        Column("closes_on", _("Last day"), Kind.DAY),
        Column("n", _("Answered"), means=_("Not counted before its last day is over.")),
    ]
    return Listed(
        code="asked",
        title=_("Which surveys there were"),
        sheet=Sheet(columns, rows),
        means=_("Those that the programme opened, and those of a network alone."),
    )


def _by_network(of_year: Waves, year: int) -> Listed:
    columns = [_QUESTION]
    for network, _waves in of_year:
        columns += _pair(network.slug, network.name)
    columns += _pair("all_networks", str(ALL))
    waves = [wave for _n, [wave] in of_year]
    rows: list[Row] = []
    for item in ITEMS:
        row: dict[str, Value | Hidden] = {"question": item.code}
        for network, [wave] in of_year:
            row |= _cells(network.slug, [wave], item.code, EVERYBODY)
        row |= _cells("all_networks", waves, item.code, EVERYBODY)
        if row["all_networks_n"]:
            rows.append(row)
    return Listed(
        code="by_network",
        title=_("Network beside network, %(year)s") % {"year": year_in_words(year)},
        sheet=Sheet(columns, rows, missing=_left_out(of_year, [EVERYBODY])),
        means=_(
            "The share that gave one of the two best answers, of all who answered. All networks:"
            " the sum of those that are shown."
        ),
        chart_of=("question", "all_networks_share"),
        reading=most(
            _("The best answers were given to “%(name)s”: %(value)s."),
            "question",
            "all_networks_share",
        ),
    )


def _by_group(of_year: Waves, groups: Sequence[str]) -> Listed:
    waves = [wave for _n, [wave] in of_year]
    columns = [_QUESTION]
    for group in groups:
        columns += _pair(group, str(GROUPS[group]))
    rows = _rows(lambda item: {k: v for g in groups for k, v in _cells(g, waves, item, g).items()})
    titles = {
        BY_USE: _("Who uses the referral system, and who does not"),
        BY_SECTOR: _("By sector"),
    }
    return Listed(
        code="by_use" if groups == BY_USE else "by_sector",
        title=titles[tuple(groups)],
        sheet=Sheet(columns, rows, missing=_left_out(of_year, groups)),
        means=_("All networks together, as far as the group is shown. People say it themselves."),
    )


def _by_year(told: Waves, years: Sequence[int]) -> Listed:
    columns = [_QUESTION]
    for year in years:
        columns += _pair(str(year), year_in_words(year))
    waves = {year: [wave for _n, [wave] in _latest(told, year)] for year in years}
    rows = _rows(
        lambda item: {
            k: v for y in years for k, v in _cells(str(y), waves[y], item, EVERYBODY).items()
        }
    )
    return Listed(
        code="by_year",
        title=_("From year to year"),
        sheet=Sheet(columns, rows),
        means=_("All networks together that asked in that year: they are not always the same."),
    )


def _rows(cells: Callable[[str], dict[str, Value | Hidden]]) -> list[Row]:
    rows = [{"question": item.code, **cells(item.code)} for item in ITEMS]
    return [row for row in rows if any(row[code] for code in row if code.endswith("_n"))]


def _pair(code: str, title: str) -> list[Column]:
    return [
        Column(f"{code}_share", title, Kind.SHARE),
        Column(f"{code}_n", _("%(who)s: n") % {"who": title}),
    ]


def _cells(
    code: str, waves: Sequence[SurveyWave], item: str, group: str
) -> dict[str, Value | Hidden]:
    """Of what is shown: the sum leaves out a network whose group is too small."""
    with_it = [wave for wave in waves if asked(wave, item)]
    counts = [(count_of(w, item, WELL, group), count_of(w, item, WHOLE, group)) for w in with_it]
    shown = [(well, n) for well, n in counts if well is not None and n is not None]
    if with_it and not shown:
        return {f"{code}_share": HIDDEN, f"{code}_n": HIDDEN}
    whole = sum(n for _well, n in shown)
    share = percent(sum(well for well, _n in shown), whole) if whole else None
    return {f"{code}_share": share, f"{code}_n": whole}


def _left_out(of_year: Waves, groups: Sequence[str]) -> list[Missing]:
    small = [
        network.name
        for network, [wave] in of_year
        if any(answered_by(wave, group) is None for group in groups)
    ]
    words = _("Too few answered, so that they are not shown or not all of them: %(networks)s.")
    return [Missing(words % {"networks": ", ".join(small)})] if small else []


def _or_hidden(count: int | None) -> Value | Hidden:
    return HIDDEN if count is None else count
