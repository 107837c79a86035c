"""Emails that are owed: how long a worker may hold one, how long a mail server may take."""

from datetime import timedelta

from ccs.settings.environment import number

EMAIL_TIMEOUT = number("EMAIL_TIMEOUT_SECONDS", 10)
# Long enough for a batch, short enough that a dead worker's emails are soon tried again.
OUTBOX_LEASE = timedelta(seconds=number("OUTBOX_LEASE_SECONDS", 120))
# How often to look for what was never queued.
OUTBOX_SWEEP = timedelta(seconds=number("OUTBOX_SWEEP_SECONDS", 30))
# /readyz says no when the oldest unsent message has waited longer than this, in seconds.
OUTBOX_MAX_AGE = 15 * 60
