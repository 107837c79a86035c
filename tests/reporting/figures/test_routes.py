from datetime import UTC, datetime
from decimal import Decimal

import pytest

from reporting.figures.report import figures
from reporting.pages.tables import filled_up
from tests.reporting.figures.past import Past, column, sheet
from tests.world import World


@pytest.fixture
def past(world: World, other_world: World) -> Past:
    """Ten accepted: three of them from a council's scheme, one from a charity to itself."""
    found = Past(world)
    found.organisation("County", "local_authority", "county_council")
    found.organisation("Welfare", "statutory", "lwa_scheme")
    found.organisation("Advice", "vcs", "advice_agency")
    found.organisation("Church", "faith")
    found.referrals(3, "County", "Advice")
    found.referrals(2, "Welfare", "Advice", need="food")
    found.referrals(1, "Welfare", "Church", need="debt")
    found.referrals(3, "Advice", "Welfare", need="food", status="closed", outcome="helped_in_full")
    found.referrals(1, "Advice", "Advice")
    found.referrals(4, "Church", "Advice", status="declined", accepted_at=None)
    elsewhere = Past(other_world)
    elsewhere.organisation("Elsewhere", "health")
    elsewhere.referrals(7, "Elsewhere", "Elsewhere")
    return found


def test_a_route_is_from_one_sector_group_to_another(world: World, past: Past) -> None:
    found = sheet(world, "routes")

    names = ("from_sector_group", "to_sector_group", "accepted_referrals", "share", "n")
    assert column(found, *names) == [
        ("la_statutory", "vcs", 6, Decimal("60.0"), 10),
        ("vcs", "la_statutory", 3, Decimal("30.0"), 10),
        ("vcs", "vcs", 1, Decimal("10.0"), 10),
    ]


def test_a_route_of_one_time_alone_is_none_of_those_of_the_other(world: World, past: Past) -> None:
    september = datetime(2026, 9, 8, 12, tzinfo=UTC)
    past.referrals(4, "Church", "Advice", made_at=september, accepted_at=september)
    before, now = (
        sheet(world, "routes", first="2026-09-01", last="2026-09-30"),
        sheet(world, "routes"),
    )

    found = filled_up(before, now)

    names = ("from_sector_group", "to_sector_group", "accepted_referrals", "share", "n")
    assert column(found, *names) == [
        ("vcs", "vcs", 4, Decimal("100.0"), 4),
        ("la_statutory", "vcs", 0, Decimal(0), 4),
        ("vcs", "la_statutory", 0, Decimal(0), 4),
    ]


def test_statutory_is_a_sector_of_its_own(world: World, past: Past) -> None:
    found = sheet(world, "routes", group="sector", from_sector="statutory")

    names = ("from_sector", "to_sector", "accepted_referrals", "share", "n")
    assert column(found, *names) == [
        ("statutory", "vcs", 2, Decimal("20.0"), 10),
        ("statutory", "faith", 1, Decimal("10.0"), 10),
    ]


def test_what_one_sends_to_itself_is_one_part(world: World, past: Past) -> None:
    found = sheet(world, "involvement", organisation=str(past.key("Advice")))

    names = ("made", "received", "share", "n")
    assert found.flat
    assert column(found, *names) == [(4, 6, Decimal("90.0"), 10)]


def test_a_type_has_a_part_where_it_sends_or_receives(world: World, past: Past) -> None:
    found = sheet(world, "involvement", group="type")

    assert column(found, "type", "made", "received", "involved", "share") == [
        ("advice_agency", 4, 6, 9, Decimal("90.0")),
        ("lwa_scheme", 3, 3, 6, Decimal("60.0")),
        ("county_council", 3, 0, 3, Decimal("30.0")),
        ("", 0, 1, 1, Decimal("10.0")),
    ]


