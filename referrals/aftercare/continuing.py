"""A new conversation that goes on from a check: nobody has to tell again what they told."""

from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed
from ccs.ui import moments
from organisations.members.queries import referring_teams
from organisations.needs.rules import NEEDS, need_labels
from referrals.aftercare.records import CheckRecord
from referrals.assessments.actions.keeping import begin, check_not_sent
from referrals.assessments.models import Assessment, Urgency
from referrals.assessments.queries import told_in
from referrals.assessments.rules import Person, Told, ToldNeed
from referrals.clients.models import Share
from referrals.drafts.clock import touch
from referrals.rights.standing import refuse_use_if_restricted

# As long as the page of the story takes.
LONGEST_STORY = 5000


@transaction.atomic
def continue_from_check(*, actor: Actor, record_id: UUID, assessment_id: UUID) -> Assessment:
    """A conversation of the same person, with what they told then and at the check.

    It is a draft: the agreement is asked anew, and nothing is sent. `assessment_id` comes with
    the button: pressed twice it is one conversation.
    """
    said = CheckRecord.objects.select_related("assessment__client").filter(pk=record_id).first()
    if said is None or not said.reached:
        raise NotAllowed(_("There is no such check here."))
    refuse_use_if_restricted(said.assessment.client_id)
    told, before = carried_over(said), said.assessment
    share = _known_by(actor, before, preferred=said.team_id)
    assessment = begin(
        actor=actor,
        team_id=share.team_id,
        told=told,
        assessment_id=assessment_id,
        known=share,
        continues=before,
    )
    check_not_sent(assessment)
    touch(assessment.pk, actor=actor)
    record("client.read", actor=actor, subject_kind="client", subject_id=before.client_id)
    record("assessment.recorded", actor=actor, subject_kind="assessment", subject_id=assessment.pk)
    return assessment


def carried_over(said: CheckRecord) -> Told:
    """What was told, with its day, and what was said at the check; the needs of the check."""
    before = told_in(said.assessment)
    crises = set(said.crises)
    codes = [code for code in NEEDS if code in crises | set(said.further_needs)]
    return Told(
        client=Person(""),
        needs=tuple(
            ToldNeed(code, Urgency.TODAY if code in crises else Urgency.SOON) for code in codes
        ),
        story=_story(said, before.story),
        wants=before.wants,
        barriers=before.barriers,
        answers=before.answers,
    )


def _story(said: CheckRecord, story: str) -> str:
    now = _at_the_check(said)
    if not story.strip():
        return now
    day = moments.full_date(localtime(said.assessment.created_at).date())
    heading = _("Told on %(day)s:") % {"day": day}
    room = LONGEST_STORY - len(now) - len(heading) - 3
    earlier = story if len(story) <= room else story[: room - 1].rstrip() + "…"
    return f"{now}\n\n{heading}\n{earlier}"


def _at_the_check(said: CheckRecord) -> str:
    day = moments.full_date(localtime(said.at).date())
    lines = [_("Said when we asked how they are, on %(day)s:") % {"day": day}]
    if said.note:
        lines.append(said.note)
    if said.crises:
        lines.append(_("A crisis again: %(needs)s.") % {"needs": _labels(said.crises)})
    if said.further_needs:
        lines.append(_("They also need: %(needs)s.") % {"needs": _labels(said.further_needs)})
    return "\n".join(lines)


def _labels(codes: list[str]) -> str:
    return ", ".join(need_labels(codes))


def _known_by(actor: Actor, assessment: Assessment, *, preferred: UUID) -> Share:
    """An open share of that conversation, of a team of the actor's that makes referrals."""
    teams = [team.pk for team in referring_teams(actor)]
    own = Share.objects.filter(assessment=assessment, team__in=teams, until=None)
    rows = list(own.select_related("client"))
    if not rows:
        raise NotAllowed(_("There is no such record here."))
    return next((row for row in rows if row.team_id == preferred), rows[0])
