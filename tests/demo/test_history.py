"""The demo's past, before its network used this system, is the evaluation's."""

from datetime import date
from decimal import Decimal

import pytest

from networks.networks.queries import network_by_slug
from reporting.figures.queries import summary
from reporting.figures.rules import Period

pytestmark = pytest.mark.django_db
THIRD = Period(date(2021, 10, 1), date(2022, 5, 31))


@pytest.mark.parametrize(
    ("slug", "registered", "annualised", "each"),
    [("norfolk", 139, 7424, "53.4"), ("tower-hamlets", 30, 429, "14.3")],
)
def test_the_demo_says_what_the_evaluation_says(built, slug, registered, annualised, each):
    network = network_by_slug(slug)

    found = summary(network.pk, THIRD)[0]

    assert found.registered_organisations == registered
    assert found.accepted_referrals_annualised == annualised
    assert found.referrals_per_organisation == Decimal(each)
