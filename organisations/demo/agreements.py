"""Who has signed what in the demo: nearly all of them, one not again, one never."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import time_machine
from django.utils import timezone

from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from organisations.agreements.actions import add_clause, publish, sign_agreement
from organisations.agreements.models import AgreementVersion, Kind
from organisations.agreements.rules import Clause
from organisations.demo.acting import acting
from organisations.members.models import Organisation


def sign_all(organisation: Organisation, data: dict[str, Any]) -> None:
    """What they signed before there was this network was signed again as it began."""
    for kind, name in (
        (Kind.DATA_SHARING, "agreement_signed_on"),
        (Kind.CHARTER, "charter_signed_on"),
    ):
        if day := data.get(name):
            _sign(organisation, max(_noon(day), timezone.now()), kind=kind)


def ask_again(data: dict[str, Any], network: Network) -> None:
    """A new version that is not in force yet, and whoever has not signed it so far."""
    asked = data.get("agreement_again")
    if asked is None:
        return
    now = timezone.now()
    with time_machine.travel(now - timedelta(days=asked["days_ago"])):
        with acting(asked["by"], slug=network.slug) as desk:
            add_clause(actor=desk, kind=Kind.DATA_SHARING, clause=Clause(**asked["clause"]))
            day = timezone.localdate(now) + timedelta(days=asked["in_days"])
            version = publish(actor=desk, kind=Kind.DATA_SHARING, day=day)
        with enter(system(network.pk)):
            signed = Organisation.objects.filter(
                signatures__kind=Kind.DATA_SHARING, network=network.pk
            )
            for one in signed.exclude(name__in=asked["not_signed"]):
                _sign(one, timezone.now(), version=version)


def _sign(
    organisation: Organisation,
    at: datetime,
    *,
    kind: Kind = Kind.DATA_SHARING,
    version: AgreementVersion | None = None,
) -> None:
    sign_agreement(
        organisation=organisation,
        name="Pat Sample",
        role="Director",
        at=at,
        kind=kind,
        version=version,
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
