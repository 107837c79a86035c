"""Who a link speaks for, and what it asks about, as things are now."""

from collections.abc import Iterator
from contextlib import contextmanager

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import Context, enter, system
from organisations.capacity.models import Capacity
from organisations.capacity.queries import own_capacities
from organisations.confirming.links import Question
from organisations.members.models import Membership
from organisations.roles.queries import actor_for


@contextmanager
def acting_on(question: Question) -> Iterator[Actor | None]:
    """Be the member that the email went to; None once they have left or may not sign in."""
    with enter(system(question.network_id)):
        found = Membership.objects.filter(
            pk=question.member_id, network_id=question.network_id, left_at=None
        )
        member = found.filter(user__is_active=True).select_related("network").first()
    if member is None:
        yield None
        return
    with enter(Context(user=member.user_id)):
        yield actor_for(user_id=member.user_id, slug=member.network.slug)


def asked_about(actor: Actor, question: Question) -> Capacity | None:
    """The service as it stands, while it is the actor's to speak for."""
    return next(iter(own_capacities(actor, [question.service_id])), None)
