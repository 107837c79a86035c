"""Who was here lately; and what Norfolk remembers of itself, by the desk's own actions."""

import tomllib
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import time_machine
from django.utils import timezone

from ccs.accounts.models import User
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import Context, enter
from ccs.tenancy.models import new_id
from organisations.demo.acting import acting
from organisations.demo.learnt import days_away
from organisations.demo.reading import read_people, read_pilot
from organisations.engagement.announcements.actions import Said, announce
from organisations.engagement.contacts.actions import InTouch, write_contact
from organisations.engagement.meetings.actions import (
    Planned,
    add_attendance,
    agree_action,
    call_meeting,
    settle_action,
)
from organisations.engagement.parties import Named
from organisations.engagement.stages.actions import Judged, assess, say_stage
from organisations.engagement.workstreams.actions import Funded, write_workstream
from organisations.engagement.workstreams.rules import programme_year
from organisations.members.models import Organisation
from organisations.members.seen import actor_here

# One in so many has been away for so long: somebody to ring.
_EVERY, _AWAY_FOR = 9, 45
_LATELY = 5


def build(pilot: str) -> str:
    slug = read_pilot(pilot)["network"]["slug"]
    seen = _were_here(slug)
    told = tomllib.loads((Path(__file__).parent / "remembered.toml").read_text())
    if told["network"] == slug:
        _remember(told)
    return f"{seen} people were here lately"


def _were_here(slug: str) -> int:
    """As the site writes it down when they open a page."""
    here = [
        person
        for person in read_people()
        if any(place.get("network") == slug for place in person["places"])
    ]
    away = days_away(slug)
    for number, person in enumerate(here, start=1):
        days = _AWAY_FOR if number % _EVERY == 0 else 1 + number % _LATELY
        days = away.get(person["email"], days)
        user = User.objects.get(email=person["email"])
        with time_machine.travel(_days_ago(days)), enter(Context(user=user.pk)):
            actor_here(user_id=user.pk, slug=slug)
    return len(here)


def _remember(told: dict[str, Any]) -> None:
    """Each on its own day, so that what was written down says when."""
    for kind, write in (
        ("contacts", _contact),
        ("meetings", _meeting),
        ("announcements", _announcement),
        ("stages", _stage),
        ("matrices", _matrix),
        ("workstreams", _workstream),
    ):
        for one in told[kind]:
            with (
                time_machine.travel(_days_ago(max(one.get("days_ago", 1), 1))),
                acting(told["by"], slug=told["network"]) as desk,
            ):
                write(desk, one)


def _contact(desk: Actor, one: dict[str, Any]) -> None:
    today = timezone.localdate()
    again = one.get("come_back_in")
    said = InTouch(
        named=_named(one),
        about=one["about"],
        happened_on=today,
        way=one["way"],
        person_name=one["person"],
        follow_up_on=today + timedelta(days=again) if again else None,
    )
    write_contact(actor=desk, said=said, note_id=new_id())


def _meeting(desk: Actor, one: dict[str, Any]) -> None:
    """One that is still to come was called yesterday."""
    day = timezone.localdate() + timedelta(days=max(0, 1 - one["days_ago"]))
    planned = Planned(
        held_on=day,
        kind=one["kind"],
        title=one["title"],
        starts_at=time(one["starts"]),
        place=one["place"],
        minutes=one.get("minutes", ""),
    )
    meeting = call_meeting(actor=desk, planned=planned, meeting_id=new_id())
    for came in one.get("came", []):
        add_attendance(actor=desk, meeting_id=meeting.pk, named=_named(came), people=came["people"])
    for agreed in one.get("actions", []):
        key = new_id()
        agree_action(
            actor=desk,
            meeting_id=meeting.pk,
            what=agreed["what"],
            owner_name=agreed["owner"],
            due_on=day + timedelta(days=agreed["due_in"]),
            action_id=key,
        )
        if agreed.get("done"):
            settle_action(actor=desk, meeting_id=meeting.pk, action_id=key, how="done")


def _announcement(desk: Actor, one: dict[str, Any]) -> None:
    last_day = timezone.localdate() + timedelta(days=60)
    said = Said(title=one["title"], body=one["body"], expires_on=last_day, audience=one["audience"])
    announce(actor=desk, said=said, announcement_id=new_id())


def _stage(desk: Actor, one: dict[str, Any]) -> None:
    say_stage(
        actor=desk,
        stage=one["stage"],
        since=timezone.localdate(),
        said_by=one["said_by"],
        why=one["why"],
        stage_id=new_id(),
    )


def _matrix(desk: Actor, one: dict[str, Any]) -> None:
    words = one["words"]
    levels = {code: Judged(level, words.get(code, "")) for code, level in one["levels"].items()}
    assess(actor=desk, levels=levels, assessed_on=timezone.localdate(), said_by=one["said_by"])


def _workstream(desk: Actor, one: dict[str, Any]) -> None:
    member = _named({**one, "name": one.get("name_of", "")})
    funded = Funded(
        name=one["name"],
        focus=one["focus"],
        year=programme_year(timezone.localdate()) - one["years_ago"],
        named=member,
        amount=one["amount"],
        leverage=one.get("leverage", 0),
        reached=one.get("reached"),
        notes=one["notes"],
    )
    write_workstream(actor=desk, funded=funded, workstream_id=new_id())


def _named(one: dict[str, Any]) -> Named:
    if "member" in one:
        return Named(organisation_id=Organisation.objects.get(name=one["member"]).pk)
    return Named(name=one["name"], sector=one["sector"])


def _days_ago(days: int) -> Any:
    return timezone.localtime().replace(hour=10, minute=0) - timedelta(days=days)
