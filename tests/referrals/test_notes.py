from uuid import UUID

import pytest

from ccs.audit.models import AuditRecord
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import NotAllowed
from referrals.messages.keeping import change_note, keep_note, remove_note
from referrals.messages.models import Note
from referrals.referrals.actions import decline
from referrals.referrals.models import Referral
from tests.referrals.pages import browser, page, text_of
from tests.world import World

DOG = "Mind the dog at number 4."


def kept(world: World, referral: Referral, *, by: str = "adviser", audience: str = "team") -> UUID:
    form = {"audience": audience, "text": DOG, "note_id": str(new_id())}
    browser(world, by).post(page(world, referral.reference, "notes"), form)
    return UUID(form["note_id"])


def test_notes_stand_apart_and_say_who_sees_them(world: World) -> None:
    [referral] = world.refer()
    kept(world, referral, audience="self")
    kept(world, referral, audience="team")

    shown = text_of(browser(world, "adviser").get(page(world, referral.reference)))

    notes = shown[shown.index("Notes that the other side never sees") :]
    assert '<p class="ccs-notes__for">Only you see this.</p>' in notes
    assert '<p class="ccs-notes__for">Only your team sees this. The other side never does.</p>' in (
        notes
    )
    assert DOG not in shown[: shown.index("Notes that the other side never sees")]


def test_a_colleague_reads_the_teams_notes_and_the_other_side_reads_none(world: World) -> None:
    [referral] = world.refer()
    kept(world, referral, audience="self")
    kept(world, referral, audience="team")

    seen = {
        name: text_of(browser(world, name).get(page(world, referral.reference))).count(DOG)
        for name in ("adviser2", "teacher", "manager", "coordinator")
    }

    # The words stand once more, in the hidden name of a link, where the note is one's own.
    assert seen == {"adviser2": 1, "teacher": 0, "manager": 0, "coordinator": 0}


def test_the_same_form_twice_keeps_one_note(world: World) -> None:
    [referral] = world.refer()
    form = {"audience": "self", "text": DOG, "note_id": str(new_id())}

    for _ in range(2):
        browser(world, "adviser").post(page(world, referral.reference, "notes"), form)

    with world.acting("adviser"):
        assert Note.objects.count() == 1


def test_an_empty_note_is_not_kept_and_the_form_is_open(world: World) -> None:
    [referral] = world.refer()

    answer = browser(world, "adviser").post(
        page(world, referral.reference, "notes"), {"audience": "team"}
    )

    assert "<title>Error: " in text_of(answer)
    assert '<details class="govuk-details" open>' in text_of(answer)


def test_ones_own_note_is_changed_on_its_page(world: World) -> None:
    [referral] = world.refer()
    path = page(world, referral.reference, f"notes/{kept(world, referral)}")

    answer = browser(world, "adviser").post(path, {"text": "No dog any more."}, follow=True)

    assert "No dog any more." in text_of(answer)
    assert DOG not in text_of(answer)
    assert "changed just now" in text_of(answer)


def test_a_removed_note_is_gone(world: World) -> None:
    [referral] = world.refer()
    path = page(world, referral.reference, f"notes/{kept(world, referral)}/remove")

    answer = browser(world, "adviser").post(path, follow=True)

    assert "Note removed. Nothing of it is kept." in text_of(answer)
    with world.acting("adviser"):
        assert Note.objects.count() == 0


def test_notes_are_audited_without_their_words(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        reference = referral.reference
        note = keep_note(actor=actor, reference=reference, audience="self", text=DOG)
        change_note(actor=actor, reference=reference, note_id=note.pk, text="No dog.")
        remove_note(actor=actor, reference=reference, note_id=note.pk)

    with world.acting("coordinator"):
        rows = AuditRecord.objects.filter(action__startswith="note.").order_by("at")
        told = list(rows.values_list("action", "reason"))

    assert told == [("note.kept", "self"), ("note.changed", "self"), ("note.removed", "self")]


@pytest.mark.parametrize("name", ["adviser2", "teacher", "caseworker"])
def test_nobody_else_changes_or_removes_it(world: World, name: str) -> None:
    [referral] = world.refer()
    note_id = kept(world, referral)

    with world.acting(name) as actor:
        with pytest.raises(NotAllowed):
            change_note(actor=actor, reference=referral.reference, note_id=note_id, text="Mine")
        with pytest.raises(NotAllowed):
            remove_note(actor=actor, reference=referral.reference, note_id=note_id)

    with world.acting("adviser"):
        assert Note.objects.get().body == DOG


def test_after_declining_no_note_is_shown_or_kept(world: World) -> None:
    [referral] = world.refer()
    kept(world, referral)
    with world.acting("adviser") as actor:
        decline(actor=actor, reference=referral.reference, reason="no_capacity")

        with pytest.raises(NotAllowed):
            keep_note(actor=actor, reference=referral.reference, audience="self", text="More")

    shown = text_of(browser(world, "adviser").get(page(world, referral.reference)))
    assert "Notes that the other side never sees" not in shown
