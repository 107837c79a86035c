"""Each email there is, written from a story with names that must not be in it."""

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
import time_machine
from django.utils import timezone

from ccs.accounts.second.actions import tell
from ccs.outbox import registry
from ccs.outbox.actions import enqueue, enqueue_sealed, enqueue_to_person
from ccs.outbox.models import OutboxMessage
from ccs.outbox.tasks import deliver
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from organisations.agreements.models import AgreementVersion
from organisations.capacity.models import Capacity
from organisations.directory.models import Service
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
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.audit.models import UnusualReading
from referrals.audit.watching import UNUSUAL
from referrals.clients.models import Client
from referrals.clocks.models import Finding, Reminder
from referrals.desk.actions.offering import offer
from referrals.emergency.actions import ask_to_read
from referrals.emergency.telling import TO_LOOK, TO_TEAM
from referrals.messages.actions import post_message
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.notices import WORDS
from referrals.rights.actions import Wish, take_from_team
from referrals.voice.actions.making import make_card
from referrals.voice.models import PersonLink
from referrals.voice.questions.actions.asking import QUESTIONS
from referrals.voice.questions.models import EndQuestions
from reporting.exports.actions import Wanted, ask_for_export
from reporting.exports.models import Export
from reporting.packs.models import Pack
from tests.mail import Mailbox
from tests.organisations.agreements.versions import new_version
from tests.referrals.desk.brought import with_desk
from tests.world import World

# What is told in `world.refer()`, and what is written in the thread.
PERSONAL = "Amina|Pretend|Yusuf|7946 0018|79460018|meter|private rent|Canary"
DETAILS = {"declined": "no_capacity", "closed": "helped_in_full"}


def to_members(world: World, name: str, template: str, subject: UUID, event: UUID) -> None:
    enqueue(
        template,
        network_id=world.network.pk,
        recipients=[world.people[name].pk],
        subject_id=subject,
        event_id=event,
    )


def owe_those_of_referrals(world: World, referral: Referral) -> None:
    """Each word that an email begins with, after an event of its kind."""
    for template in WORDS:
        kind = template.removeprefix("referral_")
        sides = [referral.from_team_id, referral.to_team_id]
        own, other = sides if kind in {"sent", "answered", "withdrawn"} else reversed(sides)
        event = ReferralEvent.objects.create(
            network=world.network,
            referral=referral,
            kind={"with_broker": "sent", "taken_back": "withdrawn"}.get(kind, kind),
            to_status="sent" if kind in {"sent", "answered"} else "",
            at=timezone.now(),
            team_id=own,
            other_team_id=other,
            by_name="Sender Sample",
            detail=DETAILS.get(kind, ""),
        )
        to_members(world, "adviser", template, referral.pk, event.pk)


def owe_reminders(world: World, referral: Referral) -> None:
    email = new_id()
    for stage in ("half", "due"):
        Reminder.objects.create(
            network=world.network,
            referral=referral,
            member=world.people["adviser"],
            stage=stage,
            part="owner",
            due_at=referral.next_action_at,
            noted_at=timezone.now(),
            told_at=timezone.now(),
            email_id=email,
        )
    to_members(world, "adviser", "reminders", referral.pk, email)
    Finding.objects.create(
        network=world.network, referral=referral, kind="no_clock", found_at=timezone.now()
    )
    to_members(world, "coordinator", "findings", referral.pk, new_id())


def owe_those_of_services(world: World) -> None:
    long_ago = timezone.now() - timedelta(days=300)
    Capacity.objects.filter(service=world.advice).update(confirmed_at=long_ago)
    Service.objects.filter(pk=world.advice.pk).update(checked_at=long_ago)
    for template in ("capacity_ask", "service_check", "service_opened"):
        to_members(world, "adviser", template, world.advice.pk, new_id())


