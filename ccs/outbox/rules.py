"""When to try again, when to stop, and what a mail server's answer means."""

from dataclasses import dataclass
from datetime import timedelta
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)

from anymail.exceptions import AnymailError, AnymailRecipientsRefused

# Fifteen seconds, then three times longer each time: eight tries last two and a half hours,
# so a mail server may be away for an hour and nothing is lost.
MAX_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=1)

PERMANENT = 500  # SMTP's answers from here on will not change
CLOSING = 421  # "service not available": the server hangs up after it

DELIVERY_ERRORS = (OSError, SMTPException, AnymailError)


@dataclass(frozen=True)
class Verdict:
    """A code that may be stored and shown (no address, no text), and what follows from it."""

    code: str
    permanent: bool = False
    server_away: bool = False


def wait_after(attempts: int) -> timedelta:
    return min(FIRST_WAIT * 3 ** max(attempts - 1, 0), LONGEST_WAIT)


def verdict(error: Exception) -> Verdict:
    """What a failed sending means. The error's own text may hold an address, so it is dropped."""
    if isinstance(error, SMTPRecipientsRefused):
        refused = all(code >= PERMANENT for code, _ in error.recipients.values())
        return Verdict("recipient_refused" if refused else "recipient_deferred", permanent=refused)
    if isinstance(error, AnymailRecipientsRefused):
        return Verdict("recipient_refused", permanent=True)
    if isinstance(error, AnymailError):
        return Verdict("provider")
    if isinstance(error, SMTPSenderRefused | SMTPDataError) and error.smtp_code != CLOSING:
        return Verdict(f"smtp_{error.smtp_code}")
    # No connection, a time-out, no sign-in at the server: it is away for every email alike.
    return Verdict("server_away", server_away=True)
