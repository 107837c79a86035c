"""Reading a conversation back: only for a team that may see it."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from ccs.tenancy.actor import Actor
from organisations.capacity.models import OpeningWatch
from organisations.directory.models import Service
from referrals.assessments.equality import ETHNICITY
from referrals.assessments.models import Answer, Assessment, AssessmentNeed
from referrals.assessments.rules import Person, Relative, Told, ToldNeed
from referrals.clients.models import Client, HouseholdMember
from referrals.consent.models import Consent
from referrals.referrals.models import Referral
from referrals.referrals.rules import OPEN, Status

# How many conversations of somebody known are looked through for an answer.
_EARLIER: Final = 20


@dataclass(frozen=True, slots=True)
class Asks:
    """What a service wants to know with a referral, and whom to ask before making one."""

    information: tuple[str, ...] = ()
    contact: str = ""


def what_is_there(assessment_id: UUID) -> tuple[bool, bool, bool]:
    """Whether it has needs, services that were chosen, and an agreement: in one query."""
    own = {"assessment": OuterRef("pk")}
    rows = Assessment.objects.filter(pk=assessment_id).annotate(
        has_needs=Exists(AssessmentNeed.objects.filter(**own)),
        has_chosen=Exists(Referral.objects.filter(**own, status=Status.DRAFT)),
        has_agreed=Exists(Consent.objects.filter(**own, withdrawn_at=None)),
    )
    return rows.values_list("has_needs", "has_chosen", "has_agreed").get()


def is_in_danger(assessment_id: UUID) -> bool:
    """Somebody said so, and nobody has said yet what was done about it."""
    return Assessment.objects.get(pk=assessment_id).danger_open


def begun_assessment(actor: Actor, assessment_id: UUID) -> Assessment | None:
    """One that a team of the actor's wrote down, with its client; also one put away."""
    return (
        Assessment.objects.select_related("client", "team__organisation")
        .filter(pk=assessment_id, team__in=actor.teams)
        .first()
    )


def own_assessment(actor: Actor, assessment_id: UUID) -> Assessment | None:
    """One that the actor's teams may go on with."""
    found = begun_assessment(actor, assessment_id)
    return found if found and found.discarded_at is None else None


def told_in(assessment: Assessment) -> Told:
    """All that was told, as a form or an action takes it."""
    household = list(HouseholdMember.objects.filter(client=assessment.client_id, left_at=None))
    places: dict[UUID | None, int] = {
        relative.pk: place for place, relative in enumerate(household)
    }
    # With the assessment: the related manager would fetch it for each row.
    columns = ("assessment", "need", "urgency", "member")
    needs = assessment.needs.order_by("need__position", "id").only(*columns)
    return Told(
        client=person_in(assessment.client),
        household=tuple(_relative(relative) for relative in household),
        story=assessment.story,
        wants=assessment.wants,
        barriers=tuple(assessment.barriers),
        needs=tuple(ToldNeed(row.need_id, row.urgency, places.get(row.member_id)) for row in needs),
        answers=dict(assessment.answers.values_list("item", "value")),
    )


def said_before(assessment: Assessment) -> dict[str, str]:
    """The ethnic group as somebody known told it in an earlier conversation with the team."""
    if assessment.known_through_id is None or assessment.first_sent_at:
        return {}
    earlier = Assessment.objects.filter(client=assessment.client_id, team=assessment.team_id)
    ids = list(earlier.order_by("-created_at").values_list("pk", flat=True)[:_EARLIER])
    rows = Answer.objects.filter(item=ETHNICITY, assessment__in=ids)
    told = dict(rows.values_list("assessment_id", "value"))
    last = next((told[one] for one in ids if one in told), "")
    return {ETHNICITY: last} if last else {}


def needed_in(assessment: Assessment) -> list[str]:
    """The codes of what is needed, each once, in the taxonomy's order."""
    codes = assessment.needs.order_by("need__position", "id").values_list("need_id", flat=True)
    return list(dict.fromkeys(codes))


def referrals_of(assessment: Assessment) -> QuerySet[Referral]:
    """Every referral made from it, drafts too, in the order of their making."""
    return Referral.objects.filter(assessment=assessment).order_by("created_at", "id")


def chosen_in(assessment: Assessment) -> list[UUID]:
    """The services ticked and not yet asked."""
    drafts = referrals_of(assessment).filter(status=Status.DRAFT)
    return [service for service in drafts.values_list("service_id", flat=True) if service]


def desk_chosen_in(assessment: Assessment) -> bool:
    """Whether the desk is to find somebody, and has not been asked yet."""
    drafts = referrals_of(assessment).filter(status=Status.DRAFT)
    return drafts.filter(service=None, desk_team__isnull=False).exists()


def asked_in(assessment: Assessment) -> set[UUID]:
    """The services that hold an open referral from it: none is asked twice."""
    open_ = referrals_of(assessment).filter(status__in=OPEN).exclude(status=Status.DRAFT)
    return {service for service in open_.values_list("service_id", flat=True) if service}


def asks_of(service_ids: Collection[UUID]) -> dict[UUID, Asks]:
    rows = Service.objects.filter(pk__in=service_ids)
    return {
        key: Asks(tuple(information), contact)
        for key, information, contact in rows.values_list(
            "pk", "information_needed", "referrer_contact"
        )
    }


def watched_by(actor: Actor) -> set[UUID]:
    """The services that the actor waits for to open."""
    wishes = OpeningWatch.objects.filter(member=actor.member_id, told_at=None)
    return set(wishes.values_list("service_id", flat=True))


def sent_from(assessment: Assessment) -> list[Referral]:
    """The referrals on their way or further, each with the team it went to, or the desk."""
    sent = referrals_of(assessment).exclude(status=Status.DRAFT)
    return list(sent.select_related("to_team", "desk_team"))


def person_in(client: Client) -> Person:
    """What is known of somebody, as a form or an action takes it."""
    values: Any = {field.name: _frozen(getattr(client, field.name)) for field in fields(Person)}
    return Person(**values)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _relative(member: HouseholdMember) -> Relative:
    return Relative(**{field.name: getattr(member, field.name) for field in fields(Relative)})
