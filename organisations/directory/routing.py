"""Who may refer to a service that does not take referrals from everybody."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from organisations.directory.rules import Route


def may_refer_by(route: str, *, organisation_id: UUID | None, named: Collection[UUID]) -> bool:
    """`named` are the organisations whose entry is in force today."""
    return route == Route.ANYONE or organisation_id in named


def is_in_force(starts_on: date | None, ends_on: date | None, *, today: date) -> bool:
    """Both days count; without a day there is no limit on that side."""
    return (starts_on is None or starts_on <= today) and (ends_on is None or today <= ends_on)
