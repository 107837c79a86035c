import pytest
import time_machine
from django.test import Client

from reporting.figures.api import answer
from reporting.figures.report import HIDDEN, Asked, Column, Figure, Missing, Sheet
from tests.api.caller import Caller, caller_of
from tests.reporting.figures.past import Past
from tests.reporting.figures.test_live import OCTOBER
from tests.world import World

PERIOD = {"from": "2026-10-01", "to": "2026-10-31"}


@pytest.fixture
def past(world: World, other_world: World) -> Past:
    found = Past(world)
    found.organisation("County", "local_authority")
    found.organisation("Advice", "vcs")
    found.referrals(3, "County", "Advice")
    elsewhere = Past(other_world)
    elsewhere.organisation("Elsewhere", "health")
    elsewhere.referrals(7, "Elsewhere", "Elsewhere")
    return found


@pytest.fixture
def analyst(world: World) -> Caller:
    return caller_of(world, None)


def test_the_summary_has_its_fields_flat(analyst: Caller, past: Past) -> None:
    told = analyst.get("reports/summary", PERIOD)

    assert told.status == 200
    assert told.body["definition"].startswith("How many organisations are in the network")
    assert {name: told.body[name] for name in told.body if "organisations" in name} == {
        "registered_organisations": 5,
        "ever_registered_organisations": 5,
        "referring_organisations": 1,
        "receiving_organisations": 1,
    }
    assert (told.body["from"], told.body["to"], told.body["n"]) == ("2026-10-01", "2026-10-31", 3)
    assert (told.body["months"], told.body["annualised"]) == (1, True)
    assert told.body["accepted_referrals"] == 3
    assert told.body["accepted_referrals_annualised"] == 36
    assert told.body["referrals_per_organisation"] == 7.2


def test_part_of_a_month_is_not_annualised(analyst: Caller, past: Past) -> None:
    told = analyst.get("reports/summary", {"from": "2026-10-05", "to": "2026-11-09"})

    assert (told.body["annualised"], told.body["accepted_referrals_annualised"]) == (False, None)
    assert (told.body["accepted_referrals"], told.body["referrals_per_organisation"]) == (3, 0.6)


def test_routes_and_involvement_are_as_the_contract_says(analyst: Caller, past: Past) -> None:
    routes = analyst.get("reports/routes", PERIOD)
    own = analyst.get("reports/involvement", {**PERIOD, "organisation": str(past.key("County"))})

    assert routes.body["rows"] == [
        {
            "from_sector_group": "la_statutory",
            "to_sector_group": "vcs",
            "accepted_referrals": 3,
            "share": 100.0,
            "n": 3,
            "suppressed": False,
        }
    ]
    assert [own.body[name] for name in ("made", "received", "share", "n")] == [3, 0, 100.0, 3]
    assert "rows" not in own.body


def test_an_organisation_of_the_past_is_asked_for_as_its_file_calls_it(
    analyst: Caller, past: Past
) -> None:
    own = analyst.get("reports/involvement", {**PERIOD, "organisation": "Advice"})
    elsewhere = analyst.get("reports/involvement", {**PERIOD, "organisation": "Elsewhere"})

    assert [own.body[name] for name in ("made", "received", "share", "n")] == [0, 3, 100.0, 3]
    assert "There is no such choice" in elsewhere.body["errors"]["organisation"][0]


@time_machine.travel("2026-11-21T12:00:00Z")
def test_without_a_period_it_is_this_year_so_far(analyst: Caller, past: Past) -> None:
    told = analyst.get("reports/by_month")

    assert (told.body["from"], told.body["to"]) == ("2026-10-01", "2026-11-21")
    assert [row["accepted"] for row in told.body["rows"]] == [3, 0]


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ({"from": "2026-10-01"}, "to", "Give both days"),
        ({"from": "2026-10-31", "to": "2026-10-01"}, "to", "cannot be before the first"),
        ({"from": "October", "to": "2026-10-01"}, "from", "2026-10-01"),
        ({"from": "1999-10-01", "to": "2026-10-01"}, "from", "2000 to 2099"),
        ({"group": "ward"}, "group", "sector_group, sector"),
        ({"from_sector": "bank"}, "from_sector", "vcs, local_authority"),
        ({"organisation": "x"}, "organisation", "no such field"),
        ({"format": "exe"}, "format", "not a valid choice"),
    ],
)
def test_what_cannot_be_asked_says_what_can(
    analyst: Caller, past: Past, query: dict[str, str], field: str, said: str
) -> None:
    told = analyst.get("reports/routes", query)

    assert told.status == 422
    assert said in " ".join(told.body["errors"][field])


@time_machine.travel("2026-11-21T12:00:00Z")
def test_about_people_only_years_and_quarters_that_are_over(analyst: Caller, past: Past) -> None:
    month = analyst.get("reports/aftercare", PERIOD)
    quarter = analyst.get("reports/aftercare", {"from": "2026-10-01", "to": "2026-12-31"})
    long_ago = analyst.get("reports/aftercare", {"from": "2015-10-01", "to": "2016-09-30"})
    usual = analyst.get("reports/aftercare")

    assert "one of its quarters" in month.body["errors"]["from"][0]
    assert "that is over" in quarter.body["errors"]["from"][0]
    assert "begins on 1 October 2023 or later" in long_ago.body["errors"]["from"][0]
    assert (usual.status, usual.body["figure"]) == (200, "aftercare")


def test_what_is_not_theirs_is_not_there(world: World, other_world: World, analyst: Caller) -> None:
    asked = [
        analyst.get("reports/nothing"),
        analyst.get(f"/api/v1/networks/{other_world.network.slug}/reports/summary"),
        caller_of(world, world.school).get("reports/summary"),
    ]

    assert [told.status for told in asked] == [404, 404, 404]
    assert Caller(world.network.slug).get("reports/summary").status == 401


def test_a_figure_is_a_file_too(analyst: Caller, past: Past) -> None:
    address = f"/api/v1/networks/{analyst.slug}/reports/routes"
    key = {"Authorization": f"Bearer {analyst.key}"}

    told = Client().get(address, {**PERIOD, "format": "csv"}, headers=key)

    assert told["Content-Type"] == "text/csv; charset=utf-8"
    assert "la_statutory,vcs,3,100" in told.content.decode().replace(".0", "")


def test_a_number_that_is_kept_back_is_null_and_said_so(past: Past) -> None:
    figure = Figure(
        code="made_up",
        title="Made up",
        section="people",
        means="",
        numerator="",
        counted=lambda _asked: sheet,
        reading=lambda _sheet: "",
    )
    columns = [Column("people", "People")]
    sheet = Sheet(columns, [{"people": HIDDEN}, {"people": 6}], HIDDEN, [Missing("Few", HIDDEN)])

    told = answer(figure, Asked(past.world.network.pk, OCTOBER), sheet)

    assert told["rows"] == [
        {"people": None, "suppressed": True},
        {"people": 6, "suppressed": False},
    ]
    assert (told["n"], told["suppressed"]) == (None, True)
    assert told["missing"] == [{"why": "Few", "count": None, "suppressed": True}]
