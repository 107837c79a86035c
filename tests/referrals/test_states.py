from referrals.management.commands.draw_states import PAGE
from referrals.referrals.diagram import states_page
from referrals.referrals.rules import ENDED, MOVES, OPEN, OWNER, Side, Status


def test_the_page_of_states_is_what_the_table_says():
    assert PAGE.read_text() == states_page(), "Run: script/manage draw_states"


def test_the_picture_has_an_arrow_for_every_move():
    page = states_page()

    arrows = [
        f"{before} --> {move.after or before}: {move.name}"
        for move in MOVES.values()
        for before in move.before
    ]

    assert [arrow for arrow in arrows if arrow not in page] == []


def test_every_status_is_open_or_ended():
    assert sorted([*OPEN, *ENDED]) == sorted(Status.values)


def test_only_what_was_closed_can_be_opened_again():
    left = {before for move in MOVES.values() for before in move.before}

    assert left & set(ENDED) == {Status.CLOSED}


def test_every_move_leads_to_somebody_or_to_an_end():
    reached = {move.after for move in MOVES.values() if move.after}

    assert {status for status in reached if OWNER[status] == Side.NOBODY} == {
        status for status in reached if status in ENDED
    }
