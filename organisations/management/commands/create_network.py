"""`manage.py create_network`: a network, its desk, and the first invitation."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from ccs.tenancy.problems import Problem
from networks.networks.models import Country
from organisations.members.founding import found_network


class Command(BaseCommand):
    help = "Make a network with its coordination desk, and invite its first coordinator by email."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--slug", required=True, help="its word in addresses, such as oldham")
        parser.add_argument("--name", required=True, help="its name on pages and in emails")
        parser.add_argument("--country", choices=Country.values, default=Country.ENGLAND)
        parser.add_argument(
            "--council", action="append", default=[], help="name or code, once for each council"
        )
        parser.add_argument("--helpline", metavar="PHONE", default="", help="whom to ring")
        parser.add_argument("--coordinator", metavar="EMAIL", default="", help="who runs it")

    def handle(self, *args: Any, **options: Any) -> None:
        coordinator = options["coordinator"]
        try:
            if coordinator:
                validate_email(coordinator)
            network = found_network(
                slug=options["slug"],
                name=options["name"],
                country=options["country"],
                coordinator=coordinator,
                councils=options["council"],
                helpline_phone=options["helpline"],
            )
        except Problem as problem:
            raise CommandError(str(problem.message)) from problem
        except ValidationError as error:
            raise CommandError("--coordinator is not an email address.") from error
        self.stdout.write(f"Made {network.name}: {settings.SITE_URL}/{network.slug}/")
        if coordinator:
            self.stdout.write("The coordinator gets an email that says how to sign in.")
