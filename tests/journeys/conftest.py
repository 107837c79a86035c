"""People at their browsers, against the real site over a committed database."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ccs.outbox.delivery import deliver_batch
from tests.signing_in import typed_a_code
from tests.world import World, build_world

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
WIDE, NARROW = 1280, 320
# Whatever a page has put where the browser keeps things.
KEPT = """async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map((one) => one.name), ...(await caches.keys()),
]"""
# What the browser shows a PDF with.
ITS_OWN = ("chrome://", "chrome-extension://")

expect.set_options(timeout=15_000)


@dataclass
class Site:
    """Opens the site as somebody; every page looked at is checked for what shuts people out."""

    url: str
    browser: Browser
    world: World
    other: World
    contexts: list[BrowserContext] = field(default_factory=list)
    strayed: list[str] = field(default_factory=list)

    def open(self, name: str = "", *, width: int = WIDE, script: bool = True) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=script, base_url=self.url
        )
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        context.on("request", lambda request: self.listen(request.url, of_page=False))
        context.on("console", lambda message: self.listen(message.text, of_page=True))
        if name:
            client = Client()
            client.force_login(
                self.world.user(name), "allauth.account.auth_backends.AuthenticationBackend"
            )
            typed_a_code(client, self.world.user(name))
            cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.url}]
            )
        return context.new_page()

    def listen(self, said: str, *, of_page: bool) -> None:
        """A request to another host; or that the page was not let do what its headers forbid."""
        own = said.startswith((self.url, "data:", "blob:", *ITS_OWN))
        if ("Content Security Policy" in said) if of_page else not own:
            self.strayed.append(said)

    def path(self, rest: str = "") -> str:
        return f"/{self.world.network.slug}/{rest}"


@pytest.fixture
def site(live_server: Any, browser: Browser, transactional_db: None) -> Iterator[Site]:
    site = Site(live_server.url, browser, build_world(), build_world("norwich", "Norwich Network"))
    yield site
    for context in site.contexts:
        context.close()
    assert site.strayed == []


@pytest.fixture
def post() -> Callable[[], None]:
    """What the worker does: everything owed is sent."""

    def send_all() -> None:
        while deliver_batch(limit=50):
            pass

    return send_all


def check(page: Page, heading: str) -> None:
    """The page is the one meant, fits its screen, and axe finds nothing on it.

    axe is a script itself: where scripts do not run, the same pages are looked at with them.
    """
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.wait_for_load_state()
    assert page.evaluate(KEPT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    if page.locator("body.govuk-frontend-supported").count():
        found = Axe().run(page, options=AXE).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
