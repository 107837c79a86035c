"""Who acts when a command is run."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from networks.networks.queries import network_by_slug
from organisations.roles.queries import network_ref


@contextmanager
def console_of(slug: str) -> Iterator[Actor]:
    """Work in one network as nobody in particular: audit rows then name no person and no key."""
    network = network_by_slug(slug)
    if network is None:
        raise CommandError(f"There is no network {slug}.")
    with enter(system(network.pk)):
        yield Actor(network=network_ref(network), name="")
