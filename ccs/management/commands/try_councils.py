"""Asks each council's server what a sign-in would ask it first, and says what is wrong."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from ccs.accounts.council.provider import provider_of, signing_keys
from ccs.accounts.council.refusals import Refused


class Command(BaseCommand):
    help = "Asks the servers of the councils whose accounts sign in here, and says what is wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.COUNCILS:
            raise CommandError("COUNCIL_SIGN_IN names no council.")
        wrong = 0
        for key, council in settings.COUNCILS.items():
            address = reverse("council_answer", kwargs={"council": key})
            self.stdout.write(f"{council.label}\n  register {urljoin(settings.SITE_URL, address)}")
            try:
                count = len(signing_keys(provider_of(council)))
            except Refused as refusal:
                wrong += 1
                self.stdout.write(f"  does not work: {refusal.why}")
            else:
                self.stdout.write(f"  answers; {count} of its keys are for us")
        if wrong:
            raise CommandError(f"{wrong} of {len(settings.COUNCILS)} do not work.")
