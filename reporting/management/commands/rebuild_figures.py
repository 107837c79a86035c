"""`manage.py rebuild_figures`: the sums behind all figures, made anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from networks.networks.queries import every_network_id, network_by_slug
from reporting.facts.actions import rebuild


class Command(BaseCommand):
    """Safe while people work: what they write meanwhile is counted as ever."""

    help = "Count all referrals and all history again, of one network or of every one."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--network`, by its slug."""
        parser.add_argument("--network", metavar="SLUG", help="Only this network.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many facts each network has."""
        for network_id in self._chosen(options["network"]):
            self.stdout.write(f"{network_id}: {rebuild(network_id)} facts counted.")

    def _chosen(self, slug: str | None) -> list[Any]:
        if slug is None:
            return every_network_id()
        network = network_by_slug(slug)
        if network is None:
            raise CommandError(f"There is no network called {slug!r}.")
        return [network.pk]
