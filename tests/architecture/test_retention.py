import pytest
from django.db import models

from ccs.retention.rules import classification, classification_problems
from ccs.tenancy.inspection import our_models
from referrals.clients.models import Client


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_field_is_classified_once(model):
    problems = list(classification_problems(model))

    assert problems == []


def test_what_identifies_a_client_does_not_outlive_its_time():
    treatments = classification(Client)

    assert treatments["given_name"] == "redact"
    assert treatments["phone"] == "delete"
    assert treatments["created_at"] == "keep"


def test_a_field_without_a_class_an_unknown_one_and_one_named_twice_are_found():
    class Note(models.Model):
        words = models.TextField()
        at = models.DateTimeField()

        retention = {"keep": ["at", "colour"], "delete": ["at"]}

        class Meta:
            app_label = "tests"
            managed = False

    problems = list(classification_problems(Note))

    assert problems == [
        "tests.Note.words is not classified",
        "tests.Note.colour is classified and is not a field that needs it",
        "tests.Note.at is classified twice",
    ]


def test_a_treatment_that_there_is_not_is_refused():
    class Secret(models.Model):
        words = models.TextField()

        retention = {"hide": ["words"]}

        class Meta:
            app_label = "tests"
            managed = False

    with pytest.raises(ValueError, match="hide"):
        classification(Secret)
