from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from ccs.tenancy.context import enter, system
from networks.networks.queries import network_by_slug
from organisations.demo.acting import acting
from referrals.aftercare.models import AftercarePlan
from referrals.demo.past import quarter_begun
from referrals.referrals.models import Referral
from reporting.crises.queries import repeat_crises
from reporting.figures.rules import programme_year, quarters_of
from reporting.voice.queries import voice_of

LONG_AGO: Any = {"created_at__lt": timezone.now() - timedelta(days=150)}


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 22), date(2026, 1, 1)),
        (date(2026, 12, 31), date(2026, 1, 1)),
        (date(2027, 1, 28), date(2026, 1, 1)),
        (date(2027, 1, 29), date(2026, 4, 1)),
        (date(2027, 6, 30), date(2026, 7, 1)),
    ],
)
def test_the_past_is_the_last_quarter_of_which_six_months_are_over(
    today: date, first: date
) -> None:
    assert quarter_begun(today) == first


@pytest.mark.usefixtures("built")
def test_an_analyst_of_norfolk_sees_figures() -> None:
    today = timezone.localdate()
    first = quarter_begun(today)
    [quarter] = [one for one in quarters_of(programme_year(first)) if one.first == first]

    with acting("hannah.invented@norfolk-council.example", slug="norfolk") as actor:
        figure = repeat_crises(actor, quarter)
        voice = voice_of(actor, quarter)

    rows = {(row.group, row.months): (row.n, row.again) for row in figure.rows}
    assert rows["all", 6] == (24, 11)
    assert rows["with_aftercare", 6] == (13, 6)
    assert rows["without_aftercare", 6] == (11, 5)
    assert voice.tables["repeated"][""].n == 19
    assert voice.tables["repeated"][""].least == 68


@pytest.mark.usefixtures("built")
def test_nothing_of_the_past_is_left_to_be_done() -> None:
    network = network_by_slug("norfolk")
    assert network is not None

    with enter(system(network.pk)):
        live = Referral.objects.filter(network=network, ended_at=None, **LONG_AGO).count()
        running = AftercarePlan.objects.filter(network=network, status="running", **LONG_AGO)
        plans = AftercarePlan.objects.filter(network=network, **LONG_AGO).count()

    assert (live, running.count(), plans) == (0, 0, 31)
