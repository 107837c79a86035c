from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache

from ccs.jobs.actions import run_due
from ccs.jobs.models import Job
from referrals.retention.tasks import look_for_what_is_over
from referrals.rights.actions import agree, propose, take_from_team
from tests.canary.life import SIGNS, Life, live, wish
from tests.canary.search import dumped, in_files, in_redis, signs_in
from tests.world import build_world

pytestmark = pytest.mark.django_db(transaction=True)

THE_NIGHT_AFTER = datetime(2032, 12, 1, 4, tzinfo=UTC)


def erased_by_request(life: Life) -> None:
    with time_machine.travel(datetime(2026, 12, 1, 10, tzinfo=UTC), tick=False):
        with life.world.acting("teacher") as teacher:
            asked = take_from_team(actor=teacher, client_id=life.records[0], wish=wish("erase"))
            propose(actor=teacher, request_id=asked.pk)
        with life.world.acting("coordinator") as coordinator:
            agree(actor=coordinator, request_id=asked.pk)


def erased_by_time(life: Life) -> None:
    Job.objects.exclude(kind__startswith="retention").delete()
    with time_machine.travel(THE_NIGHT_AFTER, tick=False):
        look_for_what_is_over()
        run_due(limit=100)


@pytest.mark.parametrize("erased", [erased_by_request, erased_by_time])
def test_nothing_is_left_of_somebody_who_was_erased(notify, caplog, erased):
    build_world("norwich", "Norwich Network")
    life = live(build_world(), notify)
    alive = signs_in(dumped(), SIGNS)

    erased(life)

    assert sorted(set(SIGNS) - set(alive)) == []
    assert signs_in(dumped(), SIGNS) == []
    assert signs_in(in_redis(), SIGNS) == []
    assert signs_in(caplog.text, SIGNS) == []
    assert signs_in(in_files(Path(settings.BASE_DIR) / "var"), SIGNS) == []


def test_the_search_finds_what_is_left_behind_in_redis_and_in_a_file(tmp_path):
    cache.set("found", "left in Redis", timeout=60)
    (tmp_path / "left.txt").write_text("left in a file")

    (tmp_path / "number.txt").write_text("07700 900-932")

    signs = ["left in Redis", "left in a file", "7700900932"]
    found = signs_in(in_redis() + in_files(tmp_path), signs)

    assert found == signs
