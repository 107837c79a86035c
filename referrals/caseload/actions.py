"""Taking one's own caseload away as a table. Who did, how much and why is written down."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ccs.audit.actions import record, record_each
from ccs.exports.tables import Table
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed, Problem
from referrals.caseload.presenters import Letters, table_of
from referrals.caseload.queries import envelopes_wanted, letters_of
from referrals.caseload.rules import MOST_ROWS, Part, Wanted, Why
from referrals.filters.queries import names_of_workers
from referrals.outcomes.queries import standing_of
from referrals.referrals.models import Referral


@transaction.atomic(savepoint=False)
def export_caseload(*, actor: Actor, wanted: Wanted, most: int = MOST_ROWS) -> Table:
    """Envelopes of the actor's teams; of letters, those that a team of theirs may open.

    A manager who works in no team gets envelopes alone.
    """
    if not actor.envelopes or (wanted.parts and not actor.teams):
        raise NotAllowed(_("There is nothing to export here."))
    if wanted.parts and wanted.why not in Why.values:
        raise Problem(_("Choose why you need what people told you."), field="why")
    if wanted.until < wanted.since:
        raise Problem(_("The last day must not be before the first."), field="until")
    rows = envelopes_wanted(wanted, actor=actor)
    if len(rows) > most:
        raise Problem(
            _("These are more than %(n)s referrals. Choose a shorter time.") % {"n": f"{most:,}"},
            field="since",
        )
    letters = letters_of({row.assessment_id for row in rows}) if wanted.parts else {}
    came = standing_of([row.pk for row in rows]) if Part.CAME in wanted.parts else {}
    given = {row.assigned_to_id for row in rows if row.assigned_to_id}
    _write_down(wanted, rows, letters, actor)
    names = names_of_workers(list(given))
    return table_of(wanted, rows, names=names, letters=letters, came=came)


def _write_down(wanted: Wanted, rows: Sequence[Referral], letters: Letters, actor: Actor) -> None:
    """The export in one row; and each letter, as whenever one is read."""
    record(
        "caseload.exported",
        actor=actor,
        subject_kind="actor",
        subject_id=actor.identity,
        reason=f"{wanted.box.value} {len(rows)} {wanted.why} {len(letters)}".strip(),
    )
    read = [row.pk for row in rows if row.assessment_id in letters]
    record_each(
        "letter.exported",
        actor=actor,
        subject_kind="referral",
        subject_ids=read,
        reason=wanted.why,
    )
