"""What the desk types on the forms of what the network remembers of itself."""

from typing import Any

from django.utils import timezone

from organisations.engagement.stages.rules import CRITERIA
from organisations.engagement.workstreams.rules import programme_year
from tests.world import World


def typed_by_the_desk(world: World) -> dict[str, dict[str, Any]]:
    school = {"organisation": str(world.school.organisation_id)}
    contact = {**school, "way": "phone", "about": "Training.", **_day("happened_on", "2025")}
    meeting = {"title": "Steering group", "kind": "steering", **_day("held_on", "2027")}
    words = {"title": "New form", "body": "It is shorter.", **_day("expires_on", "2099")}
    work = {**school, "name": "Training", "focus": "access", "year": "2025", "amount": "£1,250"}
    wave = {
        "name": "Next year",
        "year": str(programme_year(timezone.localdate())),
        "items": ["dignity"],
        **_day("opens_on", "2098"),
        **_day("closes_on", "2099"),
    }
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
        "organisations:new_survey": wave,
        "organisations:survey_last_day": _day("closes_on", "2099"),
        "organisations:answer_survey": {"dignity": "agree", "uses_system": "no"},
        "programme:new_survey": wave,
        "reporting:year_figure": {"value": "£42,000", "source": "Accounts", "seen": "1"},
    }


def _day(name: str, year: str) -> dict[str, str]:
    return {f"{name}-day": "1", f"{name}-month": "10", f"{name}-year": year}
