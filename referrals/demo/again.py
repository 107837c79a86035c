"""People of the demo who came back, found as a page would find them; and one written down twice."""

from typing import Any

from ccs.tenancy.models import new_id
from organisations.demo.acting import acting
from organisations.members.models import Team
from referrals.assessments.actions import keep_story, record_assessment, refer_again
from referrals.assessments.rules import Person, Told, ToldNeed
from referrals.clients.asking import asked_in
from referrals.clients.queries import people_found


def tell_again(slug: str, told: dict[str, Any]) -> None:
    with acting(told["told_to"], slug=slug) as actor:
        client = people_found(asked_in(told["find"]), actor=actor)[0].client
        again = refer_again(actor=actor, client_id=client.pk, assessment_id=new_id())
        keep_story(
            actor=actor,
            assessment_id=again.pk,
            story=told["story"],
            wants="",
            barriers=[],
            needs=_needs(told),
        )


def tell_twice(slug: str, told: dict[str, Any]) -> None:
    client: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in told["client"].items()
    }
    with acting(told["told_to"], slug=slug) as actor:
        record_assessment(
            actor=actor,
            team_id=Team.objects.get(name=told["team"]).pk,
            told=Told(client=Person(**client), needs=_needs(told), story=told["story"]),
        )


def _needs(told: dict[str, Any]) -> tuple[ToldNeed, ...]:
    return tuple(ToldNeed(**need) for need in told["needs"])
