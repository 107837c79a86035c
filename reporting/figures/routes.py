"""Routes: from which sector referrals come, and to which they go."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.figures.choices import (
    BY_GROUP,
    BY_SECTOR,
    GROUP_WORDS,
    OF_RECEIVER,
    OF_SENDER,
    SECTOR_WORDS,
    group_of,
    sector_of,
)
from reporting.figures.report import (
    Asked,
    Column,
    Figure,
    Kind,
    Row,
    Sheet,
)
from reporting.figures.sheets import SHARE, N, largest, share_of
from reporting.figures.tally import counts, sides, total
from reporting.figures.words import said

_BOTH = ("from_sector", "to_sector")
_ACCEPTED = Column("accepted_referrals", gettext_lazy("Accepted referrals"))
_FROZEN = gettext_lazy(
    "Accepted referrals on the route, by the day of acceptance in UK time. Sectors are those at"
    " the time of the referral; voluntary and community are charities, faith groups and housing."
)
_ALL = gettext_lazy("All accepted referrals of the period.")


def _routes(asked: Asked) -> Sheet:
    """The sector's own columns have its own names: nobody takes one for the other."""
    grouped = asked.group != BY_SECTOR.code
    code = group_of if grouped else sector_of
    sender, receiver = ("from_sector_group", "to_sector_group") if grouped else _BOTH
    words = GROUP_WORDS if grouped else SECTOR_WORDS
    where = sides(asked, *_BOTH)
    found = counts(asked, "routes", "accepted", by=_BOTH, where=where)
    routes: dict[tuple[str, str], int] = {}
    for row in found:
        route = (code(row.key[0]), code(row.key[1]))
        routes[route] = routes.get(route, 0) + row.n
    n = total(asked, "routes", "accepted") if where else sum(routes.values())
    rows: list[Row] = [
        {
            sender: route[0],
            receiver: route[1],
            "accepted_referrals": count,
            "share": share_of(count, n),
            "n": n,
        }
        for route, count in sorted(routes.items(), key=lambda item: (-item[1], item[0]))
    ]
    columns = [
        Column(sender, gettext_lazy("From"), Kind.TEXT, words=words),
        Column(receiver, gettext_lazy("To"), Kind.TEXT, words=words),
        _ACCEPTED,
        SHARE,
        N,
    ]
    return Sheet(columns, rows, n=n, complete=True)


def _routes_read(sheet: Sheet) -> str:
    most = largest(sheet, "accepted_referrals")
    if most is None:
        return _("Nothing was accepted in this time.")
    sender, receiver = (column.code for column in sheet.columns[:2])
    words = {
        "from": said(most, sender, sheet),
        "to": said(most, receiver, sheet),
        "share": said(most, "share", sheet),
        "n": said(most, "n", sheet),
    }
    return (
        _("The most used route is from “%(from)s” to “%(to)s”: %(share)s of %(n)s referrals.")
        % words
    )


ROUTES = Figure(
    code="routes",
    title=gettext_lazy("Routes"),
    section="routes",
    means=gettext_lazy("From which sector referrals come, and to which they go."),
    numerator=_FROZEN,
    denominator=_ALL,
    counted=_routes,
    reading=_routes_read,
    groups=(BY_GROUP, BY_SECTOR),
    filters=(OF_SENDER, OF_RECEIVER),
    chart_of=("from_sector_group", "accepted_referrals"),
)
