"""Every page with what nobody types by chance: in its address, its form and its network's names."""

import ast
from collections.abc import Iterator
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

import pytest
from django.conf import settings

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


NAMES: Final = sorted(asked())


@pytest.fixture
def hostile(scene: Scene) -> Scene:
    """Names that other people chose hold it too; taken back after the test."""
    with enter(system(scene.world.network.pk)):
        for kind in (Service, Team, Organisation, Membership):
            for one in kind.objects.filter(network_id=scene.world.network.pk):
                one.name = f"{HOSTILE[:90]} {str(one.pk)[-8:]}"
                one.save(update_fields=["name"])
    return scene


def breaks(scene: Scene, row: Row) -> bool:
    """Asked by the first person who is answered at all."""
    role = next(one for one, answer in row.answers.items() if answer in {"200", "302"})
    path, typed = scene.path(BY_NAME[row.name]), dict.fromkeys(NAMES, HOSTILE)
    if row.method == "GET":
        path = f"{path}?{urlencode(typed)}"
    answer = scene.ask(row.name, row.method, by=scene.people.get(role), path=path, typed=typed)
    return answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR and row.name not in AWAY


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_page_breaks_on_what_nobody_types_by_chance(hostile: Scene, method: str) -> None:
    answered = [
        row for row in rows() if row.method == method and {"200", "302"} & {*row.answers.values()}
    ]

    broke = [row.name for row in answered if breaks(hostile, row)]

    assert len(answered) > 150
    assert broke == []


def test_what_is_encoded_twice_is_decoded_once_and_never_run(scene: Scene) -> None:
    path = f"{scene.path(BY_NAME['organisations:services'])}?{urlencode({'q': HOSTILE})}"

    page = scene.ask("", "GET", by=scene.people["sendr"], path=path).content.decode()

    assert all(one in page for one in ONCE)
    assert not any(one in page for one in NEVER)