def owe_those_of_aftercare(world: World, referral: Referral) -> None:
    """Due and late at a school, and what another conversation's team left to the desk."""
    AftercarePlan.objects.filter(assessment=referral.assessment_id).update(
        status="running", begun_because="all_ended", begun_at=timezone.now()
    )
    plan = AftercarePlan.objects.get(assessment=referral.assessment_id)
    made = {"network": world.network, "plan": plan, "assessment_id": plan.assessment_id}
    due = AftercareCheck.objects.create(
        **made,
        team=world.school,
        number=1,
        weeks=2,
        status="due",
        due_at=timezone.now(),
        next_action_at=timezone.now(),
    )
    for template in ("aftercare_due", "aftercare_late"):
        to_members(world, "teacher", template, due.pk, new_id())
    AftercarePlan.objects.filter(pk=plan.pk).update(team=world.desk, with_desk_since=timezone.now())
    to_members(world, "coordinator", "aftercare_with_desk", plan.pk, new_id())


def owe_those_to_the_person(world: World, referral: Referral) -> None:
    """By email, though some of them go by text alone."""
    with world.acting("teacher") as teacher:
        link = make_card(actor=teacher, assessment_id=referral.assessment_id).link
        Client.objects.filter(pk=link.client_id).update(email="x@example.org", safe_to=["email"])
    for template in ("person_card", "person_code", "person_new_number"):
        enqueue_to_person(
            template,
            network_id=world.network.pk,
            client_id=link.client_id,
            subject_id=link.pk,
            event_id=new_id(),
            channel="email",
            payload={"code": "123456"},
        )


def owe_the_questions_at_the_end(world: World, referral: Referral) -> None:
    link = PersonLink.objects.get(assessment=referral.assessment_id)
    row = EndQuestions.objects.create(
        network=world.network,
        referral=referral,
        client_id=link.client_id,
        from_team=world.school,
        state="asked",
        created_at=timezone.now(),
    )
    enqueue_to_person(
        QUESTIONS,
        network_id=world.network.pk,
        client_id=link.client_id,
        subject_id=row.pk,
        event_id=row.pk,
        channel="email",
    )


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


def owe_those_of_rights(world: World, referral: Referral) -> None:
    """What the person asked the school for; the adviser is told, who holds it too."""
    wish = Wish("erase", "person", timezone.localdate(), "known")
    with world.acting("teacher") as teacher:
        client = Client.objects.get(assessments=referral.assessment_id)
        request = take_from_team(actor=teacher, client_id=client.pk, wish=wish)
    OutboxMessage.objects.filter(template="rights_asked").delete()
    with enter(system(world.network.pk)):
        to_members(world, "adviser", "rights_asked", request.pk, new_id())
        to_members(world, "coordinator", "rights_due", request.pk, new_id())


def read_in_emergency(world: World, referral: Referral) -> UnusualReading:
    why = "Canary: the line went dead."
    with world.acting("caseworker") as caseworker:
        ask_to_read(actor=caseworker, reference=referral.reference, reason="life", words=why)
    with enter(system(world.network.pk)):
        return UnusualReading.objects.get()


def owe_those_of_reports(world: World) -> None:
    """A list that is ready and one that failed; a draft, and a report that was sent."""
    now, day = timezone.now(), timezone.localdate()
    for state, template in (("ready", "export_ready"), ("failed", "export_failed")):
        with world.acting("analyst") as analyst:
            wanted = Wanted(day - timedelta(days=len(state)), day, "csv")
            export = ask_for_export(actor=analyst, wanted=wanted)
        with enter(system(world.network.pk)):
            Export.objects.filter(pk=export.pk).update(state=state, expires_at=now)
            to_members(world, "analyst", template, export.pk, new_id())
    for first, template in ((date(2026, 7, 1), "pack_sent"), (date(2026, 4, 1), "pack_drafted")):
        with enter(system(world.network.pk)):
            pack = Pack.objects.create(
                network=world.network,
                kind="quarter",
                first=first,
                last=first + timedelta(days=90),
                language="en",
                frozen={"sections": [], "missing": []},
                correction="" if template == "pack_drafted" else "Canary was counted twice.",
                made_at=now,
            )
            Pack.objects.filter(pk=pack.pk, first=date(2026, 7, 1)).update(
                status="sent", sent_at=now
            )
            to_members(world, "coordinator", template, pack.pk, new_id())


