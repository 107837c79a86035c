"""Words told to a worker are quoted only with leave, without whose they are, and taken back."""

from dataclasses import replace
from datetime import date

from ccs.tenancy.context import enter, system
from referrals.aftercare.recording import correct_check, record_check
from referrals.outcomes.actions import record_gains
from referrals.outcomes.rules import Gained
from referrals.referrals.actions import accept, close
from referrals.voice.questions.models import Quote
from tests.referrals.aftercare.asking import SAID, first, owner
from tests.referrals.aftercare.plans import at, closed, on
from tests.world import World


def quotes(world: World) -> list[tuple[str, list[str], date]]:
    with enter(system(world.network.pk)):
        return [(one.words, one.needs, one.said_in) for one in Quote.objects.all()]


def test_what_they_say_at_a_check_to_those_who_decide(world: World, other_world: World) -> None:
    closed(world)

    with on(at(11, 16)), world.acting(owner(world)) as actor:
        before = record_check(actor=actor, check_id=first(world).pk, said=SAID)
    said = quotes(world)
    with on(at(11, 17)), world.acting(owner(world)) as actor:
        unsaid = replace(SAID, may_quote=False)
        correct_check(actor=actor, check_id=first(world).pk, said=unsaid, seen=before.pk)

    assert said == [("Answer the phone.", ["food", "debt"], date(2026, 11, 1))]
    assert quotes(world) == []
    assert quotes(other_world) == []


def test_what_they_say_of_what_came_of_it(world: World, other_world: World) -> None:
    [referral] = world.refer()
    told = Gained(own_words="I can breathe", may_quote=True)

    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)
        close(actor=actor, reference=referral.reference, outcome="helped_in_full", gained=told)
    said = [words for words, _needs, _month in quotes(world)]
    with world.acting("adviser") as actor:
        unsaid = replace(told, may_quote=False)
        record_gains(actor=actor, reference=referral.reference, gained=unsaid)

    assert said == ["I can breathe"]
    assert quotes(world) == []
    assert quotes(other_world) == []
