from dataclasses import replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from organisations.matching.rules import Asked, Candidate, Facts, Match, Reason, bundle, judge, rank
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
    languages=st.just(("so",)),
)
asked = st.builds(
    Asked,
    needs=st.lists(st.sampled_from(NEEDS), unique=True).map(tuple),
    place=st.sampled_from([None, HERE]),
    facts=facts,
    text=st.text(max_size=20),
)
candidates = st.lists(
    st.builds(
        Candidate,
        service_id=st.uuids(),
        name=st.text(min_size=1, max_size=8),
        needs=st.frozensets(st.sampled_from(NEEDS)),
        areas=st.frozensets(
            st.sampled_from([("network", ""), ("authority", "E09000030"), ("ward", "X")])
        ),
        minimum_age=st.none() | st.integers(0, 60),
        maximum_age=st.none() | st.integers(61, 120),
        takes_nrpf=maybe,
        only_with_children=maybe,
        on_benefits_only=maybe,
        genders=st.frozensets(st.sampled_from(["woman"])),
        tenures=st.frozensets(st.sampled_from(["social_rent"])),
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


@given(
    asked,
    candidates,
    st.sampled_from(["age", "nrpf", "with_children", "on_benefits", "gender", "tenure"]),
)
def test_adding_a_fact_never_removes_what_was_already_certain(wanted, services, name):
    less = replace(wanted, facts=replace(wanted.facts, **{name: getattr(Facts(), name)}))

    for service in services:
        before, after = judge(less, service), judge(wanted, service)
        assert set(before.reasons) <= set(after.reasons)
        assert set(before.ruled_out) <= set(after.ruled_out)


@given(asked, candidates)
def test_a_bundle_meets_every_need_that_can_be_met(wanted, services):
    matches = rank(wanted, services)
    usable = {match.service_id: match.met for match in matches if not match.ruled_out}

    chosen = bundle(wanted, matches)

    reachable = frozenset().union(*usable.values()) if usable else frozenset()
    expected = reachable if len(reachable) > 1 else frozenset()
    assert frozenset().union(*(usable[one] for one in chosen)) == expected
