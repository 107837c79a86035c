"""What has happened to the network since it began. Everybody of it may read this."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from networks.networks.queries import network_by_id
from networks.settings.models import SettingChange
from networks.settings.rules import Group
from organisations.agreements.models import AgreementVersion, Kind
from organisations.engagement.lead.queries import handovers_done
from organisations.members.models import LeadAgency, Organisation


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the history, in words already."""

    on: date
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    joined: int
    left: int
    members: int


# The latest of them: the rest stays on the page of settings.
_MOST_CHANGES: Final = 100


Source = Callable[[UUID], list[Happened]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Another room tells what changed in it: called with the network's id, as its reader."""
    _sources[name] = source


def history_of(network_id: UUID) -> list[Happened]:
    """The newest first."""
    lines = [
        *_beginning(network_id),
        *_leads(network_id),
        *_agreements(network_id),
        *_settings(network_id),
        *(line for source in _sources.values() for line in source(network_id)),
    ]
    return sorted(lines, key=lambda line: line.on, reverse=True)


def years_of(network_id: UUID) -> list[Year]:
    """How many organisations joined and left in each year, the newest first."""
    rows = Organisation.objects.filter(network=network_id, registered_on__isnull=False)
    joined, left = _by_year(rows, "registered_on"), _by_year(rows, "left_on")
    if not joined:
        return []
    years, members = [], 0
    for year in range(min(joined), timezone.localdate().year + 1):
        came, went = joined.get(year, 0), left.get(year, 0)
        members += came - went
        years.append(Year(year, came, went, members))
    return years[::-1]


def _by_year(rows: QuerySet[Organisation], field: str) -> dict[int, int]:
    found = rows.filter(**{f"{field}__isnull": False})
    counted = found.order_by().values_list(ExtractYear(field)).annotate(n=Count("pk"))
    return dict(counted)


def _beginning(network_id: UUID) -> list[Happened]:
    network = network_by_id(network_id)
    began = localtime(network.created_at).date()
    return [Happened(began, _("%(name)s began to work with this site") % {"name": network.name})]


def _leads(network_id: UUID) -> list[Happened]:
    """With the reason where it was handed over; the first one was there from the start."""
    reasons = {
        (one.to_organisation_id, one.done_on): one.reason for one in handovers_done(network_id)
    }
    rows = LeadAgency.objects.filter(network=network_id).select_related("organisation")
    return [
        Happened(
            row.since,
            _("%(name)s became the lead agency") % {"name": row.organisation.name},
            reasons.get((row.organisation_id, row.since), ""),
        )
        for row in rows
    ]


def _agreements(network_id: UUID) -> list[Happened]:
    """Each version from the day on which it counts; those to come are on their own page."""
    rows = AgreementVersion.objects.filter(
        network=network_id, taken_back_at=None, in_force_from__lte=timezone.now()
    )
    return [
        Happened(
            localtime(row.in_force_from).date(),
            _("%(agreement)s, version %(number)d took effect")
            % {"agreement": Kind(row.kind).label, "number": row.number},
        )
        for row in rows
    ]


def _settings(network_id: UUID) -> list[Happened]:
    """What it promises, as it was changed; from what to what is on the settings' own page."""
    rows = SettingChange.objects.filter(network=network_id, undoes=None)[:_MOST_CHANGES]
    return [
        Happened(
            localtime(row.made_at).date(),
            _("Changed: %(settings)s") % {"settings": Group(row.group).label},
        )
        for row in rows
    ]
