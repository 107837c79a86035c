"""`manage.py make_practice_networks`: for live networks made before there was practice."""

from typing import Any

from django.core.management.base import BaseCommand

from networks.networks.queries import live_networks
from networks.networks.twins import twin_of
from organisations.practice.founding import found_twin


class Command(BaseCommand):
    help = "Make the practice network of every live network that has none."

    def handle(self, *args: Any, **options: Any) -> None:
        without = [network for network in live_networks() if twin_of(network.pk) is None]
        for network in without:
            self.stdout.write(f"Made {found_twin(network).slug}.")
        if not without:
            self.stdout.write("Every network has its practice network.")
