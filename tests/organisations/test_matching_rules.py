from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.matching.rules import (
    OBSTACLES,
    UNKNOWNS,
    WEIGHTS,
    Asked,
    Candidate,
    Facts,
    Match,
    Reason,
    bundle,
    judge,
    rank,
)
from organisations.places.rules import Place

HERE = Place("E14NS", "E09000030", "E05009326", "E01004307", 535800, 182100)
OPEN = Candidate(UUID(int=1), "Advice", frozenset({"food", "debt"}), frozenset({("network", "")}))

NEEDS = ["food", "debt", "housing", "fuel"]
maybe = st.sampled_from([None, True, False])
facts = st.builds(
    Facts,
    age=st.none() | st.integers(0, 110),
    nrpf=maybe,
    with_children=maybe,
    on_benefits=maybe,
    gender=st.sampled_from(["", "woman", "man"]),
    tenure=st.sampled_from(["", "private_rent"]),
    immigration=st.sampled_from(["", "asylum_seeker"]),
    languages=st.sampled_from([(), ("so",), ("en", "so")]),
    attending=st.sampled_from([(), ("phone",), ("home", "booked")]),
)
FACTS = [
    "age",
    "nrpf",
    "with_children",
    "on_benefits",
    "gender",
    "tenure",
    "immigration",
    "languages",
    "attending",
]
QUAY, SCHOOL = UUID(int=7), UUID(int=8)
PLACES = [
    None,
    HERE,
    Place("", "E09000030", "", ""),
    Place("", "E09000030", "E05009326", ""),
    Place("M350AA", "E08000004", "E05000793", "", 390000, 402000),
]
asked = st.builds(
    Asked,
    needs=st.lists(st.sampled_from(NEEDS), unique=True).map(tuple),
    place=st.sampled_from(PLACES),
    facts=facts,
    text=st.text(max_size=20),
    organisation_id=st.sampled_from([None, QUAY, SCHOOL]),
)
candidates = st.lists(
    st.builds(
        Candidate,
        service_id=st.uuids(),
        name=st.text(min_size=1, max_size=8),
        needs=st.frozensets(st.sampled_from(NEEDS)),
        areas=st.frozensets(
            st.sampled_from(
                [
                    ("network", ""),
                    ("authority", "E09000030"),
                    ("authority", "E08000004"),
                    ("ward", "E05009326"),
                    ("ward", "X"),
                    ("postcode", "E14NS"),
                ]
            ),
            max_size=3,
        ),
        network_authorities=st.sampled_from([frozenset(), frozenset({"E09000030"})]),
        easting=st.sampled_from([None, 535800, 541000]),
        northing=st.sampled_from([None, 182100]),
        minimum_age=st.none() | st.integers(0, 60),
        maximum_age=st.none() | st.integers(61, 120),
        takes_nrpf=maybe,
        only_with_children=maybe,
        on_benefits_only=maybe,
        genders=st.frozensets(st.sampled_from(["woman"])),
        tenures=st.frozensets(st.sampled_from(["social_rent", "private_rent"])),
        immigration=st.frozensets(st.sampled_from(["asylum_seeker", "refugee"])),
        languages=st.frozensets(st.sampled_from(["en", "so"])),
        attending=st.frozensets(st.sampled_from(["phone", "booked", "drop_in"])),
        is_full=st.booleans(),
        route=st.sampled_from(["anyone", "named", "contract"]),
        route_organisations=st.frozensets(st.sampled_from([QUAY])),
        response_hours=st.none() | st.floats(0, 100),
        state=st.sampled_from(["open", "limited", "waiting_list", "paused"]),
        confirmed=st.booleans(),
        signed=st.booleans(),
        likeness=st.floats(0, 1),
    ),
    max_size=8,
    unique_by=lambda one: one.service_id,
)


def codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.code for reason in reasons]


def test_what_speaks_for_a_service_is_said():
    wanted = Asked(needs=("food",), place=HERE, facts=Facts(nrpf=True))

    match = judge(wanted, replace(OPEN, takes_nrpf=True))

    assert codes(match.reasons) == ["meets_need", "open", "covers_network", "takes_nrpf"]


