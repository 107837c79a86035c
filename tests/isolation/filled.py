"""At least one row in every table of a world."""

from django.db import models
from django.utils import timezone

from ccs.api.models import IdempotencyKey
from ccs.audit.sealing import seal_day
from ccs.tenancy.context import enter, system
from ccs.tenancy.inspection import tenant_models
from ccs.tenancy.models import new_id
from organisations.agreements.models import AgreementDraft
from organisations.capacity.actions import (
    record_unmet,
    set_capacity,
    take_places,
    watch_opening,
)
from organisations.capacity.rules import UnmetReason
from organisations.directory.actions import NewService, add_service
from organisations.engagement.lead.actions import Proposal, propose_lead
from organisations.engagement.lessons.actions import record_done
from organisations.engagement.lessons.models import PanelShown
from organisations.joining.models import Joining, JoiningMessage, State
from organisations.members.actions import Invited, enrol
from organisations.needs.models import NeedSynonym
from organisations.practice.models import PracticeTeam
from organisations.roles.models import ApiKey
from organisations.signposting.actions import give_details
from referrals.aftercare.models import AftercareCheck
from referrals.aftercare.recording import record_check
from referrals.aftercare.said import Said
from referrals.assessments.models import Assessment
from referrals.attachments.models import Attachment
from referrals.audit.models import UnusualReading
from referrals.clients.actions import merge_people
from referrals.clocks.models import Finding, Reminder
from referrals.clocks.rules import Part, Stage
from referrals.consent.models import DeletionAsked
from referrals.desk.models import Offer
from referrals.drafts.actions import keep_typing
from referrals.filters.actions import save_filter
from referrals.filters.rules import Box, Filters
from referrals.links.models import AnswerLink
from referrals.messages.actions import post_message
from referrals.messages.keeping import keep_note
from referrals.messages.models import Message, Note
from referrals.messages.reading import show_thread
from referrals.outcomes.actions import keep_gains
from referrals.outcomes.rules import Awarded, Gained, all_met
from referrals.papers.actions import answer_impact, make_link
from referrals.practice.models import PracticeMail
from referrals.prompts.models import TopicPrompts
from referrals.referrals.actions import accept, decline
from referrals.referrals.models import Referral, ReferralEvent
from referrals.retention.actions import run as run_retention
from referrals.voice.actions.making import make_card
from referrals.voice.models import NotCalled
from reporting.facts.actions import fold
from tests.access.settings_changed import settings_changed
from tests.isolation.asked import ask_for_help
from tests.isolation.counted import bring_in
from tests.isolation.described import describe_breakfast, describe_more
from tests.isolation.engaged import engage
from tests.isolation.looking import PARTIES, VIEWERS, Worlds
from tests.isolation.reported import report
from tests.isolation.righted import ask_by_right
from tests.isolation.rows import Table, place_of, table_of
from tests.isolation.voiced import say_at_the_end
from tests.world import World

# Together they see every row of their network but drafts.
WITNESSES = {**PARTIES, "coordinator": VIEWERS["coordinator"], "system": VIEWERS["system"]}


