"""Reads the demo's stories from the TOML files beside this module."""

import tomllib
from pathlib import Path
from typing import Any, Final

_FOLDER: Final = Path(__file__).parent


# Who asked the busy service, a few working days after one another.
_ASKED: Final = (
    "Abdi Sample", "Bronwen Example", "Carol Pretend", "Dev Invented", "Ewa Imaginary",
    "Frank Madeup", "Gita Fictional", "Hugh Placeholder", "Ines Sample", "Jo Example",
    "Kit Pretend",
)  # fmt: skip
_FIRST, _APART = 6, 3
# What all of them said, so that figures about people have it.
_ANSWERED: Final = {"childrens_ages": "No", "nrpf": "No", "ethnicity": "white_british"}


def read_stories(pilot: str) -> list[dict[str, Any]]:
    """Each one conversation, with the `referrals` made from it and the steps that followed."""
    stories: list[dict[str, Any]] = _read(pilot)["stories"]
    return stories


def read_asked(pilot: str) -> list[dict[str, Any]]:
    """What its coordinators ask about some needs, in their own words."""
    asked: list[dict[str, Any]] = _read(pilot).get("asked", [])
    return asked


def read_again(slug: str) -> dict[str, Any]:
    """Who came back to a network, and who was written down twice there."""
    found: dict[str, Any] = _read("again")[slug]
    return found


def read_saved(pilot: str) -> list[dict[str, str]]:
    """The filters that people keep: whose, under which name, of which list, and what they say."""
    saved: list[dict[str, str]] = _read(pilot)["saved"]
    return saved


def read_busy(pilot: str) -> list[dict[str, Any]]:
    """Stories of the same form: short ones to one service, all but the last one helped."""
    busy = _read(pilot)["busy"]
    *helped, last = [
        _short(busy, name, days_ago=_FIRST + _APART * place) for place, name in enumerate(_ASKED)
    ]
    last["referrals"][0]["steps"] = [
        {"do": "decline", "by": busy["by"], "reason": "duplicate", "note": "They came yesterday."}
    ]
    return [*helped, last]


def read_busy_of(pilot: str, name: str) -> dict[str, Any]:
    """Of one more person whom the busy service helped; their need is said to be met."""
    story = _short(_read(pilot)["busy"], name, days_ago=0)
    story["referrals"][0]["steps"][-1]["gains"] = {"needs_met": ["food"]}
    return story


def _short(busy: dict[str, Any], name: str, *, days_ago: int) -> dict[str, Any]:
    given, family = name.split(" ")
    steps = ({"do": "accept"}, {"do": "contact", "way": "phone"})
    closed = {"do": "close", "outcome": "helped_in_full", "note": "A parcel was given."}
    return {
        "key": f"asked-{days_ago}-days-ago",
        "days_ago": days_ago,
        "team": busy["team"],
        "told_to": busy["told_to"],
        "story": "There is nothing left in the kitchen until the money comes.",
        "wants": "Food for a few days.",
        "barriers": [],
        "needs": [{"code": "food", "urgency": "today"}],
        "answers": [{"item": item, "value": value} for item, value in _ANSWERED.items()],
        "consent": {"basis": "consent", "given": "phone", "pass_on": False},
        "client": {
            "given_name": given,
            "family_name": family,
            "age_band": "25_49",
            "phone": busy["phone"],
            "postcode": busy["postcode"],
            "safe_to": ["call"],
        },
        "referrals": [
            {
                "service": busy["service"],
                "steps": [{**step, "by": busy["by"]} for step in (*steps, closed)],
            }
        ],
    }


def _read(pilot: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{pilot}.toml").read_text(encoding="utf-8"))
