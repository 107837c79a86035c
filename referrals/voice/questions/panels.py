"""On a referral's page and on a check's: whether the person was asked, and the way to ask."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from referrals.referrals.models import Referral
from referrals.voice.questions.queries import Standing, standing_of, standings_of_story
from referrals.voice.questions.rules import Given, State


@dataclass(frozen=True, slots=True)
class AskingShown:
    """`href` leads to the form; `link` is what it says. `who` was asked to help."""

    sentence: str
    href: str
    link: str
    who: str


def asking_panel(referral: Referral, *, actor: Actor) -> AskingShown | None:
    """For the team that was told their story, once the referral has ended; else None."""
    standing = standing_of(referral, actor=actor)
    return _shown(referral, standing, actor) if standing else None


def asking_links(assessment_id: UUID, *, actor: Actor) -> list[AskingShown]:
    """For an aftercare check: of each request of the story that has ended and was not answered."""
    return [
        _shown(referral, standing, actor)
        for referral, standing in standings_of_story(assessment_id, actor=actor)
        if standing.state not in (State.ANSWERED, State.STOPPED, State.NOT_WANTED)
    ]


def _shown(referral: Referral, standing: Standing, actor: Actor) -> AskingShown:
    parts = {"network": actor.network.slug, "reference": referral.reference}
    page = reverse("referrals:asked_how", kwargs=parts)
    answered = standing.state == State.ANSWERED
    link = _("See their words, or change the answers") if answered else _("Ask them now")
    return AskingShown(_sentence(standing), page, link, who=referral.to_name)


def _sentence(standing: Standing) -> str:
    if standing.state == State.ANSWERED:
        how = str(Given(standing.given).label) if standing.given else ""
        if not standing.answered_at:
            return _("They have told us how it went.")
        day = moments.full_date(localtime(standing.answered_at).date())
        return _("They have told us how it went. %(how)s, %(day)s.") % {"how": how, "day": day}
    words: dict[str, str] = {
        State.ASKED: _("They were asked how it went, and have not answered yet."),
        State.BY_WORKER: _(
            "Ask them how it went when you next speak: there is no safe way to send them questions."
        ),
        State.STOPPED: _("They were asked how it went, and said stop. Do not ask again."),
        State.NOT_WANTED: _("They do not want to be asked afterwards."),
    }
    return words.get(standing.state, _("They will be asked how it went a few days after the end."))
