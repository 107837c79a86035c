from collections.abc import Iterator

import pytest
from django.test import Client
from redis.exceptions import RedisError

from ccs.cache import Cache
from ccs.outbox.models import OutboxMessage
from tests.world import World


@pytest.fixture
def redis_away(settings) -> Iterator[None]:
    nowhere = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
    with pytest.MonkeyPatch.context() as here:
        here.setattr(Cache, "away_until", 0.0)
        settings.CACHES = {"default": nowhere}
        yield


def test_who_is_signed_in_goes_on_working(world: World, redis_away: None) -> None:
    browser = Client()
    browser.force_login(world.user("adviser"))

    home, profile = browser.get("/hamlets/"), browser.get("/hamlets/profile/")

    assert (home.status_code, profile.status_code) == (200, 200)
    assert "Adviser Sample" in profile.content.decode()


def test_who_signs_out_is_signed_out(world: World, redis_away: None) -> None:
    browser = Client()
    browser.force_login(world.user("adviser"))

    browser.post("/accounts/logout/")

    assert browser.get("/hamlets/").status_code == 302


def test_a_code_to_sign_in_with_is_still_sent(world: World, redis_away: None) -> None:
    answer = Client().post("/accounts/login/", {"email": world.email("adviser")})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/login/code/")
    assert OutboxMessage.objects.count() == 1


def test_it_is_waited_for_once_and_not_by_every_question(
    world: World, redis_away: None, caplog: pytest.LogCaptureFixture
) -> None:
    browser = Client()
    browser.force_login(world.user("adviser"))

    browser.get("/hamlets/")

    assert [record.message for record in caplog.records if record.name == "ccs.cache"] == [
        "cache.away"
    ]


def test_who_counts_is_told_that_nothing_is_counted(redis_away: None) -> None:
    counters = Cache("redis://127.0.0.1:1/0", {})
    counters.get("anything")

    with pytest.raises(RedisError):
        counters.incr("tries")
