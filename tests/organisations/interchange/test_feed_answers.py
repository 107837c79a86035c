import pytest

from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from organisations.interchange.oruk.answers import answered


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("", 200),
        ("services/", 200),
        ("services?page=0", 400),
        ("services/0192f0c0-0000-7000-8000-000000000000", 404),
        ("services/not-an-id", 404),
        ("taxonomies/not-an-id", 404),
        ("taxonomy_terms/0192f0c0-0000-7000-8000-000000000000", 404),
        ("organizations", 404),
        ("services/a/b", 404),
    ],
)
def test_every_answer_is_json_that_any_site_may_read(client, world, path, status):
    answer = client.get(f"/oruk/hamlets/{path}")

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json()


@pytest.mark.parametrize("address", ["/oruk/", "/oruk", "/oruk/nowhere", "/oruk/nowhere/services"])
def test_there_is_no_feed_elsewhere(client, world, address):
    answer = client.get(address)

    assert answer.status_code in {301, 404}
    assert "hamlets" not in answer.content.decode()


def test_a_practice_network_has_no_feed(client, world):
    with enter(system(world.network.pk)):
        Network.objects.filter(pk=world.network.pk).update(kind="practice")

    answer = client.get("/oruk/hamlets/services")

    assert answer.status_code == 404
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_the_feed_can_only_be_read(client, world, method):
    answer = getattr(client, method)("/oruk/hamlets/services")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_head_has_no_body(client, world):
    answer = client.head("/oruk/hamlets/services")

    assert (answer.status_code, answer.content) == (200, b"")


def test_anybody_may_keep_an_answer_and_ask_whether_it_changed(client, world):
    first = client.get("/oruk/hamlets/services")

    again = client.get("/oruk/hamlets/services", headers={"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in first.get("Vary", "")
    assert not first.cookies
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"


def test_who_is_signed_in_sees_the_same(client, world):
    public = client.get("/oruk/hamlets/services")
    client.force_login(world.user("coordinator"))

    signed_in = client.get("/oruk/hamlets/services")

    assert signed_in.content == public.content
    assert "Cookie" not in signed_in.get("Vary", "")


def test_a_mistake_of_ours_is_told_in_json_to_any_site(rf, world):
    @answered
    def broken(network, asked):
        raise LookupError("a table is missing")

    answer = broken(rf.get("/oruk/hamlets/services"), network="hamlets")

    assert answer.status_code == 500
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert b"table" not in answer.content