def test_what_is_not_known_is_unknown_and_not_a_no():
    match = judge(Asked(needs=("food",)), replace(OPEN, minimum_age=18, areas=frozenset()))

    assert (codes(match.unknowns), match.ruled_out) == (["area_not_said", "age_not_known"], ())


def test_another_council_rules_out_whatever_the_first_half_of_the_postcode():
    elsewhere = replace(OPEN, areas=frozenset({("authority", "E08000004")}))

    match = judge(Asked(needs=("food",), place=HERE), elsewhere)

    assert codes(match.ruled_out) == ["outside_area"]


def test_a_network_ends_at_its_councils_unless_a_wider_area_is_named():
    served = replace(OPEN, network_authorities=frozenset({"E09000030"}))
    wider = replace(served, areas=served.areas | {("authority", "E08000004")})
    oldham = Asked(needs=("food",), place=PLACES[4])

    assert codes(judge(oldham, served).ruled_out) == ["outside_network"]
    assert judge(oldham, wider).ruled_out == ()
    assert judge(Asked(needs=("food",), place=HERE), served).ruled_out == ()


def test_a_council_by_name_leaves_its_wards_unknown():
    ward = replace(OPEN, areas=frozenset({("ward", "E05009326")}))

    match = judge(Asked(needs=("food",), place=PLACES[2]), ward)

    assert (codes(match.unknowns), match.ruled_out) == (["area_part_not_known"], ())


@pytest.mark.parametrize(
    ("easting", "code", "about"),
    [(536800, "near", "1000"), (541800, "reachable", "6000"), (555800, "far", "20000")],
)
def test_distance_is_said_and_only_the_near_gain_by_it(easting, code, about):
    somewhere = replace(OPEN, easting=easting, northing=182100)

    match = judge(Asked(needs=("food",), place=HERE), somewhere)

    assert match.reasons[-1] == Reason(code, about)


def test_nobody_travels_to_who_comes_or_calls():
    by_phone = replace(
        OPEN, easting=535800, northing=182100, attending=frozenset({"home", "phone"})
    )

    match = judge(Asked(needs=("food",), place=HERE), by_phone)

    assert "near" not in codes(match.reasons)


@pytest.mark.parametrize(
    ("organisation", "unknown", "ruled_out"),
    [(QUAY, [], []), (SCHOOL, [], ["route_closed"]), (None, ["route_not_known"], [])],
)
def test_a_restricted_route_is_open_to_those_it_names(organisation, unknown, ruled_out):
    restricted = replace(OPEN, route="named", route_organisations=frozenset({QUAY}))

    match = judge(Asked(needs=("food",), organisation_id=organisation), restricted)

    assert (codes(match.unknowns), codes(match.ruled_out)) == (unknown, ruled_out)


def test_the_smallest_set_meets_all_needs_and_better_matches_come_first():
    def match(number: int, *met: str) -> Match:
        return Match(UUID(int=number), 0, (), (), (), frozenset(met))

    # Greedy would take 1 and then need two more.
    found = bundle(
        Asked(needs=("food", "debt", "housing", "fuel")),
        [match(1, "food", "debt"), match(2, "food", "housing"), match(3, "debt", "fuel")],
    )

    assert found == (UUID(int=2), UUID(int=3))


def test_one_need_is_no_bundle():
    matches = rank(Asked(needs=("food",)), [OPEN])

    assert bundle(Asked(needs=("food",)), matches) == ()


@given(asked, candidates)
def test_whoever_is_ruled_out_never_ranks_above_whoever_is_not(wanted, services):
    ruled_out = [bool(match.ruled_out) for match in rank(wanted, services)]

    assert ruled_out == sorted(ruled_out)


@given(asked, candidates)
def test_the_order_does_not_depend_on_the_order_given(wanted, services):
    forwards = [match.service_id for match in rank(wanted, services)]
    backwards = [match.service_id for match in rank(wanted, reversed(services))]

    assert forwards == backwards


