"""Being one of the made-up people, as a request would make them."""

from collections.abc import Iterator
from contextlib import contextmanager

from ccs.accounts.models import User
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import Context, enter
from organisations.roles.queries import actor_for


@contextmanager
def acting(email: str, *, slug: str) -> Iterator[Actor]:
    user = User.objects.get(email=email)
    with enter(Context(user=user.pk)):
        actor = actor_for(user_id=user.pk, slug=slug)
        if actor is None:
            raise ValueError(f"Somebody of the demo has no place in {slug}.")
        yield actor
