"""Who could help in one conversation: what matching says, and what has been asked already."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.utils import timezone

from organisations.matching.queries import candidates
from organisations.matching.rules import Asked, Candidate, Match, rank
from organisations.places.queries import NoPlace, find_place
from organisations.places.rules import Place
from referrals.assessments.facts import facts_of
from referrals.assessments.models import Assessment, OpenNeed
from referrals.assessments.queries import referrals_of, told_in
from referrals.assessments.rules import Told
from referrals.assessments.standing import Asking
from referrals.referrals.models import Referral
from referrals.referrals.rules import OPEN, Status


@dataclass(frozen=True, slots=True)
class Search:
    """`waiting` are the services that hold an open referral, `declined` those that said no."""

    asked: Asked
    matches: list[Match]
    known: dict[UUID, Candidate]
    own_team: UUID
    waiting: frozenset[UUID] = frozenset()
    declined: dict[UUID, Referral] = field(default_factory=dict)
    no_place: str = ""

    @property
    def asking(self) -> Asking:
        own = [key for key, one in self.known.items() if one.team_id == self.own_team]
        return Asking(own=own, waiting=self.waiting, declined=self.declined)

    @property
    def ward(self) -> str:
        return self.asked.place.ward if self.asked.place else ""


def search_for(
    assessment: Assessment,
    *,
    text: str = "",
    everything: bool = False,
    also: Collection[UUID] = (),
) -> Search:
    """Services for what is needed; with a text or `everything`, from all there are.

    The best first. `also` are kept whatever is asked: what is ticked already.
    """
    asked, no_place = _asked(assessment, told_in(assessment), text)
    # What the text finds may meet another need than the ones named: it is shown all the same.
    among = replace(asked, needs=()) if everything or text.strip() else asked
    found = candidates(network_id=assessment.network_id, asked=among, also=also)
    waiting, declined = _answered(assessment)
    return Search(
        asked=asked,
        matches=rank(asked, found),
        known={candidate.service_id: candidate for candidate in found},
        own_team=assessment.team_id,
        waiting=waiting,
        declined=declined,
        no_place=no_place,
    )


def suggested_in(assessment: Assessment) -> list[OpenNeed]:
    """Needs still open for which whoever declined named a better service."""
    rows = OpenNeed.objects.filter(assessment=assessment, settled_at=None)
    named = rows.exclude(suggested_service=None).select_related("suggested_service", "referral")
    return list(named.order_by("due_at", "id"))


def _asked(assessment: Assessment, told: Told, text: str) -> tuple[Asked, str]:
    place, why = _place(told.client.postcode)
    asked = Asked(
        needs=tuple(dict.fromkeys(need.code for need in told.needs)),
        place=place,
        facts=facts_of(told, today=timezone.localdate()),
        text=text.strip(),
        organisation_id=assessment.team.organisation_id,
    )
    return asked, why


def _place(postcode: str) -> tuple[Place | None, str]:
    if not postcode:
        return None, ""
    found = find_place(postcode)
    return (None, found.message) if isinstance(found, NoPlace) else (found, "")


def _answered(assessment: Assessment) -> tuple[frozenset[UUID], dict[UUID, Referral]]:
    """Asked and not answered with no; and those whose last answer was no."""
    rows = referrals_of(assessment).filter(status__in=[*OPEN, Status.DECLINED])
    asked = list(rows.exclude(status=Status.DRAFT).exclude(service=None))
    waiting = {row.service_id for row in asked if row.status != Status.DECLINED}
    declined = {row.service_id: row for row in asked if row.status == Status.DECLINED}
    return frozenset(key for key in waiting if key), {
        key: row for key, row in declined.items() if key and key not in waiting
    }
