from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from referrals.outcomes.award_fields import PoundsField


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("£1,250.50", "1250.50"), ("28.50", "28.50"), ("1,000,000", "1000000")],
)
def test_a_comma_parts_thousands(typed: str, amount: str) -> None:
    field = PoundsField(label="How much was it?")

    kept = field.clean(typed)

    assert kept == Decimal(amount)


@pytest.mark.parametrize("typed", ["28,50", "1,2505", "12,34.50"])
def test_a_comma_elsewhere_is_asked_about_and_makes_no_other_amount(typed: str) -> None:
    field = PoundsField(label="How much was it?")

    with pytest.raises(ValidationError) as refused:
        field.clean(typed)

    assert "Enter an amount in pounds" in str(refused.value)