@given(asked, candidates, st.sampled_from(FACTS))
def test_adding_a_fact_never_removes_what_was_already_certain(wanted, services, name):
    less = replace(wanted, facts=replace(wanted.facts, **{name: getattr(Facts(), name)}))

    for service in services:
        before, after = judge(less, service), judge(wanted, service)
        assert set(before.reasons) <= set(after.reasons)
        assert set(before.ruled_out) <= set(after.ruled_out)


@given(asked, candidates)
def test_learning_where_somebody_lives_never_removes_what_was_already_certain(wanted, services):
    less = replace(wanted, place=None)

    for service in services:
        before, after = judge(less, service), judge(wanted, service)
        assert set(before.reasons) <= set(after.reasons)
        assert set(before.ruled_out) <= set(after.ruled_out)


@given(st.integers(16, 24), candidates)
def test_an_age_within_a_band_keeps_what_the_band_made_certain(age, services):
    band = Asked(facts=Facts(age=16, oldest=24))
    exact = Asked(facts=Facts(age=age))

    for service in services:
        before, after = judge(band, service), judge(exact, service)
        assert set(before.reasons) <= set(after.reasons)
        assert set(before.ruled_out) <= set(after.ruled_out)


@given(asked, candidates)
def test_nothing_is_certain_and_unknown_at_once(wanted, services):
    for match in rank(wanted, services):
        said = [*match.reasons, *match.unknowns, *match.ruled_out]
        assert len(said) == len(set(said))


@given(asked, candidates)
def test_every_reason_has_its_place_in_a_table(wanted, services):
    for match in rank(wanted, services):
        assert {reason.code for reason in match.reasons} <= WEIGHTS.keys()
        assert {reason.code for reason in match.unknowns} <= UNKNOWNS
        assert {reason.code for reason in match.ruled_out} <= OBSTACLES


@given(asked, candidates)
def test_a_score_is_the_sum_of_its_reasons(wanted, services):
    for match in rank(wanted, services):
        points = sum(WEIGHTS[reason.code][0] for reason in match.reasons)
        assert match.score == points - 45 * len(match.unknowns)


@given(asked, candidates)
def test_ranking_again_changes_nothing(wanted, services):
    first = rank(wanted, services)
    by_id = {service.service_id: service for service in services}

    again = rank(wanted, [by_id[match.service_id] for match in first])

    assert again == first


def test_each_need_met_outweighs_everything_else():
    everything = sum(points for code, (points, _why) in WEIGHTS.items() if code != "meets_need")
    same_question = {"open", "limited", "waiting_list"}, {"near", "reachable", "far"}
    same_question += (
        {"covers_postcode", "covers_ward", "covers_authority", "covers_network"},
        {"named", "text"},
    )
    never_together = sum(
        sum(WEIGHTS[code][0] for code in codes) - max(WEIGHTS[code][0] for code in codes)
        for codes in same_question
    )

    assert everything - never_together < WEIGHTS["meets_need"][0]


@given(asked, candidates)
def test_a_bundle_meets_every_need_that_can_be_met(wanted, services):
    matches = rank(wanted, services)
    usable = {match.service_id: match.met for match in matches if not match.ruled_out}

    chosen = bundle(wanted, matches)

    reachable = frozenset().union(*usable.values()) if usable else frozenset()
    expected = reachable if len(reachable) > 1 else frozenset()
    assert frozenset().union(*(usable[one] for one in chosen)) == expected


def test_of_very_many_needs_a_small_set_is_found_without_trying_every_one():
    needs = [f"need {number:02}" for number in range(24)]
    several = [
        replace(
            OPEN,
            service_id=UUID(int=100 + number),
            needs=frozenset(needs[(number * step) % 24] for step in (1, 5, 7)),
        )
        for number in range(300)
    ]
    wanted = Asked(needs=tuple(needs))

    matches = rank(wanted, several)
    chosen = bundle(wanted, matches)

    met = {match.service_id: match.met for match in matches}
    assert frozenset().union(*(met[one] for one in chosen)) == set(needs)
    assert len(chosen) < len(needs)