def owe_those_of_accounts(world: World) -> None:
    to_members(world, "manager", UNUSUAL, world.network.pk, new_id())
    to_members(world, "teacher", "invitation", world.network.pk, new_id())
    sealed = {"code": "123456", "language": "en", "to": world.email("teacher")}
    for template in ("sign_in_code", "again_code", "new_email_code", "email_changed"):
        enqueue_sealed(
            template,
            user_id=world.people["teacher"].user_id,
            payload=sealed,
            lifetime=timedelta(minutes=10),
        )
    tell(world.user("teacher"), "reset")
    enqueue_sealed(
        "new_device",
        user_id=world.people["teacher"].user_id,
        payload={"device": "Firefox on Windows", "language": "en"},
        lifetime=timedelta(days=2),
    )


def deliver_all() -> None:
    """A worker takes fifty at a time, and wakes the next for the rest."""
    deliver()
    deliver()


@pytest.fixture
def owed(world: World, other_world: World) -> World:
    [referral] = world.refer()
    with world.acting("teacher") as teacher:
        post_message(actor=teacher, reference=referral.reference, body="Canary is at home.")
    with time_machine.travel(timezone.now() - timedelta(days=28)):
        draft = world.assess()
    brought = with_desk(world)
    with world.acting("coordinator") as desk:
        [made] = offer(actor=desk, reference=brought.reference, service_ids=[world.advice.pk])
    version, unusual = new_version(world), read_in_emergency(world, referral)
    OutboxMessage.objects.all().delete()
    with enter(system(world.network.pk)):
        owe_those_of_agreements(world, version)
        owe_those_of_referrals(world, referral)
        owe_reminders(world, Referral.objects.get(pk=referral.pk))
        owe_those_of_services(world)
        owe_those_of_aftercare(world, referral)
        owe_those_of_accounts(world)
        owe_those_of_the_lead(world)
        owe_those_of_joining(world)
        owe_those_of_people(world)
    owe_those_of_questions(world)
    owe_those_of_the_desk(world)
    owe_those_of_rights(world, referral)
    owe_those_of_reports(world)
    with enter(system(world.network.pk)):
        owe_those_to_the_person(world, referral)
        owe_the_questions_at_the_end(world, referral)
        to_members(world, "teacher", "draft_warning", draft.pk, new_id())
        to_members(world, "adviser", "offer_made", made.pk, new_id())
        to_members(world, "adviser", TO_TEAM, referral.pk, new_id())
        to_members(world, "manager", TO_LOOK, unusual.pk, new_id())
        for template in ("person_not_called", "person_contact_changed", "person_card_failed"):
            to_members(world, "adviser", template, referral.pk, new_id())
        to_members(world, "teacher", "person_link_locked", referral.pk, new_id())
        for template in ("consent_renewal", "deletion_reminder"):
            to_members(world, "teacher", template, referral.pk, new_id())
    return world


def test_every_email_is_written_and_says_nothing_about_anybody(
    owed: World, mailbox: Mailbox
) -> None:
    owed_templates = set(OutboxMessage.objects.values_list("template", flat=True))

    deliver_all()

    assert owed_templates == registry.registered()
    assert len(mailbox.emails) == len(owed_templates)
    written = "\n".join(email.as_string() for email in mailbox.emails)
    assert re.findall(PERSONAL, written) == []


def test_the_text_and_the_page_of_an_email_say_the_same(owed: World, mailbox: Mailbox) -> None:
    deliver_all()

    for number, email in enumerate(mailbox.emails):
        links = set(re.findall(r"https?://\S+", mailbox.text(number)))
        shown = set(re.findall(r'href="([^"]+)"', mailbox.body("html", number)))
        assert links == shown, email["Subject"]
