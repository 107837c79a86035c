import smtplib
from datetime import timedelta

import pytest
from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused

from ccs.outbox.rules import Verdict, verdict, wait_after

ADDRESS = "amal@example.org"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (
            smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"No")}),
            Verdict("recipient_refused", permanent=True),
        ),
        (smtplib.SMTPRecipientsRefused({ADDRESS: (450, b"Later")}), Verdict("recipient_deferred")),
        (smtplib.SMTPSenderRefused(553, b"No", ADDRESS), Verdict("smtp_553")),
        (smtplib.SMTPDataError(451, b"Local error"), Verdict("smtp_451")),
        (smtplib.SMTPDataError(421, b"Closing"), Verdict("server_away", server_away=True)),
        (smtplib.SMTPServerDisconnected("gone"), Verdict("server_away", server_away=True)),
        (smtplib.SMTPAuthenticationError(535, b"No"), Verdict("server_away", server_away=True)),
        (TimeoutError("timed out"), Verdict("server_away", server_away=True)),
        (AnymailRecipientsRefused(ADDRESS), Verdict("recipient_refused", permanent=True)),
        (AnymailAPIError("500"), Verdict("provider")),
    ],
)
def test_what_an_answer_means(error, expected):
    answer = error

    found = verdict(answer)

    assert found == expected


def test_the_waits_outlast_a_server_that_is_away_for_an_hour():
    tries = range(1, 8)

    waits = [wait_after(attempts) for attempts in tries]

    assert waits[:3] == [timedelta(seconds=15), timedelta(seconds=45), timedelta(seconds=135)]
    assert max(waits) == timedelta(hours=1)
    assert sum(waits, timedelta()) > timedelta(hours=2)
