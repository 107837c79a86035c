"""What a person has used and what changed while they were away."""

from datetime import date
from typing import Final

from ccs.tenancy.actor import Actor
from organisations.capacity.models import CapacityChange, OpeningWatch, Signpost
from organisations.capacity.rules import has_services_to_run
from organisations.engagement.lessons.models import PanelShown
from organisations.engagement.lessons.queries import own_done
from organisations.engagement.questions.models import HelpPage
from organisations.engagement.questions.queries import help_pages
from organisations.members.models import Membership, RemindBy
from organisations.members.queries import colleagues_of
from organisations.roles.rules import can_refer
from referrals.filters.models import SavedFilter
from referrals.messages.models import Note
from referrals.referrals.models import Referral
from referrals.welcome.rules import Habits

_MOST: Final = 5


def own_panels(actor: Actor, kind: str) -> list[PanelShown]:
    """All that they were ever shown of a kind: one a month at most."""
    own = PanelShown.objects.filter(membership=actor.identity, kind=kind)
    return list(own.order_by("shown_on", "id"))


def habits_of(actor: Actor, own: Membership) -> Habits:
    """Asked once a month, when a tip is due."""
    mine = {"member": actor.member_id}
    changed = CapacityChange.objects.filter(service__team__in=actor.teams, by_name=actor.name)
    return Habits(
        refers=can_refer(actor),
        works=bool(actor.teams),
        runs_services=has_services_to_run(actor),
        lessons=frozenset(own_done(actor)),
        sends=Referral.objects.filter(from_team__in=actor.teams, sent_by=actor.member_id).exists(),
        on_one_page=own.on_one_page,
        filters=SavedFilter.objects.filter(**mine).exists(),
        notes=Note.objects.filter(author=actor.member_id).exists(),
        signposts=Signpost.objects.filter(team__in=actor.teams).exists(),
        watches=OpeningWatch.objects.filter(**mine).exists(),
        capacity=changed.exists(),
        each_morning=own.reminders != RemindBy.AT_ONCE,
        stand_in=own.away_from is not None,
    )


def capacity_since(actor: Actor, day: date) -> list[CapacityChange]:
    """The newest change of each of their teams' services; a few."""
    changes = CapacityChange.objects.filter(service__team__in=actor.teams, at__date__gte=day)
    newest = changes.order_by("service_id", "-at", "-id").distinct("service_id")
    return list(newest.select_related("service")[:_MOST])


def colleagues_since(actor: Actor, day: date) -> list[str]:
    new = colleagues_of(actor).filter(joined_at__date__gte=day)
    return list(new.values_list("name", flat=True)[:_MOST])


def help_since(actor: Actor, day: date) -> list[HelpPage]:
    return [page for page in help_pages(actor) if page.created_at.date() >= day][:_MOST]
