"""The custodian of one person reaches all that is theirs, and nothing of anybody else."""

import pytest
from django.db.models import Model

from ccs.retention.rules import personal_fields
from ccs.tenancy.context import custodian, enter, system
from ccs.tenancy.inspection import our_models, tenant_models, wall_of
from referrals.referrals.actions import close
from referrals.referrals.models import Referral
from referrals.rights.erasing import erase
from referrals.rights.models import Erasure
from referrals.rights.person import models_of_people
from referrals.rights.reading import record_of
from referrals.rights.rules import WhyErased
from referrals.rights.words import HASHED
from referrals.voice.questions.models import Quote
from tests.isolation.looking import Worlds
from tests.isolation.rows import Table, change, remove, table_of, touched

# A text's number is emptied by the hand that erases; practice mail is of made-up people.
ELSEWHERE = {"ccs.TextThread", "referrals.PracticeMail"}

# What stands where something personal stood: a sign, or nothing.
EMPTY = ("(erased)", "", None, [], {}, False)


def whose(everything: dict[str, Table], label: str, row: dict) -> str:
    """The person that a row of a letter belongs to."""
    if label == "referrals.Client":
        return row["id"]
    story = everything["referrals.Assessment"].get(row.get("assessment_id"), {})
    return row.get("client_id") or story.get("client_id", "")


def end_what_is_open(worlds: Worlds) -> None:
    with worlds.here.acting("adviser") as adviser:
        for referral in Referral.objects.filter(status="accepted"):
            close(actor=adviser, reference=referral.reference, outcome="helped_in_full")


def amina(everything: dict[str, Table]) -> str:
    return next(
        row["id"] for row in everything["referrals.Client"].values() if row["given_name"] == "Amina"
    )


def test_what_may_tell_of_a_person_helped_can_be_erased_and_nothing_else():
    pointing = {"client_id", "assessment_id"}
    about = [
        model
        for model in our_models()
        if personal_fields(model)
        and (
            model._meta.label == "referrals.Client"
            or pointing & {field.column for field in model._meta.concrete_fields}
        )
        and model._meta.label not in ELSEWHERE
    ]

    erased = {model._meta.label: sorted(wall_of(model).erases) for model in about}

    assert erased == {model._meta.label: sorted(personal_fields(model)) for model in about}
    assert set(erased) == {
        model._meta.label for model in models_of_people() if wall_of(model).erases
    }


def test_all_that_is_theirs_is_read_and_nothing_of_others(
    worlds: Worlds, everything: dict[str, Table]
) -> None:
    person = amina(everything)
    labels = [model._meta.label for model in models_of_people()]
    theirs = {
        label: {
            key for key, row in everything[label].items() if whose(everything, label, row) == person
        }
        for label in labels
    }

    with enter(custodian(worlds.here.network.pk, person=person)):
        found = {model._meta.label: set(table_of(model)) for model in models_of_people()}

    assert found == theirs
    without = {label for label, rows in theirs.items() if not rows}
    assert without == {"referrals.KeptTyping"}


def test_of_what_is_no_letter_it_reads_their_restriction_and_the_audit(
    worlds: Worlds, everything: dict[str, Table]
) -> None:
    with enter(custodian(worlds.here.network.pk, person=amina(everything))):
        found = {model._meta.label for model in tenant_models() if table_of(model)}

    letters = {model._meta.label for model in models_of_people()}
    assert found - letters == {"ccs.AuditRecord", "referrals.Restriction"}


@pytest.mark.parametrize("model", models_of_people(), ids=lambda model: model._meta.label)
def test_nothing_of_others_is_changed_or_deleted(
    worlds: Worlds, everything: dict[str, Table], model: type[Model]
) -> None:
    label, person = model._meta.label, amina(everything)
    column = (wall_of(model).erases or ["network_id"])[0]
    others = [row for row in everything[label].values() if whose(everything, label, row) != person]

    with enter(custodian(worlds.here.network.pk, person=person)):
        got_at = [
            touched(lambda row=row: change(model, row, column, blind=False))
            + touched(lambda row=row: remove(model, row, blind=False))
            for row in others
        ]

    assert set(got_at) <= {0}


def test_from_another_network_nothing_of_them_is_reached(
    worlds: Worlds, everything: dict[str, Table]
) -> None:
    with enter(custodian(worlds.there.network.pk, person=amina(everything))):
        found = {model._meta.label for model in models_of_people() if table_of(model)}

    assert found == set()


def test_all_that_was_told_is_read_out_to_them(worlds, everything) -> None:
    person = amina(everything)
    told = {
        value
        for model in models_of_people()
        for row in everything[model._meta.label].values()
        if whose(everything, model._meta.label, row) == person
        for field in set(personal_fields(model))
        - HASHED
        - {"sha256", "content", "phone", "date_of_birth"}
        if isinstance(value := row[model._meta.get_field(field).column], str) and value
    }

    record = record_of(worlds.here.network.pk, [person])

    said = {value for section in record.paper.sections for _label, value in section.rows}
    assert {value for value in told if not any(value in one for one in said)} == set()
    assert [one.content for one in record.files] == [b"%PDF"]


def test_nothing_of_a_person_is_left_once_they_are_erased(worlds, everything) -> None:
    person, network = amina(everything), worlds.here.network.pk
    end_what_is_open(worlds)

    with enter(system(network)):
        erase(network_id=network, client_id=person, why=WhyErased.RETENTION)

    with enter(custodian(network, person=person)):
        left = {
            f"{model._meta.label}.{field}": row[model._meta.get_field(field).column]
            for model in models_of_people()
            for row in table_of(model).values()
            for field in personal_fields(model)
        }
        proof = Erasure.objects.get()
    assert {key: value for key, value in left.items() if value not in EMPTY} == {}
    assert set(proof.rows) == {
        model._meta.label for model in models_of_people() if wall_of(model).erases
    }
    with enter(system(network)):
        assert not Quote.objects.exists()
