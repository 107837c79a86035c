"""What a list is narrowed by, and the name it is kept under."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ccs.tenancy.actor import Actor
from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.needs.rules import NEEDS
from referrals.assessments.models import Urgency
from referrals.filters.models import SavedFilter
from referrals.filters.queries import Named, others_of, services_in, workers_of
from referrals.filters.rules import NOBODY, Box, statuses_in
from referrals.referrals.rules import Status


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from: three queries, asked only when the form is shown."""

    workers: Named
    services: Named
    others: Named


def choices_for(box: Box, actor: Actor) -> Choices:
    return Choices(workers_of(actor), services_in(box, actor), others_of(actor))


class FilterForm(Form):
    """What is chosen is read from the address by `filters_in`: this only shows it."""

    status = fields.SelectField(label=_("Status"), required=False)
    need = fields.SelectField(
        label=_("Need"), choices=[("", _("All needs")), *NEEDS.items()], required=False
    )
    urgency = fields.SelectField(
        label=_("How soon"), choices=[("", _("Any time")), *Urgency.choices], required=False
    )
    team = fields.SelectField(label=_("Team"), required=False)
    worker = fields.SelectField(label=_("Worker"), required=False)
    service = fields.SelectField(label=_("Service"), required=False)
    other = fields.SelectField(label=_("Organisation on the other side"), required=False)
    sent_from = fields.DateField(
        label=_("Sent on or after"), name=_("The first day"), required=False
    )
    sent_to = fields.DateField(label=_("Sent on or before"), name=_("The last day"), required=False)
    late = fields.TickField(label=_("Only those that are late"), required=False)

    def __init__(self, *args: Any, box: Box, actor: Actor, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = actor.member_id
        people = [
            (key, _("%(name)s (you)") % {"name": name} if key == own else name)
            for key, name in choices.workers
        ]
        self._offer("status", _("Every status"), [(o, Status(o).label) for o in statuses_in(box)])
        self._offer("team", _("All my teams"), list(actor.team_names.items()))
        self._offer("worker", _("Everybody"), [(NOBODY, _("Nobody yet")), *people])
        self._offer("service", _("All services"), choices.services)
        self._offer("other", _("All organisations"), choices.others)
        if len(actor.team_names) <= 1:
            del self.fields["team"]
        if box == Box.ENDED:
            del self.fields["late"]

    def _offer(self, name: str, every: Any, choices: list[tuple[Any, Any]]) -> None:
        listed = [("", every), *((str(key), label) for key, label in choices)]
        self.fields[name].choices = listed  # type: ignore[attr-defined]  # a ChoiceField


class NameForm(Form):
    name = fields.CharField(
        label=_("What do you want to call it?"),
        help_text=_("Do not use a person’s name."),
        missing=_("Enter a name for this filter"),
        max_length=SavedFilter._meta.get_field("name").max_length,
        autocomplete="off",
    )
