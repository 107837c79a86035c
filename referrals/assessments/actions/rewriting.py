"""What was told, written over what was told before: rows that others may point to stay."""

from collections.abc import Collection, Sequence
from dataclasses import asdict

from django.utils import timezone

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from referrals.assessments.models import Answer, Assessment, AssessmentNeed
from referrals.assessments.rules import Person, Relative, Told, ToldNeed
from referrals.clients.models import Client, HouseholdMember
from referrals.rights.trail import keep_trail, keep_words

Places = Sequence[int | None]


def columns_of(person: Person) -> dict[str, object]:
    columns = asdict(person)
    return {**columns, "safe_to": list(person.safe_to), "languages": list(person.languages)}


def rewrite_person(assessment: Assessment, person: Person, *, actor: Actor) -> None:
    """Of somebody whom another conversation tells of too it is a correction, and leaves a trail."""
    columns = columns_of(person)
    client = Client.objects.select_for_update(of=("self",)).get(pk=assessment.client_id)
    if is_told_elsewhere(assessment) and keep_trail(client, columns, actor=actor):
        record("client.corrected", actor=actor, subject_kind="client", subject_id=client.pk)
    Client.objects.filter(pk=client.pk).update(**columns)


def is_told_elsewhere(assessment: Assessment) -> bool:
    """Whether what is known of the person is read with another conversation than this one."""
    others = Assessment.objects.filter(client=assessment.client_id).exclude(pk=assessment.pk)
    return not assessment.first_team or others.exists()


def rewrite_household(
    assessment: Assessment, people: Sequence[Relative], places: Places, *, actor: Actor
) -> list[HouseholdMember]:
    """Their rows. `places[i]` is where the person now at `i` stood before; None is somebody new.

    Who is gone is marked so where another conversation may have named a need of theirs.
    """
    # Two teams may know the same household: one after the other.
    Client.objects.select_for_update().get(pk=assessment.client_id)
    there = household_rows(assessment)
    if is_told_elsewhere(assessment):
        keep_household_trail(assessment, there, people, actor=actor)
    before = dict(enumerate(there))
    stayed = [before.pop(place, None) if place is not None else None for place in places]
    _take_out(assessment, before.values())
    for row, relative in zip(stayed, people, strict=True):
        if row is not None:
            _correct(row, relative)
    new = [relative for row, relative in zip(stayed, people, strict=True) if row is None]
    added = iter(add_to_household(assessment, new))
    return [row or next(added) for row in stayed]


def add_to_household(assessment: Assessment, people: Sequence[Relative]) -> list[HouseholdMember]:
    """After everybody who was ever there, so that no place is given twice."""
    network, client = assessment.network_id, assessment.client_id
    last = HouseholdMember.objects.filter(client=client).order_by("-position").first()
    first_free = last.position + 1 if last else 0
    return HouseholdMember.objects.bulk_create(
        HouseholdMember(network_id=network, client_id=client, position=place, **asdict(relative))
        for place, relative in enumerate(people, start=first_free)
    )


def rewrite_story(assessment: Assessment, told: Told) -> None:
    Assessment.objects.filter(pk=assessment.pk).update(
        story=told.story, wants=told.wants, barriers=list(told.barriers)
    )


def rewrite_needs(
    assessment: Assessment, needs: Sequence[ToldNeed], household: Sequence[HouseholdMember]
) -> None:
    AssessmentNeed.objects.filter(assessment=assessment).delete()
    unique = {(need.code, need.member): need for need in needs}
    AssessmentNeed.objects.bulk_create(
        AssessmentNeed(
            network_id=assessment.network_id,
            assessment=assessment,
            need_id=need.code,
            urgency=need.urgency,
            member=None if need.member is None else household[need.member],
        )
        for need in unique.values()
    )


def rewrite_answers(assessment: Assessment, told: Told) -> None:
    Answer.objects.filter(assessment=assessment).delete()
    Answer.objects.bulk_create(
        Answer(network_id=assessment.network_id, assessment=assessment, item=item, value=value)
        for item, value in told.answers.items()
        if value
    )


def household_rows(assessment: Assessment) -> list[HouseholdMember]:
    """Who is there now, in the order in which forms and actions count them."""
    return list(HouseholdMember.objects.filter(client=assessment.client_id, left_at=None))


def keep_household_trail(
    assessment: Assessment,
    there: Sequence[HouseholdMember],
    people: Sequence[HouseholdMember | Relative],
    *,
    actor: Actor,
) -> None:
    keep_words(
        assessment.client_id,
        "household",
        _in_words(there),
        _in_words(people),
        actor=actor,
    )


def _in_words(people: Sequence[HouseholdMember | Relative]) -> str:
    return "; ".join(
        ", ".join(
            filter(
                None,
                [
                    f"{one.given_name} {one.family_name}".strip(),
                    one.relationship,
                    one.date_of_birth.isoformat() if one.date_of_birth else "",
                ],
            )
        )
        for one in people
    )


def _take_out(assessment: Assessment, rows: Collection[HouseholdMember]) -> None:
    if not rows:
        return
    gone = HouseholdMember.objects.filter(pk__in=[row.pk for row in rows])
    if not is_told_elsewhere(assessment):
        # Nothing of this was sent and nothing else told: a slip of the pen, and not a person.
        gone.delete()
    else:
        gone.update(left_at=timezone.now())


def _correct(row: HouseholdMember, relative: Relative) -> None:
    told = asdict(relative)
    changed = [name for name, value in told.items() if getattr(row, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, told[name])
        row.save(update_fields=changed)
