from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from organisations.capacity.models import Capacity
from organisations.capacity.rules import State
from organisations.confirming.links import Kind
from organisations.directory.presenters import TAGS, capacity_in_words
from organisations.members.presenters import full_name


@dataclass(frozen=True, slots=True)
class Asked:
    """`page` is where everything else can be changed, after signing in."""

    title: str
    service: str
    team: str
    network: str
    tag: dict[str, str]
    words: str
    may_pause: bool
    page: str


def question_shown(row: Capacity, kind: Kind, *, actor: Actor, now: datetime) -> Asked:
    is_capacity = kind == Kind.CAPACITY
    title = (
        _("Is this still how many people %(service)s can take?")
        if is_capacity
        else _("Is what we say about %(service)s still right?")
    )
    return Asked(
        title=title % {"service": row.service.name},
        service=row.service.name,
        team=full_name(row.service.team),
        network=actor.network.name,
        tag=TAGS[row.state],
        words=capacity_in_words(row, now) if is_capacity else row.service.description,
        may_pause=is_capacity and row.state != State.PAUSED,
        page=_page(row, kind, actor),
    )


def done_in_words(kind: Kind, what: str) -> str:
    if what == "pause":
        return _("Nobody can refer to it until you open it again.")
    if kind == Kind.CAPACITY:
        return _("Referrers see that you said so today. We will ask again in 30 days.")
    return _("Referrers see that you said so today. We will ask again in 6 months.")


def _page(row: Capacity, kind: Kind, actor: Actor) -> str:
    network = actor.network.slug
    if kind == Kind.CAPACITY:
        return reverse("organisations:capacity", kwargs={"network": network})
    where = {"network": network, "service_id": row.service_id}
    return reverse("organisations:service", kwargs=where)