def fill(world: World) -> None:
    """The school has all it can have, and asks the advice line twice: one yes, one no."""
    with enter(system(world.network.pk)):
        world.people["head"] = enrol(
            network_id=world.network.pk,
            invited=Invited(
                email=world.email("head"),
                name="Head Sample",
                manages=(world.school.organisation_id,),
            ),
        )
        breakfast = add_service(
            team=world.school, details=NewService(name="Breakfast club", needs=["food"])
        )
        NeedSynonym.objects.create(network=world.network, need_id="food", word="brekkie")
        AgreementDraft.objects.create(
            network=world.network,
            kind="charter",
            clauses=[],
            renew_months=24,
            changed_at=timezone.now(),
        )
        TopicPrompts.objects.create(
            network=world.network,
            need_id="debt",
            language="en",
            version=1,
            questions=["Who is asking you for money?"],
            changed_at=timezone.now(),
        )
        PracticeTeam.objects.create(network=world.network, team=world.school, since=timezone.now())
        PracticeMail.objects.create(
            network=world.network,
            member=world.people["teacher"],
            channel="email",
            address=world.email("teacher"),
            text="Made up.",
            at=timezone.now(),
        )
        key = ApiKey.objects.create(network=world.network, name="Register", team=world.school)
        IdempotencyKey.objects.create(
            network_id=world.network.pk,
            key_id=key.pk,
            scope_sha256="0" * 64,
            body_sha256="0" * 64,
            references=[],
            created_at=timezone.now(),
        )
        joined(world)
    engage(world)
    describe_breakfast(world)
    with enter(system(world.network.pk)):
        describe_more(world)
    [accepted] = world.refer(given_name="Amina")
    [declined] = world.refer(given_name="Bilal")
    with world.acting("adviser") as adviser:
        accept(actor=adviser, reference=accepted.reference)
        post_message(actor=adviser, reference=accepted.reference, body="When may I call?")
        decline(actor=adviser, reference=declined.reference, reason="no_capacity")
        gained = Gained(all_met("food"), (Awarded("goods", what="A fridge"),), "Sleeps again")
        keep_gains(accepted, gained, actor=adviser, at=timezone.now())
    ask_how_they_are(world, accepted)
    remind_of(world, accepted)
    take_for_one(world, accepted, declined)
    ask_by_the_desk(world, declined)
    ask_for_help(world)
    write_beside(world, accepted)
    settings_changed(world)
    fold(world.network.pk)
    bring_in(world)
    say_at_the_end(world, accepted)
    ask_by_right(world, accepted, erased=declined)
    with enter(system(world.network.pk)):
        run_retention(world.network.pk, timezone.now())
    papers_of(world)
    report(world)
    with world.acting("teacher") as teacher:
        keep_typing(
            actor=teacher, assessment_id=new_id(), step="who", data={"given_name": ["Cara"]}
        )
        save_filter(actor=teacher, name="Late ones", box=Box.SENT, filters=Filters(late=True))
        Attachment.objects.create(
            network=world.network,
            assessment_id=accepted.assessment_id,
            team=world.school,
            name="Letter.pdf",
            kind="pdf",
            size=4,
            sha256="0" * 64,
            content=b"%PDF",
            at=timezone.now(),
        )
        give_details(
            actor=teacher,
            team_id=world.school.pk,
            given_id=new_id(),
            elsewhere=["Samaritans, 116 123"],
            needs=["food"],
        )
        record_unmet(
            service_ids=[world.grants.pk],
            team_id=world.school.pk,
            needs=["food"],
            reason=UnmetReason.PAUSED,
            actor=teacher,
        )
        set_capacity(service_id=breakfast.pk, actor=teacher, state="limited", places=1, per="total")
        take_places(
            actor=teacher,
            taken=[(accepted.pk, breakfast.pk)],
            organisation_id=world.school.organisation_id,
        )
        watch_opening(service_id=breakfast.pk, actor=teacher)
        record_done(actor=teacher, code="refer")
        PanelShown.objects.create(
            network=world.network,
            membership_id=teacher.identity,
            kind="tip",
            code="filters",
            month=timezone.localdate().replace(day=1),
            shown_on=timezone.localdate(),
        )


def watch_the_school(world: World) -> None:
    """Its teacher read at night, and the day is sealed."""
    now = timezone.now()
    with enter(system(world.network.pk)):
        seal_day(world.network.pk, timezone.localdate())
        UnusualReading.objects.create(
            network=world.network,
            member=world.people["teacher"],
            organisation_id=world.school.organisation_id,
            kind="night",
            day=timezone.localdate(),
            count=2,
            first_at=now,
            last_at=now,
            found_at=now,
        )


def papers_of(world: World) -> None:
    """The lead may pass to the school, whose head makes a link; the desk has answered."""
    watch_the_school(world)
    with world.acting("manager") as manager:
        proposal = Proposal(
            organisation_id=world.school.organisation_id,
            takes_effect_on=timezone.localdate(),
            reason="Our funding ends.",
            gets=(world.people["head"].pk,),
        )
        propose_lead(actor=manager, proposal=proposal)
    with world.acting("head") as head:
        make_link(actor=head, made_for="The council", days=30)
    with world.acting("coordinator") as coordinator:
        answer_impact(actor=coordinator, answers={"why": "A new system."}, seen=0)


def joined(world: World) -> None:
    """How the school came in."""
    now = timezone.now()
    joining = Joining.objects.create(
        network=world.network,
        organisation_id=world.school.organisation_id,
        state=State.LIVE,
        since=now,
        begun_at=now,
        live_at=now,
        name="Hill School",
        sector="school",
    )
    JoiningMessage.objects.create(
        network=world.network, joining=joining, at=now, from_desk=True, text="How many classes?"
    )


