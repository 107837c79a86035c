import re
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse

from tests.access.addresses import addresses
from tests.access.headers import missing
from tests.access.matrix import METHODS, Row, rows
from tests.access.scene import Scene

BY_NAME = {address.name: address for address in addresses()}
# A method that no page knows: a page that names what it takes refuses it, and names them.
UNKNOWN = "BREW"
WRITTEN = re.compile(r'(?:^|[;(])\s*(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE)\s+"?(\w+)')
# That a letter was opened, by who may read it, is written whatever page asked for it.
KEPT = {"ccs_auditrecord"}


def answer_of(response: HttpResponse) -> str:
    onward = response.headers.get("Location", "")
    return "login" if onward.startswith("/accounts/login/") else str(response.status_code)


def asked(scene: Scene, row: Row, role: str) -> str:
    """What one role is answered, and without which header it came.

    A refusal that leaves anything behind is no refusal.
    """
    written: set[str] = set()

    def look(execute: Any, sql: str, *others: Any) -> Any:
        written.update(WRITTEN.findall(sql))
        return execute(sql, *others)

    path = scene.path(BY_NAME[row.name])
    with connection.execute_wrapper(look):
        answer = scene.ask(row.name, row.method, by=scene.people.get(role), path=path)
    left = sorted(written - KEPT) if answer.status_code == 404 else []
    return " ".join([answer_of(answer), *left, *missing(row.name, answer)])


def methods_of(scene: Scene, name: str) -> set[str]:
    path = scene.path(BY_NAME[name])
    answer = scene.ask(name, UNKNOWN, by=scene.people["sendr"], path=path)
    if answer.status_code != 405:
        return set(METHODS)
    return {method for method in METHODS if method in answer.headers["Allow"]}


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.name} {row.method}")
def test_each_role_gets_the_answer_of_the_table_and_the_refused_leave_nothing(
    scene: Scene, row: Row
) -> None:
    answers = {role: asked(scene, row, role) for role in row.answers}

    assert answers == row.answers


def test_every_address_is_in_the_table_and_the_table_has_no_other() -> None:
    assert sorted({row.name for row in rows()}) == sorted(BY_NAME)


@pytest.mark.parametrize("name", BY_NAME)
def test_every_way_to_ask_is_in_the_table(scene: Scene, name: str) -> None:
    written = {row.method for row in rows() if row.name == name}

    assert written == methods_of(scene, name)


def test_no_answer_is_written_twice() -> None:
    written = [(row.name, row.method) for row in rows()]

    assert len(written) == len(set(written))


def test_no_two_addresses_share_a_name_but_by_intent() -> None:
    assert len(BY_NAME) == len(addresses())
