"""Why a sign-in by a council's account did not happen. Each is a page, and leaves nothing."""

from enum import StrEnum


class Kind(StrEnum):
    UNKNOWN = "unknown"  # nobody here, another domain, not verified, not the one we know: all alike
    STOPPED = "stopped"  # the council says no, or the person stopped there
    AWAY = "away"  # the council's server did not answer, or not as one that works
    UNFIT = "unfit"  # an answer that we have no reason to believe
    OLD = "old"  # begun in another browser, too long ago, or used already
    OFTEN = "often"


class Refused(Exception):
    """`why` is for the log: one of our own words, never the council's, never about a person."""

    def __init__(self, kind: Kind, why: str) -> None:
        super().__init__(why)
        self.kind, self.why = kind, why