def test_each_scheme_and_all_of_them(world: World, past: Past) -> None:
    found = sheet(world, "schemes")

    names = ("scheme", "made", "received", "accepted_referrals", "share", "n")
    assert column(found, *names) == [
        ("lwa_scheme", 3, 3, 6, Decimal("60.0"), 10),
        ("all", 3, 3, 6, Decimal("60.0"), 10),
    ]


def test_who_sends_most_comes_first(world: World, past: Past) -> None:
    senders, receivers = sheet(world, "top_senders"), sheet(world, "top_receivers")

    assert column(senders, "organisation", "accepted_referrals", "share") == [
        ("Advice", 4, Decimal("40.0")),
        ("County", 3, Decimal("30.0")),
        ("Welfare", 3, Decimal("30.0")),
    ]
    assert column(receivers, "organisation", "accepted_referrals")[0] == ("Advice", 6)


def test_a_referral_counts_for_each_of_its_needs(world: World, past: Past) -> None:
    found = sheet(world, "needs")

    assert column(found, "need", "accepted", "share", "n")[:3] == [
        ("food", 5, Decimal("50.0"), 10),
        ("debt", 1, Decimal("10.0"), 10),
        ("fuel", 0, Decimal("0.0"), 10),
    ]


def test_a_no_is_a_part_of_the_answers(world: World, past: Past) -> None:
    declines, endings = sheet(world, "declines"), sheet(world, "endings")

    assert column(declines, "reason", "declined", "share", "n")[0] == (
        "not_said",
        4,
        Decimal("28.6"),
        14,
    )
    assert column(endings, "outcome", "closed", "share", "n")[0] == (
        "helped_in_full",
        3,
        Decimal("100.0"),
        3,
    )


def test_a_month_counts_each_thing_on_its_own_day(world: World, past: Past) -> None:
    months = sheet(world, "by_month", first="2026-09-01", last="2026-10-31")
    years = sheet(world, "by_year", first="2026-10-01", last="2026-10-31")

    assert column(months, "month", "sent", "accepted", "declined") == [
        ("2026-09", 0, 0, 0),
        ("2026-10", 14, 10, 4),
    ]
    names = ("year", "accepted", "months", "annualised", "accepted_referrals_annualised")
    assert column(years, *names) == [("2026/27", 10, 1, True, 120)]


SENTENCES = {
    "summary": "Accepted referrals: 10. Organisations that referred: 3; that received: 3.",
    "by_month": "In all: 14 sent, 10 accepted, 4 declined.",
    "by_year": "Accepted in 2026/27: 10 in 1 month, 120 a year at that pace.",
    "routes": (
        "The most used route is from “Local authority and statutory” to “Voluntary and"
        " community”: 60.0% of 10 referrals."
    ),
    "involvement": "“Advice agency” has a part in 90.0% of 10 referrals, the most of all.",
    "schemes": "Schemes made 3 referrals and received 3: they have a part in 60.0% of 10.",
    "top_senders": "Advice comes first, with 4 of 10: 40.0%.",
    "needs": "“Food” is named most often: in 50.0% of 10 accepted referrals.",
    "declines": "“Not said” is said most often: in 4 of 14 answers, 28.6%.",
    "withdrawals": "Nothing was withdrawn in this time.",
    "endings": "“Helped in full” is how 100.0% of 3 closed referrals ended.",
    "waits": "Nothing was answered in this time.",
    "quiet_members": "3 of 3 members have sent and answered nothing for 30 days.",
}


def test_a_figure_is_read_in_one_sentence(world: World, past: Past) -> None:
    read = {code: figures()[code].reading(sheet(world, code)) for code in SENTENCES}

    assert read == SENTENCES


def test_a_network_in_which_nothing_happened_can_be_read_too(
    world: World, other_world: World
) -> None:
    codes = [code for code, figure in figures().items() if not figure.of_people]

    read = {code: figures()[code].reading(sheet(world, code)) for code in codes}

    assert all(read.values())
    assert read["unmet"] == "Nobody was left without a service in this time."
