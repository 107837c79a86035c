"""`manage.py revoke_api_key`: a key stops working at its next request."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisations.management.console import console_of
from organisations.roles.actions import revoke_api_keys


class Command(BaseCommand):
    help = "Revoke the API keys of one name."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--network", metavar="SLUG", required=True)
        parser.add_argument("--name", metavar="X", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        with console_of(options["network"]) as actor:
            revoked = revoke_api_keys(actor=actor, name=options["name"])
        if not revoked:
            raise CommandError("There is no working key of that name.")
        self.stdout.write(f"Revoked: {revoked}")
