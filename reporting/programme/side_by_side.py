"""All live networks over one period: their summaries, and who refers to whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks.networks.models import Network
from reporting.facts.queries import counted_everywhere
from reporting.figures.choices import GROUP_WORDS, group_of
from reporting.figures.periods import days_of, label_of, usual_periods
from reporting.figures.queries import summaries
from reporting.figures.report import Column, Kind, Missing, Row, Sheet
from reporting.figures.rules import Period, Summary, year_before
from reporting.figures.sheets import share_of
from reporting.programme.report import ALL, NETWORK, Listed, Page, most

# This year and last come with quarters and months; so many years before them without.
_YEARS_BEFORE = 6
_COUNTS = (
    "registered_organisations",
    "ever_registered_organisations",
    "referring_organisations",
    "receiving_organisations",
    "accepted_referrals",
)
_SUMMARY = (
    NETWORK,
    Column(
        "registered_organisations",
        gettext_lazy("Registered"),
        means=gettext_lazy("Organisations that are members on the last day."),
    ),
    Column(
        "ever_registered_organisations",
        gettext_lazy("Ever registered"),
        means=gettext_lazy("Members on the last day or at any time before."),
    ),
    Column(
        "referring_organisations",
        gettext_lazy("Referring"),
        means=gettext_lazy("Sent at least one of the accepted referrals."),
    ),
    Column(
        "receiving_organisations",
        gettext_lazy("Receiving"),
        means=gettext_lazy("Received at least one of the accepted referrals."),
    ),
    Column(
        "accepted_referrals",
        gettext_lazy("Accepted referrals"),
        means=gettext_lazy("By the date of acceptance, in UK time."),
    ),
    Column(
        "accepted_referrals_annualised",
        gettext_lazy("Annualised"),
        means=gettext_lazy(
            "Accepted referrals × 12 ÷ whole months, halves rounded up. Only for whole months."
        ),
    ),
    Column(
        "referrals_per_organisation",
        gettext_lazy("Per organisation"),
        Kind.RATIO,
        gettext_lazy("Accepted referrals (annualised, where they are) ÷ registered organisations."),
    ),
)
_ROUTES = (
    NETWORK,
    Column("from_group", gettext_lazy("From"), Kind.TEXT, words=GROUP_WORDS),
    Column("to_group", gettext_lazy("To"), Kind.TEXT, words=GROUP_WORDS),
    Column("accepted", gettext_lazy("Accepted referrals")),
    Column("share", gettext_lazy("Share"), Kind.SHARE, gettext_lazy("Of the network’s own.")),
    Column("n", gettext_lazy("Of how many")),
)


def side_by_side(networks: Sequence[Network], asked: str, today: date) -> Page:
    periods = periods_to_choose(today)
    period = next((one for one in periods if code_of(one) == asked), periods[0])
    return Page(
        title=_("All networks side by side"),
        about=_("Live networks only, from %(days)s, both days counted.")
        % {"days": days_of(period)},
        tables=[_summary(networks, period), _routes(networks, period)],
        choices=[(code_of(one), label_of(one)) for one in periods],
        chosen=code_of(period),
        choose=_("Which time?"),
    )


def periods_to_choose(today: date) -> list[Period]:
    """This year so far first."""
    periods = usual_periods(today)
    year = year_before(periods[0])
    for _back in range(_YEARS_BEFORE):
        year = year_before(year)
        periods.append(year)
    return periods


def code_of(period: Period) -> str:
    return f"{period.first.isoformat()}_{period.last.isoformat()}"


def _summary(networks: Sequence[Network], period: Period) -> Listed:
    found = summaries([network.pk for network in networks], period)
    rows = [_row(network.name, found[network.pk]) for network in networks]
    if len(rows) > 1:
        rows.append(_row(str(ALL), together(found.values())))
    quiet = [n.name for n in networks if not found[n.pk].accepted_referrals]
    notes = [
        Missing(
            _(
                "An organisation that is a member of two networks counts in each, and twice in the"
                " sum."
            )
        )
    ]
    if quiet:
        words = _("No referral was accepted in this time: %(networks)s.")
        notes.append(Missing(words % {"networks": ", ".join(quiet)}))
    return Listed(
        code="summary",
        title=_("Organisations and accepted referrals"),
        sheet=Sheet(_SUMMARY, rows, missing=notes),
        means=_("They count organisations and referrals, and no people helped."),
        chart_of=("network", "accepted_referrals"),
        reading=most(
            _("Most referrals were accepted in %(name)s: %(value)s."),
            "network",
            "accepted_referrals",
        ),
    )


def together(each: Iterable[Summary]) -> Summary:
    """The sum; what stands for each organisation is worked out anew from it."""
    told = list(each)
    sums = {name: sum(getattr(one, name) for one in told) for name in _COUNTS}
    return Summary(**sums, months=told[0].months if told else None)


def _row(name: str, told: Summary) -> Row:
    return {
        "network": name,
        **{code: getattr(told, code) for code in _COUNTS},
        "accepted_referrals_annualised": told.accepted_referrals_annualised,
        "referrals_per_organisation": told.referrals_per_organisation,
    }


def _routes(networks: Sequence[Network], period: Period) -> Listed:
    by = ("network", "from_sector", "to_sector")
    found: dict[str, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for row in counted_everywhere("routes", "accepted", period, by=by):
        network, sender, receiver = row.key
        for name in (network, ""):
            found[name][group_of(sender), group_of(receiver)] += row.n
    rows = [one for n in networks for one in _routes_of(n.name, found[str(n.pk)])]
    if len(networks) > 1:
        rows += _routes_of(str(ALL), found[""])
    return Listed(
        code="routes",
        title=_("Who refers to whom"),
        sheet=Sheet(_ROUTES, rows),
        means=_("Accepted referrals by the sector group of both sides at the time."),
    )


def _routes_of(name: str, counts: Mapping[tuple[str, str], int]) -> list[Row]:
    whole = sum(counts.values())
    return [
        {
            "network": name,
            "from_group": sender,
            "to_group": receiver,
            "accepted": n,
            "share": share_of(n, whole),
            "n": whole,
        }
        for (sender, receiver), n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if n
    ]
