"""`manage.py reset_second_step`: when nobody is left who could help by the pages."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ccs.accounts.models import User
from ccs.accounts.second import lost


class Command(BaseCommand):
    """Who runs the machine is the second of the two people: ring them first, at a known number."""

    help = "Take off the second step of somebody who reads out the number that they are shown."
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whose it is and what they read out."""
        parser.add_argument("email")
        parser.add_argument("number", help="six digits, as sign-in shows them")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse in the same words for an address that nobody has."""
        user = User.objects.filter(email=options["email"].lower(), is_active=True).first()
        if user is None or not lost.fits(user, options["number"]):
            raise CommandError("That number does not fit. Ask them for a new one.")
        with transaction.atomic():
            lost.reset(user)
        self.stdout.write("Done. They sign in with a code from their email.")
