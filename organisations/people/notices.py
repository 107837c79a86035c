"""Emails about accounts and colleagues: of nobody a name."""

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to
from ccs.ui import moments
from organisations.members.models import Membership, Organisation, Team
from organisations.members.notices import Reader, reader_of
from organisations.people.dormant import CLOSED, KEPT, STILL_NEEDED
from organisations.people.leaving import COLLEAGUE_LEFT
from organisations.people.queries import last_day_of
from organisations.people.rules import Next, closes_on, what_next
from organisations.standing.actions import LEFT, PAUSED
from organisations.teams.actions import TEAMS_CHANGED


def colleague_left(notice: Notice) -> Letter | None:
    reader = reader_of(notice.recipient_id)
    if reader is None:
        return None
    with translation.override(reader.language):
        return _letter(
            reader,
            subject=_("Somebody has left your team"),
            says=[
                _("Somebody you work with has left a team of yours."),
                _("The referrals that were given to them are the whole team’s now."),
                _("If they stood in for you while you are away, choose somebody else."),
            ],
            link=link_to("referrals:home", network=reader.network_slug),
            button=_("See what waits"),
        )


def still_needed(notice: Notice) -> Letter | None:
    """None once they have come back, or have left: then there is nothing to ask."""
    reader = reader_of(notice.recipient_id)
    person = Membership.objects.filter(pk=notice.subject_id, left_at=None).first()
    if reader is None or person is None or person.asked_on is None:
        return None
    if person.seen_on is not None and person.seen_on >= person.asked_on:
        return None
    with translation.override(reader.language):
        day = moments.full_date(closes_on(person.asked_on))
        return _letter(
            reader,
            subject=_("Do you still need %(network)s?") % {"network": reader.network_name},
            says=[
                _("You have not been in %(network)s for a long time.")
                % {"network": reader.network_name},
                _("If you still need it, sign in once. That is all."),
                _("If you do not, your account here closes on %(day)s. You can be invited again.")
                % {"day": day},
            ],
            link=link_to("referrals:home", network=reader.network_slug),
            button=_("Sign in"),
        )


def dormant_closed(notice: Notice) -> Letter | None:
    """For whoever manages where they worked."""
    reader = reader_of(notice.recipient_id)
    if reader is None:
        return None
    with translation.override(reader.language):
        return _letter(
            reader,
            subject=_("An account in your organisation was closed"),
            says=[
                _("Somebody had not been here for 90 days, was asked, and did not come back."),
                _("They cannot sign in now. Invite them again if they need to."),
            ],
            link=link_to("organisations:people", network=reader.network_slug),
            button=_("See your people"),
        )


def dormant_kept(notice: Notice) -> Letter | None:
    """For the desk; None once the person has come back, or left."""
    reader = reader_of(notice.recipient_id)
    person = Membership.objects.filter(pk=notice.subject_id, left_at=None).first()
    if reader is None or person is None:
        return None
    today = timezone.localdate()
    step = what_next(last=last_day_of(person), asked_on=person.asked_on, today=today)
    if step != Next.CLOSE:
        return None
    with translation.override(reader.language):
        return _letter(
            reader,
            subject=_("Somebody who is needed has not been here for a long time"),
            says=[
                _(
                    "They are the last manager or coordinator, or nobody else works in their team,"
                    " so the account was not closed."
                ),
                _("Call the organisation, and find out who does it now."),
            ],
            link=link_to("organisations:people", network=reader.network_slug),
            button=_("See the people of the network"),
        )


def teams_changed(notice: Notice) -> Letter | None:
    """For everybody of the teams that were made of one, or of the one that was made of two."""
    reader = reader_of(notice.recipient_id)
    team = Team.objects.filter(pk=notice.subject_id).first()
    if reader is None or team is None:
        return None
    with translation.override(reader.language):
        return _letter(
            reader,
            subject=_("Your teams have changed"),
            says=[
                _("A team was split, or two teams became one: %(team)s.") % {"team": team.name},
                _("What you can open has changed with it. Nothing was lost."),
            ],
            link=link_to("referrals:home", network=reader.network_slug),
            button=_("See what waits"),
        )


def organisation_paused(notice: Notice) -> Letter | None:
    """None once it is open again."""
    reader, found = _about_organisation(notice)
    if reader is None or found is None or found.paused_on is None:
        return None
    with translation.override(reader.language):
        return _letter(
            reader,
            subject=_("%(organisation)s is paused") % {"organisation": found.name},
            says=[
                _("Its services take no new referrals for now."),
                _("It opens again by itself on %(day)s.")
                % {"day": moments.full_date(found.paused_until)}
                if found.paused_until
                else _("It opens again when somebody opens it."),
                _("What it has accepted, it works on."),
            ],
            link=link_to("organisations:members", network=reader.network_slug),
            button=_("See the members"),
        )


def organisation_left(notice: Notice) -> Letter | None:
    """For the desk; None once it is back."""
    reader, found = _about_organisation(notice)
    if reader is None or found is None or found.left_on is None:
        return None
    with translation.override(reader.language):
        return _letter(
            reader,
            subject=_("%(organisation)s has left the network") % {"organisation": found.name},
            says=[
                _("What others asked of it went back to them."),
                _("Needs that it left open, and its aftercare, are with the desk."),
            ],
            link=link_to("referrals:desk", network=reader.network_slug),
            button=_("Open the desk"),
        )


def _about_organisation(notice: Notice) -> tuple[Reader | None, Organisation | None]:
    found = Organisation.objects.filter(pk=notice.subject_id).first()
    return reader_of(notice.recipient_id), found


def _letter(reader: Reader, *, subject: str, says: list[str], link: str, button: str) -> Letter:
    return reader.letter(
        subject=subject,
        context={"says": says, "link": link, "button": button},
        page="people",
    )


def register() -> None:
    registry.register(COLLEAGUE_LEFT, colleague_left)
    registry.register(STILL_NEEDED, still_needed)
    registry.register(CLOSED, dormant_closed)
    registry.register(KEPT, dormant_kept)
    registry.register(TEAMS_CHANGED, teams_changed)
    registry.register(PAUSED, organisation_paused)
    registry.register(LEFT, organisation_left)
