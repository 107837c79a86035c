"""To the desk with one tap: "I am not sure", or declined with nobody left."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from networks.networks.queries import network_by_id, working_hours
from organisations.directory.models import ServiceNeed
from organisations.directory.queries import scheme_of
from organisations.directory.rules import ITEMS
from organisations.members.models import Team
from organisations.members.presenters import full_name
from referrals.aftercare.actions import open_plan
from referrals.assessments.actions import check_no_danger, lock_assessment
from referrals.assessments.models import Assessment, OpenNeed
from referrals.assessments.rules import most_urgent
from referrals.attachments.queries import items_of_files
from referrals.clients.models import Share
from referrals.clocks.actions import clear_need_clocks, set_clock
from referrals.clocks.queries import desk_of
from referrals.clocks.rules import finish_draft_by, respond_by
from referrals.consent.holding import hold_consent
from referrals.consent.models import Consent
from referrals.engagement.marking import note_firsts
from referrals.messages.models import Message
from referrals.messages.notes import write_note
from referrals.referrals.actions.moving import add_event, tell, what_happened
from referrals.referrals.models import Referral
from referrals.referrals.rules import EventKind, Side, Status, new_reference
from referrals.rights.standing import refuse_if_restricted
from referrals.tally.actions import tally_story


@transaction.atomic
def choose_desk(
    *, actor: Actor, assessment_id: UUID, chosen: bool, besides: Collection[UUID] = ()
) -> Referral | None:
    """Keep that the desk is to find somebody, as a draft beside the services'; or take it away.

    For the needs that none of the services `besides` meets; for all where nothing is left.
    """
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    Referral.objects.filter(
        assessment=assessment, status=Status.DRAFT, desk_team__isnull=False
    ).delete()
    if not chosen:
        return None
    draft = _new(actor, assessment, left_beside(assessment, besides), at=timezone.now())
    draft.save(force_insert=True)
    return draft


def left_beside(assessment: Assessment, besides: Collection[UUID]) -> list[tuple[str, str]]:
    """The needs that none of these services meets, with how soon; all where nothing is left."""
    told = _told(assessment)
    met = set(ServiceNeed.objects.filter(service__in=list(besides)).values_list("need", flat=True))
    return [one for one in told if one[0] not in met] or told


@transaction.atomic
def send_to_desk(
    *, actor: Actor, assessment_id: UUID, needs: Collection[str] = (), note: str = ""
) -> Referral:
    """Ask the desk to find somebody for these needs of a conversation, or for all of them.

    A double click finds the one that is with the desk already. Raises Problem without an agreement
    that names the desk.
    """
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    told = [one for one in _told(assessment) if not needs or one[0] in needs]
    if not told:
        raise Problem(_("Choose at least one need."), field="needs")
    codes = list(dict.fromkeys(code for code, _urgency in told))
    already = Referral.objects.filter(assessment=assessment, status=Status.WITH_BROKER)
    for referral in already:
        if set(codes) <= set(referral.needs):
            return referral
    check_no_danger(assessment)
    return _bring(actor, assessment, told, note=note)


@transaction.atomic
def ask_desk_after_refusal(*, actor: Actor, reference: str, note: str = "") -> Referral:
    """Declined, and nobody is left to ask: the desk looks on. What it left open is settled by that.

    Of the team whose story it is. The new referral, or the one that is with the desk already.
    """
    declined = (
        Referral.objects.select_for_update(of=("self",))
        .filter(network_id=actor.network.id, reference=reference, origin_team__in=actor.teams)
        .exclude(status=Status.DRAFT)
        .first()
    )
    if declined is None:
        raise NotAllowed(_("There is no such referral here."))
    if declined.status != Status.DECLINED:
        raise Conflict(what_happened(declined))
    return send_to_desk(
        actor=actor, assessment_id=declined.assessment_id, needs=declined.needs, note=note
    )


def _bring(
    actor: Actor, assessment: Assessment, told: Sequence[tuple[str, str]], *, note: str
) -> Referral:
    now = timezone.now()
    consent = hold_consent(assessment.pk)
    if consent is None or not consent.names_desk:
        raise Problem(
            _("Ask them first whether the desk may see their story, and record it."), field="basis"
        )
    referral = _new(actor, assessment, told, at=now)
    hours = working_hours(network_by_id(actor.network.id))
    referral.status, referral.sent_at = Status.WITH_BROKER, now
    referral.owner_team_id = referral.desk_team_id
    standards = network_by_id(actor.network.id).standards
    referral.next_action_at = respond_by(
        now, urgency=referral.urgency, standards=standards, hours=hours
    )
    Referral.objects.filter(
        assessment=assessment, status=Status.DRAFT, desk_team__isnull=False
    ).delete()
    referral.save(force_insert=True)
    note_firsts([referral])
    own = Share.objects.get(
        assessment=assessment, team_id=assessment.team_id, until=None, ground=Share.Ground.ORIGIN
    )
    items = [*ITEMS, *items_of_files(assessment.pk, None)]
    open_to_desk(referral, parent=own, consent=consent, items=items, at=now)
    if note.strip():
        write_note(
            referral,
            Message.Kind.MESSAGE,
            actor=actor,
            side=Side.SENDER,
            body=note.strip(),
            at=now,
        )
    _settle(assessment, referral.needs, at=now)
    unsent = Assessment.objects.filter(pk=assessment.pk, first_sent_at=None)
    if unsent.update(first_sent_at=now):
        tally_story(assessment)
        open_plan(assessment, wanted=consent.aftercare, at=now)
    start_with_desk(referral, actor=actor, side=Side.SENDER, at=now)
    return referral


def start_with_desk(referral: Referral, *, actor: Actor, side: Side, at: datetime) -> None:
    """Its first event and clock; the desk is told unless it is the desk's own doing."""
    event = add_event(
        referral,
        EventKind.WITH_BROKER,
        actor=actor,
        at=at,
        side=side,
        from_status=Status.DRAFT,
        to_status=Status.WITH_BROKER,
    )
    set_clock(referral)
    if side == Side.SENDER:
        tell(referral, EventKind.WITH_BROKER, side=Side.DESK, actor=actor, event=event)


