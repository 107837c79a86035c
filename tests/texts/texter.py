"""A worker that sends what is due by text to the one number it is told, to be killed."""

import sys

import django

django.setup()

from ccs.outbox import registry  # noqa: E402 - after Django
from ccs.outbox.tasks import deliver  # noqa: E402

registry.register("card", lambda notice: registry.Text(to=sys.argv[1], body="To be sent once"))
deliver("sms")
