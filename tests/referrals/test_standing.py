from uuid import UUID

from organisations.capacity.rules import UnmetReason
from organisations.matching.rules import Match, Reason
from referrals.assessments.standing import (
    Asking,
    Standing,
    can_be_asked,
    nearest_misses,
    standing_of,
    unmet_needs,
)

ONE, TWO, THREE = UUID(int=1), UUID(int=2), UUID(int=3)
NOBODY = Asking()


def match(
    key: UUID, *met: str, against: tuple[str, ...] = (), unknown: tuple[str, ...] = ()
) -> Match:
    return Match(
        service_id=key,
        score=0,
        reasons=(),
        unknowns=tuple(Reason(code) for code in unknown),
        ruled_out=tuple(Reason(code) for code in against),
        met=frozenset(met),
    )


def test_what_rules_the_person_out_weighs_more_than_a_pause() -> None:
    paused = standing_of(match(ONE, against=("paused",)), NOBODY)
    both = standing_of(match(ONE, against=("paused", "wrong_age")), NOBODY)

    assert (paused, both) == (Standing.NOT_NOW, Standing.NOT_FOR_THEM)


def test_a_person_whom_a_service_may_not_take_is_its_own_to_judge() -> None:
    unfit = can_be_asked(match(ONE, against=("wrong_age",)), NOBODY)
    unlisted = can_be_asked(match(ONE, against=("meets_no_need",)), NOBODY)

    assert (unfit, unlisted) == (True, True)


def test_who_is_paused_full_or_closed_to_us_cannot_be_asked() -> None:
    closed = [
        can_be_asked(match(ONE, against=("paused",)), NOBODY),
        can_be_asked(match(ONE, against=("full", "wrong_age")), NOBODY),
        can_be_asked(match(ONE, against=("route_closed",)), NOBODY),
        can_be_asked(match(ONE, against=("not_signed",)), NOBODY),
        can_be_asked(match(ONE, unknown=("route_not_known",)), NOBODY),
    ]

    assert closed == [False] * 5


def test_the_own_service_and_one_that_was_asked_cannot_be_asked() -> None:
    own = can_be_asked(match(ONE, "food"), Asking(own=[ONE]))
    asked = can_be_asked(match(ONE, "food"), Asking(waiting=[ONE]))
    declined = can_be_asked(match(ONE, "food"), Asking(declined=[ONE]))

    assert (own, asked, declined) == (False, False, True)


def test_each_need_has_its_own_reason() -> None:
    matches = [
        match(ONE, "food"),
        match(TWO, "debt", against=("full",)),
        match(THREE, "debt", "fuel", against=("outside_area",)),
    ]

    unmet = unmet_needs(["food", "debt", "fuel", "travel"], matches, NOBODY)

    assert unmet == {
        UnmetReason.PAUSED: ["debt"],
        UnmetReason.RULED_OUT: ["fuel"],
        UnmetReason.NOBODY: ["travel"],
    }


def test_a_need_that_somebody_was_asked_for_is_not_unmet() -> None:
    matches = [match(ONE, "food"), match(TWO, "debt", against=("paused",))]

    unmet = unmet_needs(["food", "debt"], matches, Asking(waiting=[ONE, TWO]))

    assert unmet == {}


def test_everybody_who_was_asked_said_no() -> None:
    matches = [match(ONE, "food"), match(TWO, "food", against=("wrong_age",))]

    unmet = unmet_needs(["food"], matches, Asking(declined=[ONE]))

    assert unmet == {UnmetReason.DECLINED: ["food"]}


def test_the_nearest_lack_the_least_and_what_changes_by_itself_comes_first() -> None:
    matches = [
        match(UUID(int=4), "travel"),
        match(ONE, "food", against=("wrong_age", "not_nrpf")),
        match(TWO, "food", against=("outside_area",)),
        match(THREE, "food", against=("paused",)),
    ]

    near = nearest_misses(["food"], matches, NOBODY)

    assert [one.service_id for one in near] == [THREE, TWO, ONE]
