"""Every page with what nobody types by chance: in its address, its form and its network's names."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import transaction

from ccs.tenancy.context import enter, system
from organisations.directory.models import Service
from organisations.members.models import Membership, Organisation, Team
from tests.access.matrix import Row, rows
from tests.access.scene import Scene
from tests.access.test_matrix import BY_NAME

# Ends a string of SQL, a pattern, a format and a template; and something that is encoded twice.
HOSTILE: Final = "x' OR 1=1; -- \"\\ %s %(n)d {0.__class__} {{ 7*7 }} ${x} %2527 *?[ \u2028"
ONCE: Final = ("%2527", "{0.__class__}", "{{ 7*7 }}")
NEVER: Final = ("&lt;class", "<class", " 49 ")
# They say that something is away, whatever is asked.
AWAY: Final = {"readyz"}


def asked() -> set[str]:
    """Every name that some view looks up in an address, and every field of every form."""
    folders = ("ccs", "networks", "organisations", "referrals", "reporting")
    files = [path for one in folders for path in (settings.BASE_DIR / one).rglob("*.py")]
    return {name for path in files for name in names_in(ast.parse(path.read_text()))}


def names_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ".GET." in ast.unparse(node.func):
            yield from (str(one.value) for one in node.args[:1] if isinstance(one, ast.Constant))
        if isinstance(node, ast.ClassDef):
            yield from (
                one.targets[0].id
                for one in node.body
                if isinstance(one, ast.Assign)
                and isinstance(one.targets[0], ast.Name)
                and isinstance(one.value, ast.Call)
                and ast.unparse(one.value.func).startswith(("fields.", "forms."))
            )


@cache
def names() -> list[str]:
    """All of our code is read for them: by who asks, and not by each worker that collects tests."""
    return sorted(asked())


@dataclass(frozen=True)
class Asked:
    """One address, asked by the first person who is answered at all."""

    row: Row
    broke: bool
    lets_out: bool


@pytest.fixture(scope="module")
def walked(built: Scene, django_db_blocker: Any) -> Iterator[list[Asked]]:
    """All of them, once; names that other people chose hold it too. Taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        with enter(system(built.world.network.pk)):
            for kind in (Service, Team, Organisation, Membership):
                for one in kind.objects.filter(network_id=built.world.network.pk):
                    one.name = f"{HOSTILE[:90]} {str(one.pk)[-8:]}"
                    one.save(update_fields=["name"])
        named = [row for row in rows() if row.name in BY_NAME and row.name not in AWAY]
        yield [ask(built, row) for row in named if {"200", "302"} & {*row.answers.values()}]
        transaction.set_rollback(True)


def ask(scene: Scene, row: Row) -> Asked:
    role = next(one for one, answer in row.answers.items() if answer in {"200", "302"})
    path, typed = scene.path(BY_NAME[row.name]), dict.fromkeys(names(), HOSTILE)
    if row.method == "GET":
        path = f"{path}?{urlencode(typed)}"
    answer = scene.ask(row.name, row.method, by=scene.people.get(role), path=path, typed=typed)
    page = answer.status_code == HTTPStatus.OK and not answer.streaming and answer.content
    shown = b"<!DOCTYPE html>" in page[:500] if page else False
    return Asked(
        row,
        broke=answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR,
        lets_out=not shown or role == "anon" or b'action="/accounts/logout/"' in page,
    )


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_page_breaks_on_what_nobody_types_by_chance(walked: list[Asked], method: str) -> None:
    asked = [one for one in walked if one.row.method == method]

    broke = [one.row.name for one in asked if one.broke]

    assert len(asked) > 150
    assert broke == []


def test_signing_out_is_on_every_page_of_who_is_signed_in(walked: list[Asked]) -> None:
    signed_in = [one for one in walked if one.row.answers["anon"] == "login"]

    shut_in = [one.row.name for one in signed_in if not one.lets_out]

    assert len(signed_in) > 300
    assert shut_in == []


def test_what_is_encoded_twice_is_decoded_once_and_never_run(scene: Scene) -> None:
    path = f"{scene.path(BY_NAME['organisations:services'])}?{urlencode({'q': HOSTILE})}"

    page = scene.ask("", "GET", by=scene.people["sendr"], path=path).content.decode()

    assert all(one in page for one in ONCE)
    assert not any(one in page for one in NEVER)


def test_a_zero_in_an_address_leads_to_nothing_that_there_is(scene: Scene) -> None:
    members = [one for one in BY_NAME.values() if one.route.startswith("<network:network>/")]
    pages = [one for one in members if "<str:reference>" in one.route]
    paths = [scene.path(one, reference="QQQQ").replace("QQQQ", "a%00b") for one in pages]

    answers = {
        scene.ask("", "GET", by=scene.people["sendr"], path=path).status_code for path in paths
    }

    assert len(paths) > 20
    assert answers == {HTTPStatus.NOT_FOUND}


@pytest.mark.parametrize(
    ("name", "box", "done"),
    [
        ("referrals:search", "q", HTTPStatus.OK),
        ("referrals:people", "q", HTTPStatus.OK),
        ("referrals:typed", "story", HTTPStatus.NO_CONTENT),
    ],
)
def test_a_zero_that_somebody_pasted_breaks_nothing(
    scene: Scene, name: str, box: str, done: HTTPStatus
) -> None:
    path = scene.path(BY_NAME[name])

    answer = scene.ask(
        name, "POST", by=scene.people["sendr"], path=path, typed={box: "Amina\0 Pretend"}
    )

    assert answer.status_code == done
