"""To and from the schemes that award money or goods, each of them and all."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.figures.report import Asked, Column, Figure, Kind, Row, Sheet
from reporting.figures.sheets import SHARE, N
from reporting.figures.tally import Parts, counts
from reporting.figures.words import said

_EVERY: Final = "all"
_LWA: Final = "lwa_scheme"
_COLUMNS: Final = [
    Column(
        "scheme",
        gettext_lazy("Scheme"),
        Kind.TEXT,
        words={
            _EVERY: gettext_lazy("All schemes"),
            _LWA: gettext_lazy("Local welfare assistance, no name given"),
        },
    ),
    Column("made", gettext_lazy("From the scheme")),
    Column("received", gettext_lazy("To the scheme")),
    Column(
        "accepted_referrals",
        gettext_lazy("From or to it"),
        means=gettext_lazy("From one to itself, or between two, counts once"),
    ),
    SHARE,
    N,
]


def _schemes(asked: Asked) -> Sheet:
    """A referral from one scheme to another belongs to both, and once to all."""
    each, every = Parts(), Parts()
    by = ("from_scheme", "from_type", "to_scheme", "to_type")
    for row in counts(asked, "routes", "accepted", by=by):
        sender, receiver = _scheme(*row.key[:2]), _scheme(*row.key[2:])
        each.add(sender, receiver, row.n)
        every.add(_EVERY if sender else "", _EVERY if receiver else "", row.n)
    named = [one for one in each.names() if one]
    rows = [_row(one, each) for one in named] + [_row(_EVERY, every)]
    return Sheet(_COLUMNS, rows, n=each.n, complete=True)


def _row(scheme: str, parts: Parts) -> Row:
    return {
        "scheme": scheme,
        "made": parts.made[scheme],
        "received": parts.received[scheme],
        "accepted_referrals": parts.involved(scheme),
        "share": parts.share(scheme),
        "n": parts.n,
    }


def _scheme(scheme: str, kind: str) -> str:
    """History names no schemes, but says which organisations are one."""
    return scheme or (_LWA if kind == _LWA else "")


def _read(sheet: Sheet) -> str:
    row = sheet.rows[-1]
    words = {name: said(row, name, sheet) for name in ("made", "received", "share", "n")}
    return (
        _(
            "Schemes made %(made)s referrals and received %(received)s: they have a part in"
            " %(share)s of %(n)s."
        )
        % words
    )


SCHEMES = Figure(
    code="schemes",
    title=gettext_lazy("To and from welfare schemes"),
    section="routes",
    means=gettext_lazy(
        "How many referrals come from or go to a scheme that awards money or goods: local welfare"
        " assistance, the Discretionary Assistance Fund, a hardship fund, vouchers."
    ),
    numerator=gettext_lazy(
        "Accepted referrals whose sending or receiving team ran the scheme at the time of the"
        " referral, by the day of acceptance."
    ),
    denominator=gettext_lazy("All accepted referrals of the period."),
    counted=_schemes,
    reading=_read,
    chart_of=("scheme", "accepted_referrals"),
)
