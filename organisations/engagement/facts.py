"""What the network's page and its history tell of this room."""

from uuid import UUID

from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from organisations.engagement.history.queries import Happened, register
from organisations.engagement.meetings.presenters import when
from organisations.engagement.meetings.queries import coming_meetings
from organisations.engagement.stages.presenters import stage_in_words
from organisations.engagement.stages.queries import stage_of, stages_of


def engagement_facts(actor: Actor) -> list[tuple[str, str]]:
    """The stage it has reached, and when the next meeting is."""
    stage = stage_of(actor.network.id)
    coming = [one for one in coming_meetings(actor) if one.cancelled_at is None]
    rows = [
        (_("Stage"), stage_in_words(stage) if stage else ""),
        (_("Next meeting"), f"{when(coming[0])}, {coming[0].title}" if coming else ""),
    ]
    return [(name, value) for name, value in rows if value]


def stages_reached(network_id: UUID) -> list[Happened]:
    return [
        Happened(
            on=row.since,
            title=_("Stage: %(name)s") % {"name": stage_in_words(row)},
            text=row.why,
        )
        for row in stages_of(network_id)
    ]


def register_history() -> None:
    register("stages", stages_reached)
