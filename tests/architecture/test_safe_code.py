"""What the product's own code never does, whatever it is given: read out of its syntax."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
PRODUCT = {"ccs", "networks", "organisations", "referrals", "reporting", "deploy", "script"}
NEVER = re.compile(
    r"(eval|exec|compile|__import__|os\.(system|popen|exec\w+|spawn\w+)|subprocess\.get\w*output"
    r"|pickle\.\w+|marshal\.\w+|shelve\.\w+|yaml\.\w+|Template\.from_string|env\w*\.from_string"
    r"|hashlib\.(md5|sha1|new)|random\.(?!randint)\w+|ssl\._create_unverified_context)"
)
# Which ports are free on one's own machine is no secret.
MAY_ROLL_DICE = {"ccs/embedded/ports.py"}
# What asks of queries, and calls actions: it finds and writes no rows itself.
EDGES = re.compile(r"/(views|presenters|forms|panels|visit)(/|\.py$)|(?<!^ccs)/api(/|\.py$)")
# What may open a connection, and to whom: docs/operations.md.
TALKS = {
    "ccs/accounts/council/fetching.py",  # a council's own sign-in, by the addresses of settings
    "ccs/demo/texts.py",  # this machine
    "ccs/embedded/notify.py",  # this machine
    "ccs/embedded/notify_server.py",  # this machine
    "ccs/embedded/ports.py",  # this machine
    "ccs/embedded/site.py",  # this machine
    "ccs/scanning/clamd.py",  # the virus scanner, CLAMAV_URL
    "ccs/outbox/rules.py",  # nobody: it knows the errors of those who do
    "ccs/texts/rules.py",  # the same
    "ccs/texts/sending.py",  # GOV.UK Notify, by its own client
    "deploy/healthcheck.py",  # this machine
    "organisations/interchange/intake/fetching.py",  # directories of FEED_HOSTS
}
TALKERS = re.compile(
    r"(urllib\.request|urllib3|http\.client|requests|httpx|aiohttp|socket|ftplib|telnetlib|smtplib"
    r"|notifications_python_client)\b"
)


def product() -> Iterator[tuple[str, ast.AST]]:
    for folder in PRODUCT:
        for path in (ROOT / folder).rglob("*.py"):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


def wrong_calls(name: str, tree: ast.AST) -> list[str]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    found = [f"{name}:{one.lineno} {ast.unparse(one.func)}" for one in calls if is_wrong(one)]
    random = [one for one in found if " random." in one and name in MAY_ROLL_DICE]
    return [one for one in found if one not in random]


def is_wrong(call: ast.Call) -> bool:
    said = {one.arg: ast.unparse(one.value) for one in call.keywords}
    shell = said.get("shell", "False") != "False"
    unchecked = said.get("verify") == "False"
    return shell or unchecked or bool(NEVER.fullmatch(ast.unparse(call.func)))


def imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        if isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{one.name}" for one in node.names}
    return names


def test_nothing_that_was_typed_is_run_by_python_or_by_a_shell() -> None:
    files = list(product())

    wrong = [one for name, tree in files for one in wrong_calls(name, tree)]

    assert len(files) > 1000
    assert wrong == []


@pytest.mark.parametrize(
    "written",
    [
        "eval(typed)",
        "os.system('ls ' + typed)",
        "subprocess.run(typed, shell=True)",
        "subprocess.run(typed, shell=yes)",
        "hashlib.md5(b'')",
        "random.choice('abc')",
        "pickle.loads(typed)",
        "requests.get(url, verify=False)",
    ],
)
def test_it_would_be_found(written: str) -> None:
    tree = ast.parse(written)

    found = wrong_calls("ccs/one.py", tree)

    assert len(found) == 1


def test_only_what_is_listed_opens_connections() -> None:
    files = [(name, tree) for name, tree in product() if not name.startswith("script/")]

    talking = {name for name, tree in files if any(TALKERS.match(one) for one in imported(tree))}

    assert talking == TALKS


SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))
# What keeps something in the browser, and what lets a name that was sent change every object.
KEEPS = re.compile(r"localStorage|sessionStorage|indexedDB|caches\b|document\.cookie|serviceWorker")
POLLUTES = re.compile(
    r"__proto__|\.prototype\b(?!\))|Object\.(?:assign|setPrototypeOf|defineProperty)|\[[A-Za-z_.]+\]\s*=(?!=)"
    r"|\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write"
)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_keeps_nothing_and_changes_no_object_by_a_name_that_was_sent(path: Path) -> None:
    script = path.read_text()

    found = [one.group() for one in (*KEEPS.finditer(script), *POLLUTES.finditer(script))]

    assert found == []


def test_the_image_takes_in_what_is_named_and_nothing_of_git() -> None:
    lines = (ROOT / ".dockerignore").read_text().split()

    named = {line[1:] for line in lines if line.startswith("!")}

    assert lines[0] == "*"
    assert not {one for one in named if one.startswith((".", "**", "*"))}
    assert "var" not in named


def test_pages_forms_and_calls_leave_rows_to_queries_and_actions() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree in product()
        if EDGES.search(name)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
    ]

    assert found == []
