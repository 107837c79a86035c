from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from organisations.demo.places import LOCAL_AUTHORITIES, POSTCODES
from organisations.places.actions import import_areas, import_postcodes
from organisations.places.models import Area, Postcode
from organisations.places.queries import NoPlace, area_names, find_place
from organisations.places.rules import Place, distance_m, normalise, shown

OLD = [
    "pcd,oseast1m,osnrth1m,oslaua,doterm",
    "E1 4NS,535800,182100,E09000030,",
    "OL1  1AA,392000,405000,E08000004,",
]
NEW = [
    '"pcd7","pcds","east1m","north1m","lad25cd","wd25cd","lsoa01cd","lsoa11cd","lsoa21cd","doterm"',
    "E1 4NS,E1 4NS,535800,0182100,E09000030,E05009326,E01000001,E01000011,E01004307,",
    '"AB1 0AA","AB1 0AA","385386","0801193","S12000033","S13002843","S01000011","","","199606"',
]
# The real file's forms of what is not there: the Isle of Man, whose areas are not the ONS's.
NO_REFERENCE = [
    "pcds,east1m,north1m,lad25cd,wd25cd,lsoa21cd,doterm",
    "IM1 1AA,,,M99999999,M99999999,M99999999,199912",
]


@pytest.mark.parametrize("typed", ["e1 4ns", "E14NS", " E1  4NS ", "e1-4ns"])
def test_any_case_and_spacing_is_one_postcode(typed):
    assert normalise(typed) == "E14NS"


@pytest.mark.parametrize("typed", ["", "E1", "M35", "4NS E1", "E1 4N", "nonsense", "E1 4NSX"])
def test_what_is_not_a_whole_postcode_is_none(typed):
    assert normalise(typed) == ""


@pytest.mark.parametrize("typed", ["GIR 0AA", "NPT 1AB", "EC1A 1BB", "W1A 0AX", "M1 1AE"])
def test_every_form_that_the_directory_has_is_a_postcode(typed):
    assert normalise(typed) == typed.replace(" ", "")


def test_a_postcode_is_shown_with_its_space():
    assert (shown("E14NS"), shown("SA11AA")) == ("E1 4NS", "SA1 1AA")


def test_distance_is_in_metres():
    assert distance_m(535800, 182100, 536100, 182500) == 500


@pytest.mark.parametrize("lines", [OLD, NEW])
def test_the_columns_of_any_year_are_understood(db, lines):
    done = import_postcodes(lines=lines)

    assert (done.rows, done.changed, done.problems) == (2, 2, [])
    assert Postcode.objects.get(pk="E14NS").local_authority == "E09000030"


@pytest.mark.parametrize(
    "heading",
    [
        "pcd,oseast1m,osnrth1m,laua",
        "PCD2,OSEAST1M,OSNRTH1M,OSLAUA",
        "pcd8,east1m,north1m,lad31cd",
        "pcds,oseast1m,osnrth1m,lad23",
    ],
)
@pytest.mark.parametrize("written", ["SA11AA", "SA1 1AA", "SA1  1AA"])
def test_names_of_columns_and_spaces_differ_by_year(db, heading, written):
    import_postcodes(lines=[heading, f"{written},265000,193000.0,W06000011"])

    assert find_place("sa1 1aa") == Place("SA11AA", "W06000011", "", "", 265000, 193000)


def test_the_newest_of_several_years_side_by_side_counts(db):
    import_postcodes(lines=NEW)

    assert Postcode.objects.get(pk="E14NS").lsoa == "E01004307"


def test_a_postcode_without_a_grid_reference_or_area_has_neither(db):
    import_postcodes(lines=NO_REFERENCE)

    row = Postcode.objects.get(pk="IM11AA")

    assert (row.easting, row.northing, row.local_authority, row.ward, row.lsoa) == (
        None, None, "", "", "",
    )  # fmt: skip


def test_northern_ireland_is_moved_from_the_irish_grid(db):
    lines = [
        "pcds,east1m,north1m,lad25cd,lat,long",
        "BT1 5GS,333700,374100,N09000003,54.5969,-5.9301",
    ]

    import_postcodes(lines=lines)

    row = Postcode.objects.get(pk="BT15GS")
    assert (row.easting // 1000, row.northing // 1000) == (146, 529)


def test_importing_twice_changes_nothing(db):
    import_postcodes(lines=NEW)
    before = list(Postcode.objects.order_by("code").values())

    again = import_postcodes(lines=NEW)

    assert again.changed == 0
    assert list(Postcode.objects.order_by("code").values()) == before


def test_a_later_file_changes_what_it_says_and_keeps_the_rest(db):
    import_postcodes(lines=OLD)

    done = import_postcodes(lines=[OLD[0], "E1 4NS,535800,182100,E09000030,202511"])

    assert done.changed == 1
    assert Postcode.objects.get(pk="E14NS").terminated == "202511"
    assert Postcode.objects.count() == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not a postcode,1,2,E09000030,", "“not a post” is not a postcode."),
        ("E1 4NT,here,182100,E09000030,", "The grid reference is not two numbers of metres."),
        ("E1 4NT,535800,,E09000030,", "The grid reference is not two numbers of metres."),
        ("E1 4NT,inf,182100,E09000030,", "The grid reference is not two numbers of metres."),
        ("E1 4NT,535800,182100,Tower Hamlets,", "“TOWER HAML” is not an area's code."),
        ("E1 4NT,535800,182100,E09000030,June", "“June” is not a month of its end, like 199606."),
    ],
)
def test_one_bad_line_is_named_and_writes_nothing(db, line, said):
    done = import_postcodes(lines=[*OLD, line])

    assert [(problem.line, problem.message) for problem in done.problems] == [(4, said)]
    assert Postcode.objects.count() == 0


