import pytest

from ccs.tenancy.inspection import OUR_APPS, our_models

# From the ground up: a row may point to its own app's or to one further down.
LEVELS = {label: level for level, label in enumerate(OUR_APPS)}
KEYS = [
    (model._meta.label, field.name, model._meta.app_label, field.related_model._meta.app_label)
    for model in our_models()
    for field in model._meta.concrete_fields
    if field.is_relation and field.related_model._meta.app_label in LEVELS
]


def test_apps_are_listed_from_the_ground_up():
    assert OUR_APPS == ("ccs", "networks", "organisations", "referrals", "reporting")


@pytest.mark.parametrize(("model", "field", "own", "target"), KEYS)
def test_foreign_keys_point_downwards(model, field, own, target):
    assert LEVELS[target] <= LEVELS[own]
