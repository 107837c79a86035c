"""What the desk types on the forms of what the network remembers of itself."""

from typing import Any

from organisations.engagement.stages.rules import CRITERIA
from tests.world import World


def typed_by_the_desk(world: World) -> dict[str, dict[str, Any]]:
    school = {"organisation": str(world.school.organisation_id)}
    contact = {**school, "way": "phone", "about": "Training.", **_day("happened_on", "2025")}
    meeting = {"title": "Steering group", "kind": "steering", **_day("held_on", "2027")}
    words = {"title": "New form", "body": "It is shorter.", **_day("expires_on", "2099")}
    work = {**school, "name": "Training", "focus": "access", "year": "2025", "amount": "£1,250"}
    levels = {f"level_{one.code}": "2" for one in CRITERIA}
    return {
        "organisations:new_contact": contact,
        "organisations:correct_contact": contact,
        "organisations:new_meeting": meeting,
        "organisations:change_meeting": meeting,
        "organisations:attendance": {**school, "people": "Head Sample"},
        "organisations:new_action": {"what": "Ask", "owner_name": "Head Sample"},
        "organisations:settle_action": {"how": "done"},
        "organisations:new_announcement": {**words, "audience": "all"},
        "organisations:change_announcement": words,
        "organisations:say_stage": {
            "stage": "live",
            "said_by": "Steering group",
            "why": "Every week.",
            **_day("since", "2025"),
        },
        "organisations:assess": {
            **levels,
            "said_by": "Steering group",
            **_day("assessed_on", "2025"),
        },
        "organisations:new_workstream": work,
        "organisations:change_workstream": work,
    }


def _day(name: str, year: str) -> dict[str, str]:
    return {f"{name}-day": "1", f"{name}-month": "10", f"{name}-year": year}
