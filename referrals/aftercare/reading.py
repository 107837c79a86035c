"""Opening a plan: the envelope for who may see it, and the letter for whose team holds it."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.aftercare.records import CheckRecord, NeedNow
from referrals.aftercare.rules import OPEN, CheckStatus, PlanStatus
from referrals.aftercare.said import Said
from referrals.assessments.models import Assessment
from referrals.referrals.models import Referral
from referrals.referrals.queries import Letter
from referrals.referrals.queries.letters import unsent_letter
from referrals.referrals.rules import Status
from referrals.rights.queries import restrictions_of
from referrals.rights.standing import erased_at
from referrals.rights.wording import erased_in_words, restriction_line


@dataclass(frozen=True, slots=True)
class OpenedPlan:
    """`letter` and `records` only where a share opens them. `records` are oldest first."""

    plan: AftercarePlan
    checks: list[AftercareCheck]
    referrals: list[Referral]
    letter: Letter | None = None
    records: list[CheckRecord] = field(default_factory=list)
    needs_now: dict[UUID, dict[str, str]] = field(default_factory=dict)
    led_to: list[Assessment] = field(default_factory=list)
    # What is said of a record that was erased, instead of the letter.
    erased: str = ""
    # Since when and why the record is restricted, of one that is.
    restricted: str = ""

    @property
    def open_check(self) -> AftercareCheck | None:
        """The one that comes next."""
        return next((check for check in self.checks if check.status in OPEN), None)

    @property
    def total(self) -> int:
        return sum(1 for check in self.checks if check.status != CheckStatus.CANCELLED)

    def standing(self, check: AftercareCheck) -> CheckRecord | None:
        """What was said there, as it stands now."""
        return next((one for one in self.talks if one.of_check_id == check.pk), None)

    @property
    def talks(self) -> list[CheckRecord]:
        return [one for one in self.records if one.reached and one.replaced_at is None]


@transaction.atomic(savepoint=False)
def read_plan(*, actor: Actor, plan_id: UUID) -> OpenedPlan:
    """The plan, to be shown. That the letter was opened with it is kept."""
    plan = AftercarePlan.objects.select_related("team").filter(pk=plan_id).first()
    if plan is None or not actor.envelopes:
        raise NotAllowed(_("There is no such plan here."))
    checks = list(AftercareCheck.objects.filter(plan=plan))
    asked = Referral.objects.filter(assessment=plan.assessment_id).exclude(status=Status.DRAFT)
    referrals = list(asked.order_by("created_at", "id"))
    letter = unsent_letter(plan.assessment_id)
    if letter is None:
        return OpenedPlan(plan, checks, referrals)
    if letter.client.is_erased:
        said = erased_in_words(letter.client, erased_at(letter.client))
        return OpenedPlan(plan, checks, referrals, erased=said)
    record("aftercare.read", actor=actor, subject_kind="aftercare", subject_id=plan.pk)
    records = list(CheckRecord.objects.filter(assessment=plan.assessment_id))
    return OpenedPlan(
        plan=plan,
        checks=checks,
        referrals=referrals,
        letter=letter,
        restricted=restriction_line(restrictions_of([letter.client.pk])),
        records=records,
        needs_now=_needs_now(records),
        led_to=list(
            Assessment.objects.filter(continues=plan.assessment_id, discarded_at=None).order_by(
                "created_at", "id"
            )
        ),
    )


def plan_of_check(*, actor: Actor, check_id: UUID) -> UUID:
    """The plan that a check is of. NotAllowed where there is none that the actor may see."""
    rows = AftercareCheck.objects.filter(pk=check_id, network=actor.network.id)
    plan_id = rows.values_list("plan_id", flat=True).first()
    if plan_id is None:
        raise NotAllowed(_("There is no such check here."))
    return plan_id


def own_check(actor: Actor, check_id: UUID) -> AftercareCheck:
    """One that a team of the actor's is to make. NotAllowed for any other."""
    found = AftercareCheck.objects.filter(pk=check_id, team__in=actor.teams, status__in=OPEN)
    check = found.first()
    if check is None:
        raise NotAllowed(_("There is no such check here."))
    return check


def own_plan(actor: Actor, plan_id: UUID) -> AftercarePlan:
    """One of a team of the actor's that has not ended. NotAllowed for any other."""
    found = AftercarePlan.objects.filter(pk=plan_id, team__in=actor.teams)
    plan = found.exclude(status=PlanStatus.ENDED).first()
    if plan is None:
        raise NotAllowed(_("There is no such plan here."))
    return plan


def said_in(kept: CheckRecord, needs: dict[str, str]) -> Said:
    """What was written down, as the form and the action take it."""
    return Said(
        reached=kept.reached,
        way=kept.way,
        needs=needs,
        steadiness=kept.steadiness,
        crisis_since=kept.crisis_since,
        crises=tuple(kept.crises),
        further_needs=tuple(kept.further_needs),
        words=kept.words,
        may_quote=kept.may_quote,
        note=kept.note,
        go_on=kept.go_on,
    )


def _needs_now(records: list[CheckRecord]) -> dict[UUID, dict[str, str]]:
    if not records:
        return {}
    rows = NeedNow.objects.filter(record__in=[one.pk for one in records])
    found: dict[UUID, dict[str, str]] = {}
    for key, code, state in rows.order_by("need__position").values_list(
        "record_id", "need_id", "state"
    ):
        found.setdefault(key, {})[code] = state
    return found
