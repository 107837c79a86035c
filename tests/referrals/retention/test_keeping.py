from django.apps import apps

from ccs.retention.rules import personal_fields
from referrals.retention.keeping import rule_of


def test_every_table_with_something_personal_has_a_rule_by_which_that_goes():
    personal = [model._meta.label for model in apps.get_models() if personal_fields(model)]

    without = [label for label in personal if rule_of(label) is None]

    assert without == []
