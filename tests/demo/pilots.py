"""The demo's files, flattened for questions."""

from collections.abc import Iterator
from typing import Any

from organisations.demo.reading import read_people, read_pilot
from referrals.demo.reading import read_stories

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
