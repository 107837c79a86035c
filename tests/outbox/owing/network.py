"""The emails of a network: who comes, leaves, leads, signs, asks and announces."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from ccs.outbox.actions import enqueue
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from organisations.agreements.models import AgreementVersion
from organisations.engagement.announcements.actions import Said, announce
from organisations.engagement.lead.models import LeadHandover
from organisations.engagement.questions.actions import Asked, answer, ask
from organisations.engagement.surveys.actions import open_wave
from organisations.engagement.surveys.rules import Asking
from organisations.joining.models import Joining
from organisations.members.models import Membership, Organisation
from organisations.people.dormant import CLOSED as DORMANT_CLOSED
from organisations.people.dormant import KEPT as DORMANT_KEPT
from organisations.people.dormant import STILL_NEEDED
from organisations.people.leaving import COLLEAGUE_LEFT
from organisations.standing.actions import LEFT, PAUSED
from organisations.teams.actions import TEAMS_CHANGED
from tests.outbox.owing.members import to_members
from tests.world import World


def owe_those_of_people(world: World) -> None:
    """Somebody left, is asked, was closed or is needed; teams changed; one paused, one left."""
    long_ago = timezone.localdate() - timedelta(days=130)
    asked = long_ago + timedelta(days=95)
    away = world.people["adviser"]
    Membership.objects.filter(pk=away.pk).update(seen_on=long_ago, asked_on=asked)
    to_members(world, "teacher", COLLEAGUE_LEFT, away.pk, new_id())
    to_members(world, "adviser", STILL_NEEDED, away.pk, new_id())
    to_members(world, "manager", DORMANT_CLOSED, away.pk, new_id())
    to_members(world, "coordinator", DORMANT_KEPT, away.pk, new_id())
    to_members(world, "officer", TEAMS_CHANGED, world.council.pk, new_id())
    council = Organisation.objects.filter(pk=world.council.organisation_id)
    council.update(paused_on=timezone.localdate())
    to_members(world, "officer", PAUSED, world.council.organisation_id, new_id())
    school = Organisation.objects.filter(pk=world.school.organisation_id)
    school.update(left_on=timezone.localdate())
    to_members(world, "coordinator", LEFT, world.school.organisation_id, new_id())


def owe_those_of_joining(world: World) -> None:
    """Of an organisation at each moment of its way in."""
    now = timezone.now()

    def at(state: str, **others: object) -> UUID:
        made = Joining.objects.create(
            network=world.network,
            state=state,
            since=now,
            begun_at=now,
            name=f"Riverside {state}",
            sector="vcs",
            contact_name="Canary",
            contact_email=f"jo@{state}.example",
            **others,
        )
        return made.pk

    invited = at("invited", word="Good to meet you.")
    for template, key in (
        ("joining_confirm", at("unconfirmed")),
        ("joining_invitation", invited),
        ("joining_reminder", invited),
        ("joining_question", at("applied", asked_at=now)),
        ("joining_over", at("turned_down", reason="Canary")),
    ):
        enqueue(
            template,
            network_id=world.network.pk,
            recipients=[key],
            subject_id=key,
            event_id=new_id(),
            kind="contact",
        )
    for template in ("joining_applied", "joining_answer", "joining_ready", "joining_withdrawn"):
        to_members(world, "coordinator", template, key, new_id())
    to_members(world, "manager", "joining_live", key, new_id())


def owe_those_of_the_lead(world: World) -> None:
    """Asked, refused and done: each of its own proposal."""
    for template, status in (
        ("lead_answered", "refused"),
        ("lead_changed", "done"),
        ("lead_proposed", "proposed"),
    ):
        handover = LeadHandover.objects.create(
            network=world.network,
            from_organisation=world.advice_line.organisation,
            to_organisation=world.council.organisation,
            takes_effect_on=timezone.localdate(),
            reason="Canary moves away.",
            proposed_by=world.people["manager"],
            proposed_at=timezone.now(),
        )
        handover.status = status
        handover.done_on = timezone.localdate() if status == "done" else None
        handover.save(update_fields=["status", "done_on"])
        to_members(world, "coordinator", template, handover.pk, new_id())


def owe_those_of_questions(world: World) -> None:
    """One that was answered, one that waits: neither email says what was asked."""
    with world.acting("teacher") as teacher:
        done, waits = (
            ask(actor=teacher, asked=Asked("Where is Canary?", "other"), question_id=new_id())
            for _ in range(2)
        )
    with world.acting("coordinator") as desk:
        answer(actor=desk, question_id=done.pk, words="Ring Canary.", seen=0)
    to_members(world, "coordinator", "question_waiting", waits.pk, new_id())


def owe_those_of_agreements(world: World, version: AgreementVersion) -> None:
    for template in ("agreement_published", "agreement_reminder", "agreement_taken_back"):
        to_members(world, "manager", template, version.pk, new_id())
    to_members(world, "coordinator", "agreement_desk", version.pk, new_id())


def owe_those_of_the_desk(world: World) -> None:
    """To one of those whom it is for; the jobs that owe it to all have their own tests."""
    said = Said(title="New form", body="It is shorter.", expires_on=timezone.localdate())
    with world.acting("coordinator") as desk:
        made = announce(actor=desk, said=said, announcement_id=new_id())
    with enter(system(world.network.pk)):
        to_members(world, "teacher", "announcement", made.pk, made.pk)
    today = timezone.localdate()
    with world.acting("coordinator") as desk:
        asking = Asking("This year", 2025, opens_on=today, closes_on=today, items=["dignity"])
        wave = open_wave(actor=desk, asking=asking, wave_id=new_id())
    with enter(system(world.network.pk)):
        to_members(world, "teacher", "survey", wave.pk, wave.pk)
