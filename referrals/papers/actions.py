"""Links to the data-protection page, and the network's answers in its impact assessment."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.api.tokens import forget_tokens, hash_of, issue_token
from ccs.audit.actions import record
from ccs.outbox.registry import link_to
from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.roles.rules import can_coordinate, can_manage_people
from referrals.papers.impact import LEVELS, QUESTIONS, RISKS, rated
from referrals.papers.models import ImpactAnswers, PaperLink
from referrals.papers.queries import KIND, answers_of

LASTS: Final[tuple[int, ...]] = (7, 30, 90)
LONGEST: Final = 4000


@transaction.atomic
def make_link(*, actor: Actor, made_for: str, days: int) -> str:
    """The whole address, which nothing can show again. For a manager or the desk."""
    if actor.member_id is None or not can_manage_people(actor):
        raise NotAllowed(_("There is no such page here."))
    if days not in LASTS:
        raise Problem(_("Choose how long it works."), field="days")
    if not made_for.strip():
        raise Problem(_("Say whom it is for."), field="made_for")
    link_id, now = new_id(), timezone.now()
    token = issue_token(kind=KIND, network_id=actor.network.id, object_id=link_id)
    PaperLink.objects.create(
        id=link_id,
        network_id=actor.network.id,
        token_sha256=hash_of(token),
        made_for=made_for.strip(),
        made_by_id=actor.member_id,
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    record("paper_link.made", actor=actor, subject_kind="paper_link", subject_id=link_id)
    return link_to("referrals:paper", token=token)


@transaction.atomic
def end_link(*, actor: Actor, link_id: UUID) -> None:
    """From now on it opens nothing. Ending it twice is ending it once."""
    links = PaperLink.objects.select_for_update(of=("self",))
    link = links.filter(network=actor.network.id, pk=link_id).first()
    if link is None or not can_manage_people(actor):
        raise NotAllowed(_("There is no such link here."))
    if link.ended_at:
        return
    link.ended_at = timezone.now()
    link.save(update_fields=["ended_at"])
    forget_tokens([link.token_sha256])
    record("paper_link.ended", actor=actor, subject_kind="paper_link", subject_id=link_id)


@transaction.atomic
def answer_impact(*, actor: Actor, answers: Mapping[str, str], seen: int) -> ImpactAnswers:
    """A new version; `seen` is the one that was looked at while answering, 0 for none."""
    if actor.member_id is None or not can_coordinate(actor):
        raise NotAllowed(_("There is no such page here."))
    said = _known_ones(answers)
    now = answers_of(actor.network.id)
    if now and now.answers == said:
        return now
    if (now.version if now else 0) != seen:
        raise _somebody_was_first(now)
    try:
        with transaction.atomic():
            kept = ImpactAnswers.objects.create(
                network_id=actor.network.id,
                version=seen + 1,
                answers=said,
                made_by_id=actor.member_id,
                made_at=timezone.now(),
            )
    except IntegrityError as error:
        raise _somebody_was_first(answers_of(actor.network.id)) from error
    record("impact.answered", actor=actor, subject_kind="impact_answers", subject_id=kept.pk)
    return kept


def _known_ones(answers: Mapping[str, str]) -> dict[str, str]:
    """Answers to questions that there are, and ratings of risks; empty ones are left out."""
    said = {one.code: answers.get(one.code, "").strip()[:LONGEST] for one in QUESTIONS}
    levels = {rated(one.code): answers.get(rated(one.code), "") for one in RISKS}
    said |= {key: level for key, level in levels.items() if level in LEVELS}
    return {key: value for key, value in said.items() if value}


def _somebody_was_first(now: ImpactAnswers | None) -> Conflict:
    name = now.made_by.name if now else ""
    return Conflict(
        _("%(name)s saved another version meanwhile. Yours was not saved.") % {"name": name}
    )
