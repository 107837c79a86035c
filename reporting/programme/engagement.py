"""The engagement table, funded work, and the features of coordination, of all live networks."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks.networks.models import Network
from organisations.engagement.contacts.queries import Engaged, engaged
from organisations.engagement.stages.queries import readings_of, stages_of
from organisations.engagement.stages.rules import CRITERIA, LEVELS_BY_NUMBER, STAGE_NAMES, Word
from organisations.engagement.workstreams.models import Workstream
from organisations.engagement.workstreams.queries import workstreams_by_year
from organisations.engagement.workstreams.rules import Focus, year_in_words
from reporting.figures.periods import days_of, label_of
from reporting.figures.report import Column, Hidden, Kind, Missing, Row, Sheet, Value, Words
from reporting.programme.report import ALL, NETWORK, Listed, Page, most, of_each
from reporting.programme.side_by_side import code_of, periods_to_choose

# As the evaluation of the first year groups them; people are counted over all of them.
_LINES: Final[tuple[tuple[Words, frozenset[str]], ...]] = (
    (
        gettext_lazy("Voluntary and community organisations"),
        frozenset({"vcs", "faith", "housing"}),
    ),
    (
        gettext_lazy("Local authority, county council or other statutory"),
        frozenset({"local_authority", "health", "other_statutory"}),
    ),
    (gettext_lazy("Schools"), frozenset({"school"})),
)


def engagement(networks: Sequence[Network], asked: str, today: date) -> Page:
    periods = periods_to_choose(today)
    period = next((one for one in periods if code_of(one) == asked), periods[0])
    told = of_each(networks, lambda pk: engaged(pk, since=period.first, until=period.last))
    rows = [_line(_("People"), [sum(one.people for one in said) for _n, said in told], networks)]
    for words, sectors in _LINES:
        counts = [_organisations(said, sectors) for _n, said in told]
        rows.append(_line(str(words), counts, networks))
    sheet = Sheet([Column("what", _("Number of"), Kind.TEXT), *_columns(networks)], rows)
    return Page(
        title=_("Engagement"),
        about=_("Whom the networks’ desks were in touch with, from %(days)s.")
        % {"days": days_of(period)},
        tables=[
            Listed(
                code="engagement",
                title=_("People and organisations, by sector"),
                sheet=sheet,
                means=_(
                    "People at work and their organisations, each counted once in a network: those"
                    " of the notes of contacts, and those who came to a meeting. No people helped."
                ),
                chart_of=("what", "all_networks"),
                reading=most(
                    _("Most, all networks together: %(name)s, %(value)s."), "what", "all_networks"
                ),
            )
        ],
        choices=[(code_of(one), label_of(one)) for one in periods],
        chosen=code_of(period),
        choose=_("Which time?"),
    )


def workstreams(networks: Sequence[Network]) -> Page:
    told = of_each(networks, workstreams_by_year)
    every = {n.slug: [row for year in years for row in year.rows] for n, years in told}
    return Page(
        title=_("Funded work"),
        about=_("Work that the programme or others paid for, in whole pounds, as desks wrote it."),
        tables=[_by_focus(networks, every), _by_network(networks, every)],
    )


def coordination(networks: Sequence[Network]) -> Page:
    return Page(
        title=_("Coordination"),
        about=_("What each network’s desk says of it. Nobody outside has checked it."),
        tables=[_stages(networks), _features(networks)],
    )


def _organisations(said: Sequence[Engaged], sectors: frozenset[str]) -> int:
    return sum(one.organisations for one in said if one.sector in sectors)


def _columns(networks: Sequence[Network], kind: Kind = Kind.COUNT) -> list[Column]:
    each = [Column(network.slug, network.name, kind) for network in networks]
    return [*each, Column("all_networks", ALL, kind)]


def _line(what: str, counts: Sequence[int], networks: Sequence[Network]) -> Row:
    each = {network.slug: n for network, n in zip(networks, counts, strict=True)}
    return {"what": what, **each, "all_networks": sum(counts)}


def _by_focus(networks: Sequence[Network], every: dict[str, list[Workstream]]) -> Listed:
    """A row for each year and focus, and one for each year."""
    rows: list[Row] = []
    years = sorted({row.year for told in every.values() for row in told})
    for year in years:
        of_year = {slug: [r for r in told if r.year == year] for slug, told in every.items()}
        for focus, words in Focus.choices:
            found = {s: [r for r in told if r.focus == focus] for s, told in of_year.items()}
            if any(found.values()):
                rows.append(_money(year, str(words), found))
        rows.append(_money(year, _("All together"), of_year))
    columns = [
        Column("year", _("Programme year"), Kind.TEXT),
        Column("focus", _("For what"), Kind.TEXT),
        Column("number", _("Pieces of work")),
        *_columns(networks, Kind.POUNDS),
    ]
    return Listed(
        code="by_focus",
        title=_("By year and what it was for"),
        sheet=Sheet(columns, rows),
        means=_("The amount in pounds in each network. A year runs from October to September."),
    )


def _money(year: int, focus: str, found: dict[str, list[Workstream]]) -> Row:
    amounts = {slug: sum(row.amount for row in told) for slug, told in found.items()}
    return {
        "year": year_in_words(year),
        "focus": focus,
        "number": sum(len(told) for told in found.values()),
        **amounts,
        "all_networks": sum(amounts.values()),
    }


def _by_network(networks: Sequence[Network], every: dict[str, list[Workstream]]) -> Listed:
    sums: dict[tuple[int, str], list[Workstream]] = defaultdict(list)
    for network in networks:
        for row in every[network.slug]:
            sums[row.year, network.name].append(row)
    rows: list[Row] = [
        {
            "year": year_in_words(year),
            "network": name,
            "number": len(told),
            "amount": sum(row.amount for row in told),
            "leverage": sum(row.leverage for row in told),
            "reached": sum(row.reached or 0 for row in told) if _counted(told) else None,
            "counted": _counted(told),
        }
        for (year, name), told in sorted(sums.items())
    ]
    none = [network.name for network in networks if not every[network.slug]]
    missing = [Missing(_("Nothing was written down: %(n)s.") % {"n": ", ".join(none)})]
    columns = [
        Column("year", _("Programme year"), Kind.TEXT),
        NETWORK,
        Column("number", _("Pieces of work")),
        Column("amount", _("Amount"), Kind.POUNDS),
        Column("leverage", _("Added by others"), Kind.POUNDS),
        Column("reached", _("People reached"), means=_("As those who were funded report it.")),
        Column("counted", _("Pieces of work that counted them")),
    ]
    return Listed(
        code="by_network",
        title=_("By year and network"),
        sheet=Sheet(columns, rows, missing=missing if none else []),
        means=_("People reached are as reported, and not all work was counted."),
        chart_of=("network", "amount"),
        reading=most(
            _("The largest amount of one year was in %(name)s: %(value)s."), "network", "amount"
        ),
    )


def _counted(rows: Sequence[Workstream]) -> int:
    return sum(row.reached is not None for row in rows)


def _stages(networks: Sequence[Network]) -> Listed:
    rows: list[Row] = []
    for network, told in of_each(networks, stages_of):
        if not told:
            rows.append({"network": network.name, "stage": _("Not said yet")})
        rows += [
            {
                "network": network.name,
                "stage": str(STAGE_NAMES.get(one.stage, one.stage)),
                "since": one.since,
            }
            for one in told
        ]
    columns = [
        NETWORK,
        Column("stage", _("Stage"), Kind.TEXT),
        Column("since", _("Since"), Kind.DAY),
    ]
    return Listed(
        code="stages",
        title=_("Stages of the networks"),
        sheet=Sheet(columns, rows),
        means=_("The latest first: setting up, onboarding, live, sustained."),
    )


def _features(networks: Sequence[Network]) -> Listed:
    rows: list[Row] = []
    for network, told in of_each(networks, readings_of):
        for reading in reversed(told):
            row: dict[str, Value | Hidden] = {
                "network": network.name,
                "assessed_on": reading.assessed_on,
            }
            for criterion in CRITERIA:
                level = reading.levels.get(criterion.code)
                known = LEVELS_BY_NUMBER[level.level] if level else None
                row[_feature(criterion)] = str(known.name) if known else _("Not said")
            rows.append(row)
        if not told:
            rows.append(
                {"network": network.name, **{_feature(one): _("Not said") for one in CRITERIA}}
            )
    features = [Column(_feature(one), one.name, Kind.TEXT, one.about) for one in CRITERIA]
    columns = [NETWORK, Column("assessed_on", _("On"), Kind.DAY), *features]
    levels = "; ".join(f"{one.name}: {one.about}" for one in LEVELS_BY_NUMBER.values())
    return Listed(
        code="features",
        title=_("Five features of coordination"),
        sheet=Sheet(columns, rows),
        means=_("From the first day to the last. %(levels)s") % {"levels": levels},
    )


def _feature(criterion: Word) -> str:
    """One of the features is called `network`, as the column of the networks is."""
    return f"feature_{criterion.code}"
