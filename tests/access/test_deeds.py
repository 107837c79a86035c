"""Each right and each duty, done as everybody: the answers are those of docs/who-may.md."""

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.http import HttpResponse

from tests.access.deeds import Deed
from tests.access.doers import Doer
from tests.access.stage import Stage
from tests.access.test_matrix import BY_NAME, answer_of
from tests.access.test_strangers import words
from tests.access.who_may import NO_KEY, NOT_THERE, REFUSED, SIGN_IN, rows

# As PostgreSQL counts them: whoever may see the rows, and whatever was taken back again.
CHANGED = """
SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables
WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
"""
ANSWERS = {"404": NOT_THERE, "login": SIGN_IN, "401": NO_KEY}
# What the next page is to say.
SAID = {"django_session"}


@dataclass
class Tried:
    outcome: str
    left: set[str]
    read: str


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(CHANGED)
        return dict(cursor.fetchall())


def tries(deed: Deed, doer: Doer, *, absent: bool = False) -> Tried:
    """One request by one browser, and which tables it touched; nothing of it is left."""
    path = BY_NAME[deed.address].path(
        {
            "network": doer.network,
            "slug": doer.network,
            **deed.things,
            **({name: uuid4() for name in ids_in(deed)} if absent else {}),
        }
    )
    with transaction.atomic():
        browser = doer.open()
        before = counts()
        answer = deed.ask(browser, path)
        text = text_of(answer)
        left = {table for table, count in counts().items() if count != before.get(table, 0)}
        transaction.set_rollback(True)
    outcome = outcome_of(deed, answer, text, left)
    return Tried(outcome, left, words(answer) if outcome in {NOT_THERE, NO_KEY} else "")


def ids_in(deed: Deed) -> list[str]:
    return [name for name, value in deed.things.items() if isinstance(value, UUID)]


def text_of(answer: HttpResponse) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace") + str(answer.headers)


def outcome_of(deed: Deed, answer: HttpResponse, text: str, left: set[str]) -> str:
    status = answer_of(answer)
    if status not in {"200", "302"}:
        return ANSWERS.get(status, status)
    if deed.writes:
        return "does" if deed.writes in left else "nothing"
    return "reads" if deed.shows in text else "nothing"


@pytest.mark.parametrize("name", rows())
def test_each_does_what_the_table_says_and_the_refused_change_and_learn_nothing(
    acted: Stage, name: str
) -> None:
    deed, answers = acted.deeds[name], rows()[name]

    tried = {
        # Without an id an address of another network is about that network's own things.
        column: [
            (doer, tries(deed, doer)) for doer in acted.columns[column] if doer.ours or ids_in(deed)
        ]
        for column in answers
    }

    every = [pair for pairs in tried.values() for pair in pairs]
    refused = [(doer, one) for doer, one in every if one.outcome in REFUSED]
    assert {
        column: " / ".join(sorted({one.outcome for _doer, one in pairs}))
        for column, pairs in tried.items()
    } == answers
    assert [one.left for _doer, one in refused if one.left] == []
    in_vain = [one.left - SAID - deed.vain for _doer, one in every if one.outcome == "nothing"]
    assert [left for left in in_vain if left] == []
    if ids_in(deed):
        absent = [tries(deed, doer, absent=True).read for doer, _one in refused]
        assert [one.read for _doer, one in refused] == absent


def test_the_table_has_every_deed_and_no_other(acted: Stage) -> None:
    assert set(rows()) == set(acted.deeds)
