import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.interchange.charities import charity_number, register_of
from organisations.interchange.intake import cleaning
from organisations.interchange.intake.feed_reading import read_feed
from organisations.interchange.intake.incoming import Remarks
from organisations.interchange.intake.known import Known, attending_in, languages_in
from organisations.interchange.intake.likeness import Known as Organisation
from organisations.interchange.intake.likeness import alike
from organisations.places.grid import to_degrees, to_grid

words = st.text(max_size=30)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
FIELDS = (
    "id", "name", "description", "url", "email", "status", "fees", "minimum_age", "maximum_age",
    "alert", "organization", "schedules", "service_areas", "languages", "contacts", "attributes",
    "service_at_locations", "eligibility_description", "phones",
)  # fmt: skip
rows = st.lists(
    st.dictionaries(
        st.sampled_from(
            ["opens_at", "closes_at", "byday", "freq", "interval", "valid_from", "name", "phones",
             "location", "taxonomy_term", "extent", "uri", "code", "email", "number"]
        ),
        anything,
    ),
    max_size=3,
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1098765", "1098765"),
        ("Registered charity no. 210183", "210183"),
        ("GB-CHC-1098765", "1098765"),
        ("210183-2", "210183"),
        ("SC012345", "SC012345"),
        ("sc 012345", "SC012345"),
        ("SCO12345", "SC012345"),
        ("GB-SC-SC012345", "SC012345"),
        ("NIC100123", "NIC100123"),
        ("NI 100123", "NIC100123"),
        ("Charity: NIC 100123", "NIC100123"),
        ("1098765 (England and Wales)", "1098765"),
        ("01234567", ""),
        ("12345", ""),
        ("SC12", ""),
        ("exempt", ""),
        ("", ""),
    ],
)
def test_charity_numbers_of_three_registers(typed, number):
    assert charity_number(typed) == number


@pytest.mark.parametrize(
    ("number", "scheme"),
    [("1098765", "GB-CHC"), ("SC012345", "GB-SC"), ("NIC100123", "GB-NIC")],
)
def test_a_number_tells_its_register(number, scheme):
    assert register_of(number).scheme == scheme


@given(words)
def test_a_number_that_is_found_is_of_a_register(typed):
    found = charity_number(typed)

    assert not found or register_of(found)


def test_the_tower_of_caister_is_where_the_ordnance_survey_says():
    latitude, longitude = to_degrees(651409.903, 313177.270)

    assert abs(latitude - 52.657977) < 0.00005
    assert abs(longitude - 1.716038) < 0.00005


@given(st.integers(80_000, 655_000), st.integers(8_000, 1_200_000))
def test_a_grid_reference_comes_back_from_degrees(easting, northing):
    assert to_grid(*to_degrees(easting, northing)) == (easting, northing)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("www.quay.example", "https://www.quay.example"),
        ("HTTPS://quay.example/a?b=c", "HTTPS://quay.example/a?b=c"),
        ("javascript:alert(1)", ""),
        ("ftp://quay.example", ""),
        ("see our page", ""),
    ],
)
def test_addresses_of_pages(typed, kept):
    assert cleaning.url(typed, Remarks(), "") == kept


def test_markup_is_no_text():
    text = cleaning.text("<p>Food &amp; fuel</p>\r\n<script>x</script>  now\0")

    assert text == "Food & fuel\nx now"


def test_languages_by_code_and_by_name():
    remarks = Remarks()

    found = languages_in(["en", "Somali", "welsh", "Klingonese"], remarks, "languages")

    assert found == ["en", "so", "cy"]
    assert "Klingonese" in remarks.kept[0].message


def test_ways_to_be_seen_in_our_words_and_in_others():
    remarks = Remarks()

    found = attending_in("Online, home visits; venue, by pigeon", remarks, "attending")

    assert found == ["home", "drop_in", "online"]
    assert ["by pigeon" in remark.message for remark in remarks.kept] == [True]


def test_all_councils_of_the_network_are_the_whole_network():
    known = Known(area_codes=frozenset({"E06000001", "E06000002"}))

    joined = known.joined({("authority", "E06000001"), ("authority", "E06000002"), ("ward", "x")})

    assert joined == {("network", ""), ("ward", "x")}


def test_two_registrations_of_one_number_are_suggested():
    found = alike(
        Organisation("Harbour Aid", frozenset({"1098765"})),
        [
            Organisation("Quay Aid", frozenset({"1098765", "SC012345"})),
            Organisation("Harbor Aid"),
            Organisation("Borough Council"),
        ],
    )

    assert [one.name for one in found] == ["Quay Aid", "Harbor Aid"]


@given(st.dictionaries(st.sampled_from(FIELDS), anything | rows))
def test_no_service_is_so_strange_that_it_cannot_be_read(whole):
    organisation = whole.get("organization") or {"name": "Harbour", "id": "1"}
    strange = {"name": "Help", **whole, "organization": organisation}

    reading = read_feed([("services[0]", strange)], Known())

    assert len(reading.services) <= 1
    assert all(remark.place and remark.message for remark in reading.remarks)
