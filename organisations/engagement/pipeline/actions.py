"""Keeping the dates of a team: when it first and last did something."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ccs.tenancy.context import enter, system
from organisations.engagement.pipeline.models import Milestone
from organisations.engagement.pipeline.rules import FIRSTS, Mark

# By team and mark.
Marks = Mapping[tuple[UUID, Mark], datetime]


@transaction.atomic
def reach(*, network_id: UUID, marks: Marks) -> None:
    """In the transaction of what happened, and written once: later ones change nothing.

    One query once a team has them all. As the system, because a sender writes the receiver's.
    """
    teams = {team for team, _mark in marks}
    rows = Milestone.objects.filter(team__in=teams, code__in=FIRSTS)
    known = set(rows.values_list("team_id", "code"))
    new = sorted(key for key in marks if key not in known)
    if not new:
        return
    with enter(system(network_id)):
        Milestone.objects.bulk_create(
            [
                Milestone(network_id=network_id, team_id=team, code=mark, at=marks[team, mark])
                for team, mark in new
            ],
            ignore_conflicts=True,
        )


@transaction.atomic
def keep_marks(*, network_id: UUID, marks: Marks) -> None:
    """What a count found: a first one only ever becomes earlier, a last one later. As the system.

    Counted again, it comes to the same.
    """
    held = {
        (row.team_id, Mark(row.code)): row
        for row in Milestone.objects.select_for_update(of=("self",)).filter(network_id=network_id)
    }
    new = [
        Milestone(network_id=network_id, team_id=team, code=mark, at=at)
        for (team, mark), at in sorted(marks.items())
        if (team, mark) not in held
    ]
    Milestone.objects.bulk_create(new, ignore_conflicts=True)
    for key, at in marks.items():
        row = held.get(key)
        if row and (at < row.at if key[1] in FIRSTS else at > row.at):
            row.at = at
            row.save(update_fields=["at"])
