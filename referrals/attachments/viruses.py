"""What holds a virus is refused before it is kept, and that somebody tried is written down."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.scanning.looking import first_infected
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed, NotNow, Problem
from referrals.assessments.queries import own_assessment

# Of the form.
FIELD: Final = "documents"


class Infected(Problem):
    """The edge answers it and keeps what was written down: it must not undo the request."""

    code = "infected"


def refuse_infected(
    *, actor: Actor, assessment_id: UUID, files: Sequence[tuple[str, bytes]]
) -> None:
    """By name and content, as they came. Holds nothing while the scanner looks."""
    if own_assessment(actor, assessment_id) is None:
        raise NotAllowed(_("There is no such record here."))
    try:
        place = first_infected([content for _name, content in files])
    except NotNow as problem:
        problem.field = FIELD
        raise
    if place is None:
        return
    record("file.infected", actor=actor, subject_kind="assessment", subject_id=assessment_id)
    message = _(
        "%(name)s may hold a virus, so we added nothing. Do not open it again."
        " Tell whoever looks after your computers, and ask for a clean copy."
    )
    raise Infected(message % {"name": files[place][0]}, field=FIELD)
