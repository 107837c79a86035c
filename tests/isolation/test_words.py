"""What is told about a person stands in letters, and nowhere else."""

import json

import pytest
from django.db import models

from ccs.outbox.models import OutboxMessage
from ccs.tenancy.inspection import tenant_models
from referrals.messages.actions import post_message
from referrals.referrals.actions import decline
from tests.isolation.filled import all_witnessed, witnessed
from tests.isolation.looking import Worlds
from tests.isolation.rows import table_of
from tests.isolation.test_letters import LETTERS
from tests.world import World

WORDS = ["Zainab", "Pretend", "7946", "meter", "Yusuf", "private rent", "noon", "too far"]
OUTSIDE = [
    model
    for model in tenant_models()
    if model not in LETTERS and model._meta.app_label != "organisations"
]


@pytest.fixture
def told(here: World, there: World) -> Worlds:
    """Zainab's story, with words on every side of it."""
    [referral] = here.refer(given_name="Zainab")
    with here.acting("teacher") as teacher:
        post_message(actor=teacher, reference=referral.reference, body="Zainab is in at noon")
    with here.acting("adviser") as adviser:
        decline(
            actor=adviser,
            reference=referral.reference,
            reason="other",
            note="It is too far for Zainab",
        )
    return Worlds(here, there)


def words_in(rows: object) -> set[str]:
    text = json.dumps(rows)
    return {word for word in WORDS if word in text}


def test_letters_hold_them_all(told: Worlds) -> None:
    tables = all_witnessed(told)

    assert words_in([tables[model._meta.label] for model in LETTERS]) == set(WORDS)


@pytest.mark.parametrize("model", OUTSIDE, ids=lambda model: model._meta.label)
def test_no_other_table_holds_one(told: Worlds, model: type[models.Model]) -> None:
    rows = witnessed(told, model)

    assert words_in(rows) == set()


def test_neither_does_the_outbox(told: Worlds) -> None:
    rows = table_of(OutboxMessage)

    assert len(rows) > 0
    assert words_in(rows) == set()


def test_an_email_that_is_owed_is_ids_and_codes(told: Worlds) -> None:
    kinds = {type(field).__name__ for field in OutboxMessage._meta.concrete_fields}

    assert kinds <= {
        "UUIDField",
        "CharField",
        "DateTimeField",
        "PositiveSmallIntegerField",
        "TextField",
    }
    assert [f.name for f in OutboxMessage._meta.fields if f.get_internal_type() == "TextField"] == [
        "sealed"
    ]
