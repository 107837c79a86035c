"""The demo's files, flattened for questions."""

from collections.abc import Iterator
from typing import Any

from organisations.demo.reading import read_people, read_pilot
from referrals.demo.reading import read_stories
from referrals.referrals.rules import MOVES, Status

MADE_UP_SURNAMES = {
    "Dychmygol", "Enghraifft", "Example", "Fictional", "Imaginary", "Invented", "Madeup",
    "Placeholder", "Pretend", "Sample",
}  # fmt: skip
# Those who wrote the reports.
REAL_PEOPLE = ["Emma Roberts", "Stephens", "Sutcliffe", "Grauberg"]


def teams(pilot: str) -> list[dict[str, Any]]:
    return [team for one in read_pilot(pilot)["organisations"] for team in one["teams"]]


def services(pilot: str) -> list[dict[str, Any]]:
    """Each with the name of its `team`."""
    return [
        {**service, "team": team["name"]}
        for team in teams(pilot)
        for service in team.get("services", [])
    ]


def marked(pilot: str) -> list[dict[str, Any]]:
    """Everything that must say whether a report names it."""
    data = read_pilot(pilot)
    return [data["network"], *data["organisations"], *teams(pilot), *services(pilot)]


def places(role: str = "") -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for person in read_people():
        for place in person["places"]:
            if role in ("", place["role"]):
                yield person, place


def somebody(role: str, slug: str) -> str:
    """The email of the first who has the role in the network."""
    return next(str(person["email"]) for person, place in places(role) if place["network"] == slug)


def coordinators(slug: str) -> set[str]:
    return {
        str(person["email"]) for person, place in places("coordinator") if place["network"] == slug
    }


def workers(slug: str) -> dict[str, set[str]]:
    """The emails of each team's workers."""
    found: dict[str, set[str]] = {}
    for person, place in places("worker"):
        if place["network"] == slug:
            found.setdefault(place["team"], set()).add(person["email"])
    return found


def referrals(pilot: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [
        (story, referral)
        for story in read_stories(pilot)
        for referral in story.get("referrals", [])
    ]


def asked_in(referral: dict[str, Any]) -> list[str]:
    """The services that a referral went to or was offered to, the first and whatever followed."""
    steps = referral["steps"]
    first = [referral["service"]] if "service" in referral else []
    named = [step["service"] for step in steps if step["do"] in {"place", "forward"}]
    offered = [name for step in steps if step["do"] == "offer" for name in step["services"]]
    return [*first, *named, *offered]


def ends_of(referral: dict[str, Any]) -> list[tuple[str, str]]:
    """Where it stands after its steps, and what was made from it: each a service and a status."""
    service = referral.get("service", "")
    status = Status.SENT if service else Status.WITH_BROKER
    made = []
    for step in referral["steps"]:
        if step["do"] in {"place", "accept_offer"}:
            service = step["service"]
        if step["do"] == "forward":
            made.append((step["service"], Status.SENT.value))
        if step["do"] in {"split", "ask_desk"}:
            made.append(("", Status.WITH_BROKER.value))
        status = after(step["do"], status)
    return [(service, status.value), *made]


def after(step: str, status: Status) -> Status:
    if step == "accept_offer":
        return Status.ACCEPTED
    return (MOVES[step].after or status) if step in MOVES else status
