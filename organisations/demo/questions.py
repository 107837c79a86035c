"""What members of a pilot asked the helpline, and its help pages."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from ccs.tenancy.models import new_id
from organisations.demo.offers import back_then
from organisations.engagement.questions import actions
from organisations.engagement.questions.actions import Asked
from organisations.engagement.questions.keeping import Written, write_page
from organisations.members.models import Organisation

_FILE: Final = Path(__file__).with_name("questions.toml")


def ask_all(slug: str, *, coordinator: str) -> None:
    """Each by who asked it, at its hour; then the pages, the first of them from an answer."""
    data = tomllib.loads(_FILE.read_text())
    keys: dict[str, UUID] = {}
    for told in data.get(slug, []):
        keys[told["key"]] = _ask(told, slug, coordinator)
        if "like" in told:
            with back_then(coordinator, slug, timezone.now()) as desk:
                actions.join(actor=desk, question_id=keys[told["key"]], to_id=keys[told["like"]])
    for page in data.get("pages", {}).get(slug, []):
        written = Written(title=page["title"], body=page["body"], topics=tuple(page["topics"]))
        with back_then(coordinator, slug, timezone.now()) as desk:
            write_page(
                actor=desk,
                written=written,
                page_id=new_id(),
                question_id=keys.get(page.get("question", "")),
            )


def _ask(told: dict[str, Any], slug: str, coordinator: str) -> UUID:
    moment = timezone.now() - timedelta(hours=told["hours_ago"])
    asked, key = Asked(told["words"], told["topic"]), new_id()
    if "by" not in told:
        with back_then(coordinator, slug, moment) as desk:
            named = Organisation.objects.get(name=told["organisation"])
            actions.record_asked(
                actor=desk,
                asked=asked,
                channel=told["channel"],
                organisation_id=named.pk,
                question_id=key,
            )
        return key
    with back_then(told["by"], slug, moment) as actor:
        actions.ask(actor=actor, asked=asked, question_id=key)
    if "answer" in told:
        with back_then(coordinator, slug, moment + timedelta(hours=2)) as desk:
            actions.answer(actor=desk, question_id=key, words=told["answer"], seen=0)
    if told.get("helps"):
        with back_then(told["by"], slug, moment + timedelta(hours=3)) as actor:
            actions.say_it_helps(actor=actor, question_id=key)
    return key
