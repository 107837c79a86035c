"""What the environment says about councils, and what it may not say."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ccs.settings.councils import councils_in_environment
from ccs.settings.environment import Problems
from tests.accounts.council.conftest import norfolk

GOOD = {
    "COUNCIL_SIGN_IN": "norfolk,suffolk",
    "COUNCIL_NORFOLK_ISSUER": "https://norfolk.example/tenant/v2.0",
    "COUNCIL_NORFOLK_CLIENT_ID": "referrals",
    "COUNCIL_NORFOLK_CLIENT_SECRET": "made-up-1",
    "COUNCIL_NORFOLK_LABEL": "Norfolk Sample Council",
    "COUNCIL_NORFOLK_DOMAINS": "norfolk.example, Schools.Norfolk.example",
    "COUNCIL_NORFOLK_AMR": "mfa",
    "COUNCIL_NORFOLK_VERIFIED_BY": "xms_edov",
    "COUNCIL_NORFOLK_MAX_AGE_HOURS": "12",
    "COUNCIL_SUFFOLK_ISSUER": "https://suffolk.example/",
    "COUNCIL_SUFFOLK_CLIENT_ID": "referrals",
    "COUNCIL_SUFFOLK_CLIENT_SECRET": "made-up-2",
    "COUNCIL_SUFFOLK_LABEL": "Suffolk Sample Council",
    "COUNCIL_SUFFOLK_DOMAINS": "suffolk.example",
}


@pytest.fixture
def read(monkeypatch):
    def read_with(**changes):
        for name, value in {**GOOD, **changes}.items():
            monkeypatch.setenv(name, value)
        problems = Problems()
        return councils_in_environment(problems), problems.found

    return read_with


def test_several_councils_are_read(read):
    councils, problems = read()

    norfolk, suffolk = councils.values()
    assert problems == []
    assert norfolk.domains == {"norfolk.example", "schools.norfolk.example"}
    assert (norfolk.amr, norfolk.verified_by, norfolk.max_age) == ({"mfa"}, "xms_edov", 43_200)
    assert (suffolk.amr, suffolk.verified_by, suffolk.max_age) == (set(), "email_verified", None)
    assert "made-up" not in repr(norfolk)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("COUNCIL_NORFOLK_CLIENT_SECRET", "", "COUNCIL_NORFOLK_CLIENT_SECRET is missing"),
        ("COUNCIL_NORFOLK_ISSUER", "http://norfolk.example", "COUNCIL_NORFOLK_ISSUER must start"),
        ("COUNCIL_NORFOLK_ISSUER", "https://norfolk.example?x", "COUNCIL_NORFOLK_ISSUER must"),
        ("COUNCIL_NORFOLK_ISSUER", "https://suffolk.example/", "the same domain or issuer"),
        ("COUNCIL_NORFOLK_DOMAINS", "suffolk.example", "the same domain or issuer"),
        ("COUNCIL_NORFOLK_DOMAINS", "", "COUNCIL_NORFOLK_DOMAINS must hold"),
        ("COUNCIL_NORFOLK_DOMAINS", "jo@norfolk.example", "COUNCIL_NORFOLK_DOMAINS must hold"),
        ("COUNCIL_NORFOLK_VERIFIED_BY", "email", "COUNCIL_NORFOLK_VERIFIED_BY must be one of"),
        ("COUNCIL_NORFOLK_MAX_AGE_HOURS", "soon", "COUNCIL_NORFOLK_MAX_AGE_HOURS must be"),
        ("COUNCIL_SIGN_IN", "norfolk,Suffolk", "COUNCIL_SIGN_IN must hold short"),
    ],
)
def test_what_is_missing_or_unsafe_is_named(read, name, value, said):
    _, problems = read(**{name: value})

    assert len(problems) == 1
    assert said in problems[0]


def test_a_command_says_what_to_register_and_what_does_not_work(council, settings):
    first = settings.COUNCILS["norfolk"]
    settings.COUNCILS = {"norfolk": first, "suffolk": norfolk("http://127.0.0.1:1", key="suffolk")}
    said = StringIO()

    with pytest.raises(CommandError, match="1 of 2 do not work"):
        call_command("try_councils", stdout=said)

    assert said.getvalue() == (
        "Norfolk Sample Council\n"
        "  register http://localhost:8000/accounts/login/council/norfolk/answer/\n"
        "  answers; 2 of its keys are for us\n"
        "Norfolk Sample Council\n"
        "  register http://localhost:8000/accounts/login/council/suffolk/answer/\n"
        "  does not work: ConnectionError\n"
    )
