"""`manage.py create_programme_user`: somebody of the programme's own team."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from networks.programme.actions import appoint


class Command(BaseCommand):
    help = "Let an email address see every network's figures, and nobody's personal data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL", help="where sign-in codes are sent")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError("That is not an email address.") from error
        is_new = appoint(options["email"])
        self.stdout.write(
            "They can sign in" if is_new else "They already could sign in", ending=": "
        )
        self.stdout.write(f"{settings.SITE_URL}/programme/")
