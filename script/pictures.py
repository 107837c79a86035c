"""`script/screenshots`: signs in as made-up people of a running demo and photographs pages."""

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from ccs.embedded.lock import announced
from ccs.embedded.run import var
from script.browser import find_or_install

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
WIDE, PHONE, HEIGHT = 900, 320, 800
TEACHER = "nasima.example@mulberry-school.example"
ADVISER = "shirin.madeup@island-advice.example"
PRESCRIBER = "tunde.sample@bbbc.example"
WELSH_TEACHER = "rhys.enghraifft@ysgol-enghraifft.example"


@dataclass(frozen=True)
class Shot:
    """One picture: of the page at `path`, or of that to which its link like `follow` leads.

    `down_to` is what the picture begins with, where that is not the top of the page.
    """

    name: str
    path: str
    email: str = ""
    follow: str = ""
    down_to: str = ""
    width: int = WIDE
    language: str = "en-GB"


SHOTS = [
    Shot("sign-in", "/accounts/login/", width=PHONE),
    Shot("home", "/tower-hamlets/", TEACHER),
    # The home of each role: a worker's are those before and after.
    Shot("home-manager", "/norfolk/", "margaret.pretend@norfolk-ca.example"),
    Shot("home-coordinator", "/norfolk/", "alex.madeup@ncan.example"),
    Shot("home-analyst", "/norfolk/", "hannah.invented@norfolk-council.example"),
    Shot("home-programme", "/programme/", "priya.imaginary@ccs-programme.example"),
    Shot("home-phone", "/tower-hamlets/", ADVISER, width=PHONE),
    Shot("who-can-help", "/tower-hamlets/", TEACHER, follow="Finish and send|Lubna Placeholder"),
    Shot("referral", "/tower-hamlets/referrals/", ADVISER, follow="Benefits, Housing"),
    Shot(
        "find-services",
        "/tower-hamlets/services/?need=food&behind=housing&near=E1+2AY",
        PRESCRIBER,
        down_to="Helps with any of",
    ),
    Shot("service", "/tower-hamlets/services/?need=food", PRESCRIBER, follow="Food and toiletries"),
    Shot("organisation", "/tower-hamlets/members/", PRESCRIBER, follow="Docklands Food Cupboard"),
    Shot(
        "find-help-phone",
        "/find-help/tower-hamlets/?need=food&postcode=E1+2AY",
        width=PHONE,
        down_to="services can help",
    ),
    Shot("desk", "/norfolk/desk/", "alex.madeup@ncan.example"),
    Shot("capacity-phone", "/norfolk/capacity/", "ruth.sample@wherry-hub.example", width=PHONE),
    Shot("welsh-phone", "/swansea/", WELSH_TEACHER, width=PHONE, language="cy"),
]


def main(address: str, browser: str) -> None:
    """Every picture, at the address of a running demo."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=sandbox)
        people = chromium.new_context().request.get(f"{address}/demo/people.json").json()
        sign_in = {f"/{one['network']}/{one['email']}": one["sign_in_url"] for one in people}
        for shot in SHOTS:
            network = "" if shot.path == "/programme/" else shot.path.split("/")[1]
            take(chromium, shot, address, sign_in.get(f"/{network}/{shot.email}"))


def take(chromium: Browser, shot: Shot, address: str, sign_in: str | None) -> None:
    """One picture, in a browser that knows nobody yet."""
    context = chromium.new_context(
        viewport={"width": shot.width, "height": HEIGHT}, locale=shot.language
    )
    if sign_in:
        context.request.post(sign_in)
    page = context.new_page()
    page.goto(f"{address}{shot.path}")
    if shot.follow:
        page.get_by_role("link", name=re.compile(shot.follow)).first.click()
    if shot.down_to:
        page.get_by_text(shot.down_to).first.evaluate("it => it.scrollIntoView()")
    page.screenshot(path=FOLDER / f"{shot.name}.png", animations="disabled")
    print(f"{shot.name}: {page.title()}")
    context.close()


if __name__ == "__main__":
    found = sys.argv[1] if len(sys.argv) > 1 else announced(var()).get("address")
    if not found:
        sys.exit("Start the demo first: script/demo")
    installed = find_or_install()
    if not installed:
        sys.exit(1)
    main(found.rstrip("/"), installed)
