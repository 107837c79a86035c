from typing import Any

import pytest
from django.core.management import CommandError, call_command

from ccs.accounts.models import User
from ccs.demo import registry


@pytest.mark.django_db
def test_a_part_that_fails_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch):
    here = "tests.demo.test_build_command"
    halves = [(["half"], f"{here}.make_one"), (["half"], f"{here}.fail")]
    monkeypatch.setattr(registry, "_builders", halves)

    with pytest.raises(RuntimeError):
        registry.build_part("half")

    assert not User.objects.filter(email="half.sample@half.example").exists()


def make_one(part: str) -> str:
    User.objects.create_user("half.sample@half.example")
    return "1 person"


def fail(part: str) -> str:
    raise RuntimeError(part)


def test_nobody_is_made_up_where_it_is_not_a_demo(settings: Any):
    settings.DEMO = False

    with pytest.raises(CommandError) as refused:
        call_command("build_demo")

    assert "DEMO is not set" in str(refused.value)
