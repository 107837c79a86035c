from ccs.retention.rules import classification
from ccs.tenancy.inspection import our_models
from referrals.papers.fields import Audience, personal_records, records
from referrals.papers.sections import what_is_held
from referrals.papers.words import FIELDS, RECORDS
from tests.isolation.expected import SEEN_BY

DESK = {"coordinator", "system"}


def test_every_field_that_a_model_classifies_is_in_the_list():
    declared = {
        (model._meta.label, field) for model in our_models() for field in classification(model)
    }

    listed = {(record.label, one.name) for record in records() for one in record.fields}

    assert listed == declared


def test_every_field_that_may_tell_who_somebody_is_has_words():
    unnamed = [
        f"{record.label}.{one.name}"
        for record in personal_records()
        for one in record.personal
        if record.label not in RECORDS
        or not (f"{record.label}.{one.name}" in FIELDS or one.name in FIELDS)
    ]

    assert unnamed == []


def test_words_are_of_records_that_there_are():
    there = {record.label for record in records()}

    assert set(RECORDS) - there == set()


def test_who_is_said_to_see_a_record_is_whom_its_wall_lets_see_it():
    allowed = {
        Audience.LETTER: {"system"},
        Audience.ENVELOPE: DESK | {"manager"},
        Audience.OWN: DESK | {"manager"},
        Audience.DESK: DESK | {"manager"},
        Audience.SYSTEM: {"system"},
    }

    wider = {
        record.label: SEEN_BY[record.label] - allowed[record.audience]
        for record in personal_records()
        if record.audience in allowed and record.label in SEEN_BY
    }

    assert {label: who for label, who in wider.items() if who} == {}


def test_the_persons_name_and_how_long_it_stays_are_on_the_page():
    [personal, *_others] = what_is_held(6).tables

    [fields, who] = next(row[1:] for row in personal.rows if row[0] == "Person who is helped")
    assert "Replaced by a sign when its time is over: First name." in fields
    assert "Phone number" in fields
    assert who == "The team that wrote it down, and teams to which it was sent"
