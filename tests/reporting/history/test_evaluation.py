"""The evaluation's own tables, from raw referrals."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from reporting.demo.made_up import as_files, made_up
from reporting.demo.numbers import NORFOLK, TOWER_HAMLETS
from reporting.facts.queries import counted
from reporting.figures.queries import summary
from reporting.figures.rules import Period
from tests.reporting.history.files import bring

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path):
    def write(years):
        organisations, referrals = tmp_path / "organisations.csv", tmp_path / "referrals.csv"
        for path, body in zip((organisations, referrals), as_files(made_up(years)), strict=True):
            path.write_bytes(body)
        return {"organisations": organisations, "referrals": referrals}

    return write


def asked(world, first, last):
    found = summary(world.network.pk, Period(first, last))[0]
    return (
        found.registered_organisations,
        found.referring_organisations,
        found.receiving_organisations,
        found.accepted_referrals,
        found.accepted_referrals_annualised,
        found.referrals_per_organisation,
    )


def test_three_years_of_norfolk_are_what_the_evaluation_says(world, other_world, files):
    call_command("import_history", network=world.network.slug, stdout=StringIO(), **files(NORFOLK))

    first = asked(world, date(2019, 10, 1), date(2020, 9, 30))
    second = asked(world, date(2020, 10, 1), date(2021, 9, 30))
    third = asked(world, date(2021, 10, 1), date(2022, 5, 31))
    elsewhere = asked(other_world, date(2020, 10, 1), date(2021, 9, 30))

    assert first == (93, 68, 57, 2678, 2678, Decimal("28.8"))
    assert second == (119, 95, 71, 4270, 4270, Decimal("35.9"))
    assert third == (139, 103, 85, 4949, 7424, Decimal("53.4"))
    assert elsewhere == (0, 0, 0, 0, 0, None)


def test_tower_hamlets_too(world, other_world, files):
    given = files(TOWER_HAMLETS)

    call_command("import_history", network=world.network.slug, stdout=StringIO(), **given)

    second = asked(world, date(2020, 10, 1), date(2021, 9, 30))
    third = asked(world, date(2021, 10, 1), date(2022, 5, 31))
    assert second == (15, 12, 10, 203, 203, Decimal("13.5"))
    assert third == (30, 21, 14, 286, 429, Decimal("14.3"))


def test_statutory_services_send_ever_more_to_the_voluntary_sector(world, other_world):
    statutory = ["local_authority", "health", "school", "other_statutory", "statutory"]
    route = {"from_sector": statutory, "to_sector": ["vcs", "faith", "housing"]}
    organisations, referrals = as_files(made_up(NORFOLK))

    bring(world, organisations, referrals)

    shares = []
    for year in (NORFOLK[0], NORFOLK[2]):
        [some] = counted(world.network.pk, "routes", "accepted", year.period, where=route)
        [every] = counted(world.network.pk, "routes", "accepted", year.period)
        shares.append(round(100 * some.n / every.n))
    assert shares == [15, 53]


def test_half_past_midnight_of_summer_time_on_1_october_is_the_new_year(world, other_world):
    organisations = "org_id,sector,registered_on\na,vcs,2019-10-01\n"
    heads = "referral_id,from_org,to_org,status,made_at,accepted_at\n"
    row = "r1,a,a,accepted,2020-09-30T09:00:00+01:00,2020-10-01T00:30:00+01:00\n"

    bring(world, organisations, heads + row)

    assert asked(world, date(2019, 10, 1), date(2020, 9, 30))[3] == 0
    assert asked(world, date(2020, 10, 1), date(2021, 9, 30))[3] == 1
