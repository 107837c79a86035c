"""Tells the demo's stories again, as who told them, by the actions that a page would call."""

from typing import Any

from django.http import QueryDict
from django.utils import timezone

from ccs.tenancy.context import enter, system
from networks.networks.queries import network_by_slug
from organisations.demo.acting import acting
from organisations.demo.reading import read_pilot
from referrals.demo import emergency, watched
from referrals.demo.again import tell_again, tell_twice
from referrals.demo.checks import ask_all
from referrals.demo.desk import fill_desk
from referrals.demo.past import tell_past
from referrals.demo.reading import read_again, read_asked, read_busy, read_saved, read_stories
from referrals.demo.rights import ask_by_right
from referrals.demo.telling import Telling
from referrals.demo.voices import say_all
from referrals.filters.actions import save_filter
from referrals.filters.rules import Box, filters_in
from referrals.prompts.actions import change_prompts
from referrals.prompts.rules import Typed
from referrals.retention.actions import run as look_for_who_is_over


def build(pilot: str) -> str:
    slug = read_pilot(pilot)["network"]["slug"]
    stories = [*read_busy(pilot), *read_stories(pilot)]
    for asked in read_asked(pilot):
        _ask(slug, asked)
    for place, story in enumerate(stories):
        Telling(slug, story, place).tell()
    tell_past(pilot, slug)
    _ask_how_they_are(pilot, slug)
    came_back = read_again(slug)
    for told in came_back.get("again", []):
        tell_again(slug, told)
    for told in came_back.get("twice", []):
        tell_twice(slug, told)
    for saved in read_saved(pilot):
        _keep(slug, saved)
    network = network_by_slug(slug)
    if network is not None:
        fill_desk(slug, network_id=network.pk)
        ask_by_right(pilot, slug, network_id=network.pk)
        # Before the night in which that day is sealed.
        if slug in emergency.SHOWN:
            emergency.read_yesterday(slug)
        if slug in watched.SHOWN:
            watched.read_at_night(slug, network_id=network.pk)
        with enter(system(network.pk)):
            look_for_who_is_over(network.pk, timezone.now())
    return f"{len(stories)} stories"


def _ask_how_they_are(pilot: str, slug: str) -> None:
    """Those whom the busy service helped: it began some weeks ago."""
    network = network_by_slug(slug)
    if network is not None:
        told_to = read_busy(pilot)[0]["told_to"]
        ask_all(slug, network_id=network.pk, told_to=told_to)
        say_all(slug, network_id=network.pk, told_to=told_to)


def _keep(slug: str, saved: dict[str, str]) -> None:
    box = Box(saved["box"])
    with acting(saved["by"], slug=slug) as actor:
        filters = filters_in(QueryDict(saved["query"]), box)
        save_filter(actor=actor, name=saved["name"], box=box, filters=filters)


def _ask(slug: str, asked: dict[str, Any]) -> None:
    """The network's own questions about a need."""
    rows = [Typed(text, place) for place, text in enumerate(asked["questions"])]
    with acting(asked["by"], slug=slug) as actor:
        change_prompts(
            actor=actor, need=asked["need"], language=asked["language"], rows=rows, seen=0
        )
