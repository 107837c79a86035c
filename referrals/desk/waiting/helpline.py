"""Questions to the helpline, and messages that could not be sent."""

from django.urls import reverse
from django.utils.translation import gettext as _

from ccs.outbox.queries import failed_by_channel
from organisations.engagement.questions.presenters import (
    beginning_of,
    question_page,
    who_asked,
)
from organisations.engagement.questions.queries import waiting_questions
from organisations.engagement.questions.rules import Topic
from referrals.desk.presenters.desk import unsent_in_words
from referrals.desk.waiting.rows import Look, Step, Waits


def questions(look: Look) -> list[Waits]:
    return [
        Waits(
            subject_id=one.pk,
            what=beginning_of(one.words),
            who=who_asked(one),
            phone=one.asked_by.phone if one.asked_by else "",
            since=one.waiting_since,
            at=one.waiting_since,
            facts=[str(Topic(one.topic).label)],
            step=Step(_("Answer"), question_page(look.actor.network.slug, one.pk)),
        )
        for one in look.of(waiting_questions(look.actor))
    ]


def mail(look: Look) -> list[Waits]:
    """One row for all of it: one tap sends it all again."""
    network = look.actor.network
    failed = failed_by_channel(network_id=network.id)
    if not failed or (look.only is not None and network.id not in look.only):
        return []
    first = min(one.first for one in failed.values())
    return [
        Waits(
            subject_id=network.id,
            what=unsent_in_words({channel: one.count for channel, one in failed.items()}),
            who=network.name,
            since=first,
            at=first,
            step=Step(
                _("Send them again"),
                reverse("referrals:retry_emails", kwargs={"network": network.slug}),
                {},
            ),
        )
    ]
