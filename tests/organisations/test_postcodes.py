from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from organisations.places.actions import import_postcodes
from organisations.places.models import Postcode
from organisations.places.queries import NoPlace, find_place
from organisations.places.rules import Place, distance_m, normalise, shown

OLD = [
    "pcd,oseast1m,osnrth1m,oslaua,doterm",
    "E1 4NS,535800,182100,E09000030,",
    "OL1  1AA,392000,405000,E08000004,",
]
NEW = [
    '"pcd7","pcds","east1m","north1m","lad25cd","wd25cd","lsoa21cd","doterm"',
    '"E1 4NS","E1 4NS","535800","0182100","E09000030","E05009326","E01004307",""',
    '"AB1 0AA","AB1 0AA","385386","0801193","S12000033","S13002843","S01006514","199606"',
]


@pytest.mark.parametrize("typed", ["e1 4ns", "E14NS", " E1  4NS ", "e1-4ns"])
def test_any_case_and_spacing_is_one_postcode(typed):
    assert normalise(typed) == "E14NS"


@pytest.mark.parametrize("typed", ["", "E1", "M35", "4NS E1", "E1 4N", "nonsense", "E1 4NSX"])
def test_what_is_not_a_whole_postcode_is_none(typed):
    assert normalise(typed) == ""


def test_a_postcode_is_shown_with_its_space():
    assert (shown("E14NS"), shown("SA11AA")) == ("E1 4NS", "SA1 1AA")


def test_distance_is_in_metres():
    assert distance_m(535800, 182100, 536100, 182500) == 500


@pytest.mark.parametrize("lines", [OLD, NEW])
def test_the_columns_of_any_year_are_understood(db, lines):
    done = import_postcodes(lines=lines)

    assert (done.rows, done.problems) == (2, [])
    assert Postcode.objects.get(pk="E14NS").local_authority == "E09000030"


def test_importing_twice_changes_nothing(db):
    import_postcodes(lines=NEW)
    before = list(Postcode.objects.order_by("code").values())

    import_postcodes(lines=NEW)

    assert list(Postcode.objects.order_by("code").values()) == before


def test_one_bad_line_writes_nothing(db):
    done = import_postcodes(lines=[*OLD, "not a postcode,1,2,E09000030,"])

    assert [problem.line for problem in done.problems] == [4]
    assert Postcode.objects.count() == 0


def test_a_dry_run_writes_nothing(db):
    done = import_postcodes(lines=OLD, dry_run=True)

    assert (done.rows, Postcode.objects.count()) == (2, 0)


def test_a_known_postcode_is_a_place(db):
    import_postcodes(lines=NEW)

    place = find_place("e14ns")

    assert place == Place("E14NS", "E09000030", "E05009326", "E01004307", 535800, 182100)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("AB1 0AA", "no longer in use"), ("ZE1 0AA", "do not know"), ("M35", "full postcode")],
)
def test_a_terminated_unknown_or_partial_postcode_says_so(db, typed, said):
    import_postcodes(lines=NEW)

    found = find_place(typed)

    assert isinstance(found, NoPlace)
    assert said in found.message


def test_the_command_names_the_missing_column(db, tmp_path: Path):
    file = tmp_path / "wrong.csv"
    file.write_text("name,age\nx,1\n")

    with pytest.raises(CommandError, match="no column for code"):
        call_command("import_postcodes", file=file)