def open_to_desk(
    referral: Referral, *, parent: Share, consent: Consent, items: Sequence[str], at: datetime
) -> None:
    """The desk reads all that a service may ask: it must judge whom they are eligible for."""
    refuse_if_restricted(parent.client_id)
    Share.objects.create(
        network_id=referral.network_id,
        client_id=parent.client_id,
        assessment_id=referral.assessment_id,
        parent=parent,
        consent=consent,
        team_id=referral.writes_to,
        ground=Share.Ground.DESK,
        referral=referral,
        items=list(items),
        granted_by_id=parent.team_id,
        since=at,
    )


def _new(
    actor: Actor, assessment: Assessment, told: Sequence[tuple[str, str]], *, at: datetime
) -> Referral:
    """Not saved yet: a draft for the desk."""
    desk = desk_of(actor.network.id)
    if desk is None:
        raise Problem(_("This network has no desk that could look for help."))
    if assessment.team_id == desk.pk:
        raise Problem(_("This is with the desk already. Choose a service for it."))
    team = Team.objects.select_related("organisation").get(pk=assessment.team_id)
    hours = working_hours(network_by_id(actor.network.id))
    return Referral(
        network_id=actor.network.id,
        reference=new_reference(),
        assessment=assessment,
        from_team=team,
        owner_team=team,
        origin_team=team,
        desk_team=desk,
        sent_by_id=actor.member_id,
        needs=list(dict.fromkeys(code for code, _urgency in told)),
        urgency=most_urgent(urgency for _code, urgency in told),
        from_scheme=scheme_of(team.pk),
        from_name=full_name(team),
        from_sector=team.organisation.sector if team.organisation else "",
        from_type=team.organisation.type if team.organisation else "",
        from_organisation=team.organisation,
        created_at=at,
        changed_at=at,
        next_action_at=finish_draft_by(at, hours=hours),
    )


def _told(assessment: Assessment) -> list[tuple[str, str]]:
    told = assessment.needs.order_by("need__position", "id").values_list("need_id", "urgency")
    if not told:
        raise Problem(_("Choose at least one need."), field="needs")
    return list(told)


def _settle(assessment: Assessment, needs: Collection[str], *, at: datetime) -> None:
    """What an earlier refusal left open is the desk's to find somebody for now."""
    settled = []
    for left in OpenNeed.objects.filter(assessment=assessment, settled_at=None):
        if set(left.needs) <= set(needs):
            left.settled_at, left.settled_how = at, OpenNeed.Settled.REFERRED
            left.save(update_fields=["settled_at", "settled_how"])
            settled.append(left.pk)
    clear_need_clocks(settled)
