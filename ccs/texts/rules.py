"""What Notify's answers mean, and what means that somebody wants no more texts."""

from http import HTTPStatus

from notifications_python_client.errors import APIError
from requests import RequestException

from ccs.outbox.models import Delivery
from ccs.outbox.rules import Verdict

SENDING_ERRORS = (APIError, RequestException)
# At the beginning of a few words, in the languages of the site: what people type untold.
STOP_WORDS = frozenset({"stop", "stopall", "unsubscribe", "stopio", "stopiwch"})
A_FEW = 4
FINAL = frozenset(Delivery.values)


def verdict(error: Exception) -> Verdict:
    """What a failed sending means. The error's own text may name the number, so it is dropped."""
    response = getattr(error, "response", None)
    status = 0 if response is None else response.status_code
    if status == HTTPStatus.BAD_REQUEST:
        # Of the text itself, or of the service's own rights, the person's number knows nothing.
        code = "number_refused" if _is_about_the_number(error) else "text_refused"
        return Verdict(code, permanent=True)
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        # The key, not the number: nobody's text goes out until somebody has mended it.
        return Verdict("key_refused", server_away=True)
    # Too many, out of order, or no answer: the same for the next one.
    return Verdict("server_away", server_away=True)


def _is_about_the_number(error: Exception) -> bool:
    said = str(getattr(error, "message", ""))
    return "phone_number" in said or "international" in said


def is_stop(words: str) -> bool:
    typed = [word.strip(".,!\"'") for word in words.casefold().split()]
    return 0 < len(typed) <= A_FEW and typed[0] in STOP_WORDS
