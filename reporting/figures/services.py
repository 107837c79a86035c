"""What was sent to each service, and what it answered."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.figures.choices import OF_ORGANISATION
from reporting.figures.names import Named, services_named
from reporting.figures.report import Asked, Column, Figure, Kind, Missing, Row, Sheet
from reporting.figures.sheets import SHARE, N, largest, share_of
from reporting.figures.tally import Measures, by_key, counts
from reporting.figures.words import said

_MEASURES: Final = ("sent", "accepted", "declined")
_COLUMNS: Final = [
    Column("service", gettext_lazy("Service"), Kind.TEXT),
    Column("service_code", gettext_lazy("Id of the service"), Kind.TEXT),
    Column("organisation", gettext_lazy("Organisation"), Kind.TEXT),
    Column("sent", gettext_lazy("Sent")),
    Column("accepted", gettext_lazy("Accepted")),
    Column("declined", gettext_lazy("Declined")),
    SHARE,
    N,
]


def _services(asked: Asked) -> Sheet:
    organisation = asked.filters.get("organisation", "")
    named = services_named(asked.network_id, organisation=organisation)
    found = by_key(counts(asked, "services", *_MEASURES, by=("service",)))
    rows = [
        _row(service, named[service], measures)
        for (service,), measures in sorted(
            found.items(), key=lambda item: (-item[1]["sent"], item[0])
        )
        if service in named
    ]
    unknown = 0 if organisation else found["",]["accepted"]
    missing = Missing(
        gettext_lazy("Accepted referrals of history, which names no services"), unknown
    )
    n = sum(int(str(row["n"])) for row in rows)
    return Sheet(_COLUMNS, rows, n=n, missing=[missing] if unknown else [])


def _row(service: str, named: Named, measures: Measures) -> Row:
    accepted, declined = measures["accepted"], measures["declined"]
    answered = accepted + declined
    return {
        "service": named.name,
        "service_code": service,
        "organisation": named.organisation,
        "sent": measures["sent"],
        "accepted": accepted,
        "declined": declined,
        "share": share_of(accepted, answered),
        "n": answered,
    }


def _read(sheet: Sheet) -> str:
    most = largest(sheet, "sent")
    if most is None:
        return _("Nothing was sent in this time.")
    words = {name: said(most, name, sheet) for name in ("service", "sent", "share", "n")}
    sentence = _("Most go to %(service)s: %(sent)s. It accepted %(share)s of %(n)s it answered.")
    return sentence % words


SERVICES: Final = Figure(
    code="services",
    title=gettext_lazy("Services"),
    section="members",
    means=gettext_lazy("How many referrals each service was sent, accepted and declined."),
    numerator=gettext_lazy(
        "Referrals the service accepted, by the day of acceptance. Sent and declined ones count on"
        " their own days."
    ),
    denominator=gettext_lazy("Referrals the service accepted or declined in the period."),
    counted=_services,
    reading=_read,
    filters=(OF_ORGANISATION,),
    chart_of=("service", "sent"),
)
