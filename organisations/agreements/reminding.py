"""When somebody is to be told that a signature ends, or that a new version waits."""

from datetime import datetime, timedelta
from typing import Final

from ccs.jobs.actions import schedule
from organisations.agreements.models import AgreementSignature, AgreementVersion

RENEWAL: Final = "agreement_renewal"
NEW_VERSION: Final = "agreement_new_version"
# Before the old signature ends; and once more when it has.
_BEFORE: Final = (timedelta(days=28), timedelta(days=7), timedelta(0))


def remind_of_renewal(signature: AgreementSignature) -> None:
    first = next_reminder(signature.expires_at, after=signature.signed_at)
    if first:
        schedule(RENEWAL, network_id=signature.network_id, due=[(signature.pk, first)])


def remind_of_version(version: AgreementVersion) -> None:
    """They are all told of it at once, so that what follows is the second reminder."""
    told = version.published_at + timedelta(days=1)
    due = next_reminder(version.in_force_from, after=told)
    if due:
        schedule(NEW_VERSION, network_id=version.network_id, due=[(version.pk, due)])


def next_reminder(ends: datetime, *, after: datetime) -> datetime | None:
    """None when it has ended."""
    return next((ends - before for before in _BEFORE if ends - before > after), None)