def test_a_bad_line_after_many_good_ones_undoes_them(db):
    good = [f"E1 {number % 10}{a}{b},1,2,E09000030," for number, (a, b) in enumerate(pairs())]

    done = import_postcodes(lines=[OLD[0], *good * 10, "E1,1,2,E09000030,"])

    assert (done.rows, done.wrong, Postcode.objects.count()) == (6760, 1, 0)


def pairs():
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [(a, b) for a in letters for b in letters]


def test_a_file_of_another_kind_does_not_fill_the_memory_with_its_faults(db):
    done = import_postcodes(lines=[OLD[0], *["nowhere,,,,"] * 5000])

    assert (done.wrong, len(done.problems)) == (5000, 100)


def test_a_dry_run_writes_nothing(db):
    done = import_postcodes(lines=OLD, dry_run=True)

    assert (done.rows, Postcode.objects.count()) == (2, 0)


def test_a_known_postcode_is_a_place(db):
    import_postcodes(lines=NEW)

    place = find_place("e14ns")

    assert place == Place("E14NS", "E09000030", "E05009326", "E01004307", 535800, 182100)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("AB1 0AA", "no longer in use"),
        ("ZE1 0AA", "do not know the postcode"),
        ("M35", "full postcode"),
        ("IM1 1AB", "do not know which council"),
    ],
)
def test_a_terminated_unknown_partial_or_placeless_postcode_says_so(db, typed, said):
    import_postcodes(lines=NEW)
    import_postcodes(lines=["pcds,lad25cd", "IM1 1AB,M99999999"])

    found = find_place(typed)

    assert isinstance(found, NoPlace)
    assert said in found.message


def test_the_outward_code_is_not_the_area(sample):
    oldham, tameside = find_place("M35 0ED"), find_place("M35 6AY")

    unknown = find_place("M35 0ZZ")

    assert (oldham.local_authority, tameside.local_authority) == ("E08000004", "E08000008")
    assert isinstance(unknown, NoPlace)


@pytest.fixture
def sample(db):
    call_command("import_postcodes", file=POSTCODES, areas=[LOCAL_AUTHORITIES])


def test_the_demo_s_sample_names_the_council_of_each_of_its_postcodes(sample):
    codes = set(
        Postcode.objects.exclude(local_authority="").values_list("local_authority", flat=True)
    )

    assert set(area_names(codes)) == codes
    assert area_names(["W06000011"]) == {"W06000011": "Swansea"}


def test_the_demo_s_sample_invents_no_ward(sample):
    assert Postcode.objects.exclude(ward="", lsoa="").count() == 0


@pytest.mark.parametrize(
    "lines",
    [
        ["WD25CD,WD25NM,LAD25CD", "E05009326,Mile End,E09000030"],
        ["code,name", "E05009326,Mile End"],
        ["laua,name,network", ",,", "E05009326,Mile End,"],
    ],
)
def test_names_of_areas_come_from_the_lists_of_the_ons(db, lines):
    import_areas(lines=lines)

    assert area_names(["E05009326", "E05000000"]) == {"E05009326": "Mile End"}


def test_an_area_that_is_renamed_is_renamed_here(db):
    import_areas(lines=["code,name", "E05009326,Mile End", "E06000001,Hartlepool"])

    done = import_areas(lines=["code,name", "E05009326,Mile End East", "E06000001,Hartlepool"])

    assert done.changed == 1
    assert area_names(["E05009326"]) == {"E05009326": "Mile End East"}


def test_the_command_names_the_missing_column(db, tmp_path: Path):
    file = tmp_path / "wrong.csv"
    file.write_text("name,age\nx,1\n")

    with pytest.raises(CommandError, match=r"wrong\.csv: The file has no column for code"):
        call_command("import_postcodes", file=file)


def test_the_command_undoes_the_postcodes_when_the_names_are_wrong(db, tmp_path: Path):
    areas = tmp_path / "areas.csv"
    areas.write_text("code,name\nE09000030,\n")

    with pytest.raises(CommandError, match="1 lines are wrong"):
        call_command("import_postcodes", file=POSTCODES, areas=[areas])

    assert (Postcode.objects.count(), Area.objects.count()) == (0, 0)


def test_the_command_asks_for_a_file(db):
    with pytest.raises(CommandError, match="Say which file"):
        call_command("import_postcodes")
