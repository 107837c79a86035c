"""Who can help this person, here, today: pure decisions, the same for page, API and tests.

A judgement never guesses: each verdict says yes, no, or that it cannot be known.
"""

from collections.abc import Iterable
from typing import Final

from organisations.matching.bundles import bundle as bundle
from organisations.matching.question import Asked as Asked
from organisations.matching.question import Candidate as Candidate
from organisations.matching.question import Facts as Facts
from organisations.matching.question import Match as Match
from organisations.matching.question import Reason as Reason
from organisations.matching.verdicts import OBSTACLES as OBSTACLES
from organisations.matching.verdicts import UNKNOWNS as UNKNOWNS
from organisations.matching.verdicts import VERDICTS, because

# Points of a reason, each with why it weighs what it does. Being able to help at all comes first
# (needs), then being able to help now (capacity), then how well it fits this person.
WEIGHTS: Final[dict[str, tuple[int, str]]] = {
    "meets_need": (1000, "each need met outweighs everything else about a service"),
    "open": (300, "help today is worth more than a better fit later"),
    "limited": (250, "there may be a place, but it may go"),
    "waiting_list": (100, "help, later"),
    "covers_postcode": (60, "named the very place"),
    "covers_ward": (50, "chose this neighbourhood"),
    "covers_authority": (40, "chose this council's area"),
    "covers_network": (30, "serves everybody here"),
    "takes_nrpf": (80, "few do, and a refusal later costs the person most"),
    "takes_immigration": (60, "said so for exactly this status"),
    "takes_age": (20, "said so"),
    "for_families": (20, "made for families like this one"),
    "takes_tenure": (20, "said so"),
    "takes_gender": (20, "said so"),
    "on_benefits": (20, "said so"),
    "speaks": (50, "no interpreter to find"),
    "attends": (30, "the way the person can be seen"),
    "near": (40, "a walk, or a short ride"),
    "reachable": (20, "a bus ride"),
    "far": (0, "said, so that nobody is surprised; not held against it"),
    "answers_soon": (30, "usually answers within a working day"),
    "named": (200, "somebody who types a name wants that one"),
    "text": (100, "the words match what was typed"),
}
# For each thing not known that may yet rule a service out: the sure go first, even before the near.
UNKNOWN: Final = -45
# Nothing can be sent there now, whoever it is for.
CLOSED: Final = frozenset({"paused", "full"})


def judge(asked: Asked, candidate: Candidate) -> Match:
    """What speaks for a service, what is unknown and would decide, and what rules it out."""
    met = candidate.needs.intersection(asked.needs)
    reasons = [because("meets_need", need) for need in asked.needs if need in met]
    unknowns: list[Reason] = []
    ruled_out = [] if met or not asked.needs else [because("meets_no_need")]
    found = {"yes": reasons, "unknown": unknowns, "no": ruled_out}
    for rule in VERDICTS:
        verdict = rule(asked, candidate)
        if verdict:
            found[verdict[0]].append(verdict[1])
    points = sum([WEIGHTS[reason.code][0] for reason in reasons])
    return Match(
        candidate.service_id,
        points + UNKNOWN * len(unknowns),
        tuple(reasons),
        tuple(unknowns),
        tuple(ruled_out),
        met,
    )


def rank(asked: Asked, candidates: Iterable[Candidate]) -> list[Match]:
    """Best first; whoever is ruled out after everybody who is not; always in the same order."""
    judged = [(judge(asked, candidate), candidate) for candidate in candidates]
    judged.sort(
        key=lambda pair: (
            bool(pair[0].ruled_out),
            -pair[0].score,
            pair[1].name.lower(),
            pair[1].service_id,
        )
    )
    return [match for match, _candidate in judged]
