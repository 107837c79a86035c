"""`manage.py reseal`: after a change of SECRET_KEY, before the old one is taken away."""

from typing import Any

from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError

from ccs.accounts.second.resealing import reseal_authenticators


class Command(BaseCommand):
    """Safe to run twice, and while people work."""

    help = "Seal what is kept for good with the newest SECRET_KEY."
    requires_migrations_checks = True

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal again, or change nothing when a key is missing."""
        try:
            changed = reseal_authenticators()
        except InvalidToken as error:
            message = "No key opens some of what is sealed. Add the old one to SECRET_KEY_FALLBACKS"
            raise CommandError(f"{message} and run this again. Nothing was changed.") from error
        self.stdout.write(f"{changed:,} keys of second steps are sealed with the newest key.")
