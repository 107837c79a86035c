from types import SimpleNamespace

import pytest
from django.urls import include, path

from ccs.ui import navigation
from ccs.ui.navigation import NavItem, nearest


def page(request, network):
    raise NotImplementedError


urlpatterns = [
    path("", include("ccs.urls")),
    path("<slug:network>/", page, name="test-home"),
    path("<slug:network>/referrals/", page, name="test-referrals"),
    path("<slug:network>/desk/", page, name="test-desk"),
]

WORKER = SimpleNamespace(network=SimpleNamespace(slug="norfolk"), roles={"worker"})
COORDINATOR = SimpleNamespace(network=SimpleNamespace(slug="norfolk"), roles={"coordinator"})


@pytest.fixture
def items(settings, monkeypatch):
    settings.ROOT_URLCONF = __name__
    monkeypatch.setattr(navigation, "_items", {})
    for label, name, order in [("Desk", "desk", 60), ("Home", "home", 10)]:
        navigation.register(
            NavItem(
                label=label,
                url_name=f"test-{name}",
                visible=lambda actor, name=name: name == "home" or "coordinator" in actor.roles,
                order=order,
            )
        )


def test_each_sees_what_their_role_gives_in_order(items):
    worker = navigation.links(WORKER, "/norfolk/")

    coordinator = navigation.links(COORDINATOR, "/norfolk/")

    assert [link["text"] for link in worker] == ["Home"]
    assert [link["text"] for link in coordinator] == ["Home", "Desk"]


def test_a_page_below_an_item_shows_where_one_is(items):
    links = navigation.links(COORDINATOR, "/norfolk/desk/waiting/")

    desk = links[1]

    assert desk["href"] == "/norfolk/desk/"
    assert desk["active"]
    assert not desk["current"]


def test_the_signed_out_have_no_navigation(items):
    links = navigation.links(None, "/")

    assert links == []


def test_home_does_not_claim_every_page():
    places = ["/norfolk/", "/norfolk/desk/"]

    found = nearest(places, "/norfolk/services/", home="/norfolk/")

    assert found is None


def test_an_item_registered_twice_is_shown_once(items):
    again = NavItem(label="The desk", url_name="test-desk", visible=lambda actor: True, order=60)

    navigation.register(again)

    assert [link["text"] for link in navigation.links(WORKER, "/")] == ["Home", "The desk"]
