"""Each service with its one control."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from ccs.ui.forms import Form
from organisations.capacity.forms import PauseForm
from organisations.capacity.models import Capacity
from organisations.capacity.rules import State, is_confirmed
from organisations.directory.presenters import TAGS, capacity_in_words
from organisations.members.presenters import full_name


@dataclass(frozen=True, slots=True)
class Control:
    """`form` is what pausing asks; `wrong` says that it was sent with a mistake."""

    name: str
    team: str
    tag: dict[str, str]
    words: str
    said: str
    action: str
    is_open: bool
    form: Form
    wrong: bool


def controls_of(
    capacities: list[Capacity], *, actor: Actor, now: datetime, wrong: Mapping[UUID, Form]
) -> list[Control]:
    return [_control(row, actor, now, wrong.get(row.service_id)) for row in capacities]


def _control(row: Capacity, actor: Actor, now: datetime, wrong: Form | None) -> Control:
    kwargs = {"network": actor.network.slug, "service_id": row.service_id}
    # Several forms on one page: their controls need ids of their own.
    form = wrong or PauseForm(auto_id=f"id_{row.service_id}_%s")
    return Control(
        name=row.service.name,
        team=full_name(row.service.team),
        tag=TAGS[row.state],
        words=_words(row, now),
        said=_said(row, now),
        action=reverse("organisations:set_capacity", kwargs=kwargs),
        is_open=row.state == State.OPEN,
        form=form,
        wrong=wrong is not None,
    )


def _words(row: Capacity, now: datetime) -> str:
    if row.state == State.PAUSED:
        return capacity_in_words(row, now)
    if is_confirmed(row.set_at, now=now):
        return _("Taking referrals.")
    return _("Taking referrals. Nobody has confirmed this for a month: is it still right?")


def _said(row: Capacity, now: datetime) -> str:
    when = moments.ago(row.set_at, now)
    if row.set_by is None:
        return _("Set %(when)s") % {"when": when}
    return _("Set by %(name)s %(when)s") % {"name": row.set_by.name, "when": when}
