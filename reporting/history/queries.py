"""What was brought in, and who was a member when: live members and history, each counted once."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from ccs.tenancy.context import enter, system
from organisations.members.models import Organisation
from reporting.history.models import HistoryImport, HistoryOrganisation, HistoryUpload


class Registered(NamedTuple):
    """`now`: members on the day. `ever`: on it or on any day before, those that left too."""

    now: int
    ever: int


def registered(network_id: UUID, day: date) -> Registered:
    """How many organisations were members. Two queries, bounded by the organisations.

    Who is in both was a member from the earlier day on; when it left is for the live member to
    say where history does not. Who may ask is for the caller.
    """
    with enter(system(network_id)):
        live = {
            key: (since, left)
            for key, since, left in Organisation.objects.filter(network_id=network_id).values_list(
                "pk", "registered_on", "left_on"
            )
        }
        known = list(
            _standing(network_id)
            .filter(registered_on__lte=day)
            .values_list("key", "registered_on", "left_on")
        )
    times = [(key, since, left) for key, (since, left) in live.items() if since and since <= day]
    times += [(key, since, left or live.get(key, (None, None))[1]) for key, since, left in known]
    return Registered(
        now=len({key for key, _since, left in times if left is None or left > day}),
        ever=len({key for key, _since, _left in times}),
    )


def organisation_names(network_id: UUID, keys: Iterable[UUID]) -> dict[UUID, str]:
    """Of organisations that figures know from history alone: their name, else their id there."""
    with enter(system(network_id)):
        rows = _standing(network_id).filter(key__in=list(keys), is_member=False)
        return {
            key: name or org_id
            for key, name, org_id in rows.order_by("org_id").values_list("key", "name", "org_id")
        }


def imports_of(network_id: UUID) -> list[HistoryImport]:
    """Every import, undone ones too, the newest first."""
    return list(HistoryImport.objects.filter(network_id=network_id).order_by("-at", "-pk"))


def import_of(network_id: UUID, import_id: UUID) -> HistoryImport | None:
    return HistoryImport.objects.filter(network_id=network_id, pk=import_id).first()


def upload_of(network_id: UUID, upload_id: UUID) -> HistoryUpload | None:
    """Without the files themselves."""
    rows = HistoryUpload.objects.filter(network_id=network_id, pk=upload_id)
    return rows.defer("organisations", "referrals").first()


def open_uploads(network_id: UUID) -> list[HistoryUpload]:
    """What was chosen and is not brought in: the newest first."""
    rows = HistoryUpload.objects.filter(network_id=network_id).exclude(
        state=HistoryUpload.State.DONE
    )
    return list(rows.defer("organisations", "referrals").order_by("-at"))


def _standing(network_id: UUID) -> QuerySet[HistoryOrganisation]:
    return HistoryOrganisation.objects.filter(network_id=network_id, replaced_by=None)
