"""Notes beside a letter: for oneself, or for one's team; never for the other side."""

from dataclasses import replace

from django.utils import timezone

from ccs.tenancy.context import enter
from referrals.messages.keeping import keep_note
from referrals.messages.models import Note
from referrals.referrals.actions import decline
from referrals.referrals.models import Referral
from tests.isolation.refusals import refused_by_a_wall
from tests.world import World


def note(world: World, referral: Referral, name: str, audience: str = "team") -> None:
    with world.acting(name) as actor:
        keep_note(actor=actor, reference=referral.reference, audience=audience, text="Mind the dog")


def notes_seen_by(world: World, *names: str) -> list[int]:
    counts = []
    for name in names:
        with world.acting(name):
            counts.append(Note.objects.count())
    return counts


def test_a_note_to_oneself_is_ones_own_even_within_the_team(here: World) -> None:
    [referral] = here.refer()

    note(here, referral, "adviser", "self")

    people = ("adviser", "adviser2", "teacher", "caseworker", "manager", "coordinator")
    assert notes_seen_by(here, *people) == [1, 0, 0, 0, 0, 0]


def test_a_note_to_the_team_is_never_the_other_sides(here: World) -> None:
    [referral] = here.refer()

    note(here, referral, "teacher")

    people = ("teacher", "teacher2", "adviser", "officer", "manager", "coordinator")
    assert notes_seen_by(here, *people) == [1, 1, 0, 0, 0, 0]


def test_notes_close_with_the_letter(here: World) -> None:
    [referral] = here.refer()
    note(here, referral, "adviser", "self")
    note(here, referral, "adviser")

    with here.acting("adviser") as adviser:
        decline(actor=adviser, reference=referral.reference, reason="no_capacity")

    assert notes_seen_by(here, "adviser", "adviser2") == [0, 0]


def test_another_share_of_the_story_opens_no_note_of_a_team_that_lost_it(here: World) -> None:
    to_advice, _to_grants = here.refer(here.advice, here.grants)
    note(here, to_advice, "adviser")
    with here.acting("adviser") as adviser:
        decline(actor=adviser, reference=to_advice.reference, reason="no_capacity")
    both = (here.advice_line.pk, here.council.pk)

    with here.acting("officer") as officer, enter(replace(officer.context, teams=both)):
        seen = Note.objects.count()

    assert seen == 0


def test_nobody_rewrites_or_removes_a_colleagues_note(here: World) -> None:
    [referral] = here.refer()
    note(here, referral, "teacher")

    with here.acting("teacher2"):
        changed = Note.objects.update(body="Nothing")
        removed, _ = Note.objects.all().delete()

    assert (changed, removed) == (0, 0)


def test_nobody_signs_a_note_with_a_colleagues_name(here: World) -> None:
    [referral] = here.refer()

    forged = Note(
        network_id=here.network.pk,
        referral=referral,
        assessment_id=referral.assessment_id,
        team_id=here.school.pk,
        author=here.people["teacher"],
        audience="team",
        body="Forged",
        at=timezone.now(),
    )

    with refused_by_a_wall(), here.acting("teacher2"):
        forged.save(force_insert=True)