def ask_how_they_are(world: World, referral: Referral) -> None:
    """A crisis was met, so that the school asks; nobody else writes down what they say."""
    with world.acting("teacher") as teacher:
        check = AftercareCheck.objects.get(assessment_id=referral.assessment_id, number=1)
        said = Said(reached=True, needs={"food": "partly"}, steadiness=4, words="Ring back.")
        record_check(actor=teacher, check_id=check.pk, said=said)


def ask_by_the_desk(world: World, referral: Referral) -> None:
    """Whether the advice line can help: while it was with the desk, which it no longer is."""
    referrals = Referral.objects.filter(pk=referral.pk)
    with enter(system(world.network.pk)):
        referrals.update(desk_team=world.desk)
    with world.acting("coordinator"):
        Offer.objects.create(
            network=world.network,
            referral=referral,
            service=world.advice,
            team=world.advice_line,
            needs=["food"],
            urgency="today",
            made_at=timezone.now(),
            answer_by=timezone.now(),
        )
    with enter(system(world.network.pk)):
        referrals.update(desk_team=None)


def take_for_one(world: World, kept: Referral, merged: Referral) -> None:
    """The school says that its two people are one: nobody else's business."""
    with world.acting("teacher") as teacher:
        clients = dict(
            Assessment.objects.filter(
                pk__in=[kept.assessment_id, merged.assessment_id]
            ).values_list("pk", "client_id")
        )
        merge_people(
            actor=teacher,
            kept_id=clients[kept.assessment_id],
            merged_id=clients[merged.assessment_id],
        )


def remind_of(world: World, referral: Referral) -> None:
    with enter(system(world.network.pk)):
        Reminder.objects.create(
            network=world.network,
            referral=referral,
            member=world.people["adviser"],
            stage=Stage.HALF,
            part=Part.OWNER,
            due_at=timezone.now(),
            noted_at=timezone.now(),
        )
        DeletionAsked.objects.create(
            network=world.network,
            referral=referral,
            team=world.advice_line,
            team_name="Quay advice line, Quay Advice",
            origin_team=world.school,
            shared_since=timezone.now(),
            asked_at=timezone.now(),
        )
        Finding.objects.create(
            network=world.network,
            referral=referral,
            kind=Finding.Kind.WORKER_LEFT,
            found_at=timezone.now(),
        )


def write_beside(world: World, referral: Referral) -> None:
    """What one person has read and noted, and a link that they were sent."""
    with world.acting("teacher") as teacher:
        thread = list(Message.objects.filter(referral=referral))
        show_thread(actor=teacher, referral=referral, messages=thread)
        for audience in Note.Audience.values:
            keep_note(
                actor=teacher,
                reference=referral.reference,
                audience=audience,
                text="Ask the head first.",
            )
    with world.acting("teacher") as teacher:
        make_card(actor=teacher, assessment_id=referral.assessment_id)
    with enter(system(world.network.pk)):
        NotCalled.objects.create(
            network=world.network,
            referral=referral,
            team=world.advice_line,
            desk_team=world.desk,
            said_at=timezone.now(),
        )
        AnswerLink.objects.create(
            network=world.network,
            referral=referral,
            member=world.people["adviser"],
            token_sha256="0" * 64,
            told_of=ReferralEvent.objects.filter(referral=referral).earliest("at"),
            made_at=timezone.now(),
            expires_at=timezone.now(),
        )


def witnessed(worlds: Worlds, model: type[models.Model]) -> Table:
    """Every row of the table that belongs to the network `here`."""
    seen: Table = {}
    for look in WITNESSES.values():
        with look(worlds):
            seen.update(table_of(model))
    here = str(worlds.here.network.pk)
    return {pk: row for pk, row in seen.items() if row["network_id"] == here}


def all_witnessed(worlds: Worlds) -> dict[str, Table]:
    return {model._meta.label: witnessed(worlds, model) for model in tenant_models()}


def place(worlds: Worlds, model: type[models.Model], pk: str) -> str | None:
    """Where a row lies, for the first of the witnesses who sees it."""
    for look in WITNESSES.values():
        with look(worlds):
            found = place_of(model, pk)
        if found:
            return found
    return None
