"""What is wrong with a file of past referrals, by row and column."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from reporting.history.columns import LAYOUTS, ORGANISATIONS, REFERRALS
from reporting.history.faults import Problem, words_of
from reporting.history.reading import Line, read
from reporting.history.rules import (
    new_organisations,
    new_referrals,
    organisation_of,
    referral_of,
)

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def organisations(text):
    seen = new_organisations(NOW)
    return [one if isinstance(one, Problem) else organisation_of(one, seen) for one in _read(text)]


def referrals(*rows, heads="referral_id,from_org,to_org,status,made_at,accepted_at,ended_at,need"):
    seen = new_referrals(NOW, {"a", "b"})
    lines = _read("\r\n".join([heads, *rows]), layout=REFERRALS)
    return [one if isinstance(one, Problem) else referral_of(one, seen) for one in lines]


def _read(text, layout=ORGANISATIONS):
    body = text if isinstance(text, bytes) else text.encode()
    return list(read(layout, BytesIO(body)))


def told(answers):
    """(row, column, fault) of everything that is wrong."""
    flat = [one for some in answers for one in (some if isinstance(some, list) else [some])]
    return [(one.row, one.column, one.fault) for one in flat if isinstance(one, Problem)]


def test_an_organisation_needs_no_more_than_three_columns():
    text = "org_id,sector,registered_on\r\n7,statutory,2019-10-01\r\n"

    [found] = organisations(text)

    assert (found.org_id, found.sector, found.registered_on) == (
        "7",
        "statutory",
        date(2019, 10, 1),
    )
    assert (found.name, found.left_on, found.teams, found.can_receive) == ("", None, None, None)


def test_a_mark_of_excel_a_value_in_quotes_and_another_order_are_no_problem():
    text = (
        '\ufeffname,registered_on,org_id,sector,teams\n"Bread, Soup\n& Co",2019-10-01,7,VCS,2\n\n'
    )

    [found] = organisations(text)

    assert (found.name, found.sector, found.teams) == ("Bread, Soup\n& Co", "vcs", 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"", (0, "", "empty_file")),
        (b"org_id;sector;registered_on\n7;vcs;2019-10-01\n", (1, "", "semicolons")),
        (b"org_id\tsector\tregistered_on\n", (1, "", "tabs")),
        (b"org_id,sector,registered_on\n7,vcs,2019-10-01\n8,vcs,caf\xe9\n", (3, "", "not_utf8")),
        ("org_id,sector".encode("utf-16"), (0, "", "not_utf8")),
        (b"org_id,sector,registered_on,fax\n", (1, "fax", "unknown_column")),
        (b"org_id,sector\n", (1, "registered_on", "no_column")),
        (b"org_id,sector,registered_on,sector\n", (1, "sector", "column_twice")),
        (b"org_id,sector,registered_on\n7,vcs\n", (2, "", "too_few_values")),
        (b"org_id,sector,registered_on\n7,vcs,2019-10-01,\n", (2, "", "too_many_values")),
        (b"org_id,sector,registered_on,\n7,vcs,2019-10-01,x\n", (2, "", "unnamed_column")),
        (b'org_id,sector,registered_on\n7,"v"cs,2019-10-01\n', (2, "", "unreadable")),
        (b"org_id,sector,registered_on\n7,,2019-10-01\n", (2, "sector", "blank")),
        (b"org_id,sector,registered_on\n7,charity,2019-10-01\n", (2, "sector", "sector")),
        (b"org_id,sector,registered_on\n7,vcs,01/10/2019\n", (2, "registered_on", "not_a_date")),
        (b"org_id,sector,registered_on\n7,vcs,2091-10-01\n", (2, "registered_on", "in_future")),
        (b"org_id,sector,registered_on\n7,vcs,0219-10-01\n", (2, "registered_on", "too_early")),
        (
            b"org_id,sector,registered_on,left_on\n7,vcs,2019-10-01,2018-10-01\n",
            (2, "left_on", "left_first"),
        ),
        (b"org_id,sector,registered_on,teams\n7,vcs,2019-10-01,-1\n", (2, "teams", "number")),
        (
            b"org_id,sector,registered_on,can_receive\n7,vcs,2019-10-01,perhaps\n",
            (2, "can_receive", "yes_or_no"),
        ),
        (
            b"org_id,sector,registered_on\n7,vcs,2019-10-01\n7,vcs,2019-10-01\n",
            (3, "org_id", "twice"),
        ),
    ],
)
def test_each_fault_of_a_file_is_told_at_its_row_and_column(text, expected):
    answers = organisations(text)

    assert told(answers) == [expected]
    assert "%" not in words_of(next(one for one in _flat(answers) if isinstance(one, Problem)))


def _flat(answers):
    return [one for some in answers for one in (some if isinstance(some, list) else [some])]


def test_a_referral_says_the_moment_and_not_only_the_day():
    [found] = referrals("r1,a,b,Closed,2020-10-01T00:30:00+01:00,,,food")

    assert found.made_at == datetime(2020, 9, 30, 23, 30, tzinfo=UTC)
    assert (found.status, found.need, found.accepted_at) == ("closed", "food", None)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("r1,a,b,lost,2020-05-01T09:30:00Z,,,", ("status", "status")),
        ("r1,a,b,closed,2020-05-01T09:30:00Z,,,a pony", ("need", "need")),
        ("r1,a,b,closed,2020-05-01T09:30:00,,,", ("made_at", "no_offset")),
        ("r1,a,b,closed,2020-05-01,,,", ("made_at", "not_a_time")),
        ("r1,z,b,closed,2020-05-01T09:30:00Z,,,", ("from_org", "no_organisation")),
        (",a,b,closed,2020-05-01T09:30:00Z,,,", ("referral_id", "blank")),
        (
            "r1,a,b,closed,2020-05-01T09:30:00+00:00,2020-05-01T10:29:00+01:00,,",
            ("accepted_at", "accepted_first"),
        ),
        (
            "r1,a,b,closed,2020-05-01T09:30:00Z,,2020-04-01T09:30:00Z,",
            ("ended_at", "ended_first"),
        ),
        (
            "r1,a,b,closed,2020-05-01T09:30:00Z,2020-05-03T09:30:00Z,2020-05-02T09:30:00Z,",
            ("ended_at", "ended_unaccepted"),
        ),
    ],
)
def test_each_fault_of_a_referral_is_told_at_its_column(row, expected):
    answers = referrals(row)

    assert told(answers) == [(2, *expected)]


def test_everything_that_is_wrong_in_a_row_is_told_at_once():
    answers = referrals("r1,z,,lost,soon,,,", "r1,a,b,sent,2020-05-01T09:30:00Z,,,")

    assert told(answers) == [
        (2, "to_org", "blank"),
        (2, "made_at", "not_a_time"),
        (2, "from_org", "no_organisation"),
        (2, "status", "status"),
        (3, "referral_id", "twice"),
    ]


@pytest.mark.parametrize("file", ["organisations", "referrals"])
def test_the_template_can_be_brought_in_as_it_is(file):
    layout = LAYOUTS[file]
    text = "\n".join(",".join(row) for row in layout.template)

    [line] = _read(text, layout=layout)

    assert isinstance(line, Line)
    seen = new_organisations(NOW) if file == "organisations" else new_referrals(NOW, {"1001"})
    answer = (organisation_of if file == "organisations" else referral_of)(line, seen)
    assert not isinstance(answer, list)
