"""Who sends most, and who receives most."""

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.figures.names import organisations_named
from reporting.figures.report import Asked, Column, Figure, Kind, Missing, Row, Sheet
from reporting.figures.sheets import SHARE, N, largest, share_of
from reporting.figures.tally import counts
from reporting.figures.words import said

# So many rows.
_MOST: Final = 20
_ALL = gettext_lazy("All accepted referrals of the period.")
_COLUMNS = [
    Column("organisation", gettext_lazy("Organisation"), Kind.TEXT),
    Column("organisation_code", gettext_lazy("Id of the organisation"), Kind.TEXT),
    Column("accepted_referrals", gettext_lazy("Accepted referrals")),
    SHARE,
    N,
]


def _top(cube: str, key: str) -> Callable[[Asked], Sheet]:
    def counted(asked: Asked) -> Sheet:
        found = {row.key[0]: row.n for row in counts(asked, cube, "accepted", by=(key,))}
        n = sum(found.values())
        named = organisations_named(asked.network_id)
        of = {one: named[one].name if one in named else "" for one in found if one}
        every = sorted(of, key=lambda one: (-found[one], of[one], one))
        rows: list[Row] = [
            {
                "organisation": of[one],
                "organisation_code": one,
                "accepted_referrals": found[one],
                "share": share_of(found[one], n),
                "n": n,
            }
            for one in every[:_MOST]
        ]
        others = sum(found[one] for one in every[_MOST:])
        missing = [
            Missing(gettext_lazy("Accepted referrals of other organisations"), others),
            Missing(gettext_lazy("Accepted referrals of the desk"), found.get("", 0)),
        ]
        return Sheet(_COLUMNS, rows, n=n, missing=[one for one in missing if one.count])

    return counted


def _read(sheet: Sheet) -> str:
    most = largest(sheet, "accepted_referrals")
    if most is None:
        return _("Nothing was accepted in this time.")
    names = ("organisation", "accepted_referrals", "share", "n")
    words = {name: said(most, name, sheet) for name in names}
    sentence = _("%(organisation)s comes first, with %(accepted_referrals)s of %(n)s: %(share)s.")
    return sentence % words


TOP_SENDERS = Figure(
    code="top_senders",
    title=gettext_lazy("Who sends most"),
    section="routes",
    means=gettext_lazy("The 20 organisations from which most referrals were accepted."),
    numerator=gettext_lazy(
        "Accepted referrals that the organisation sent, by the day of acceptance."
    ),
    denominator=_ALL,
    counted=_top("senders", "from_organisation"),
    reading=_read,
    chart_of=("organisation", "accepted_referrals"),
)
TOP_RECEIVERS = Figure(
    code="top_receivers",
    title=gettext_lazy("Who receives most"),
    section="routes",
    means=gettext_lazy("The 20 organisations that accepted most referrals."),
    numerator=gettext_lazy("Referrals that the organisation accepted, by the day of acceptance."),
    denominator=_ALL,
    counted=_top("receivers", "to_organisation"),
    reading=_read,
    chart_of=("organisation", "accepted_referrals"),
)
