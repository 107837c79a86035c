"""What an action raises. The edge turns them into a form error, a page or an API problem."""

from django.utils.functional import Promise


class Problem(Exception):
    """Something a person can do something about: `message` says what, without personal data."""

    code = "invalid"

    def __init__(self, message: str | Promise, *, field: str = "") -> None:
        super().__init__(str(message))
        self.message, self.field = message, field


class NotAllowed(Problem):
    """What is absent and what is not yours answer the same: 404."""

    code = "not_found"


class Conflict(Problem):
    """Wrong state or a lost race: 409. The message says who was first, and when.

    `typed` is what somebody wrote meanwhile, by its question: the edge gives it back to them.
    """

    code = "conflict"
    typed: tuple[tuple[str, str], ...] = ()


class NotNow(Problem):
    """Nothing is wrong with it: what we need for it does not answer. 503, and soon again."""

    code = "not_now"
