"""Every page somebody can reach, at both widths, under axe."""

import pytest

from tests.journeys.conftest import NARROW, WIDE, check

MEMBERS = "Members of Hamlets Network"
PAGES = {
    "teacher": {
        "services/": "Find services",
        "signposting/?need=food": "Give details of help",
        "refer/": "Who is it for?",
        "referrals/?box=sent": "Referrals",
        "members/": MEMBERS,
        "profile/": "Your details",
        "lessons/": "Lessons and practice",
        "lessons/refer/": "Make a referral",
        "practice/": "Practise",
    },
    "adviser": {
        "capacity/": "Can your services take referrals?",
        "referrals/": "Referrals",
        "referrals/?box=ended": "Referrals",
    },
    "manager": {
        "": "Hello Manager Sample",
        "members/people/": "People in Quay Advice",
        "members/invite/": "Invite somebody",
        "data-protection/links/": "Links to the data-protection page",
        "lead/": "Who leads the network",
    },
    "coordinator": {
        "desk/": "Desk",
        "desk/referrals/": "Every referral of the network",
        "help/": "Help",
        "desk/unmet/": "Needs that nobody could take",
        "data-protection/assessment/answers/": "What the network answers",
        "members/": MEMBERS,
    },
    "analyst": {
        "": "Hello Analyst Sample",
        "reports/": "Reports: Hamlets Network",
        "data-protection/": "Data protection in Hamlets Network",
        "data-protection/assessment/": ("Data protection impact assessment of Hamlets Network"),
        "history/": "History of Hamlets Network",
    },
}


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", PAGES)
def test_what_each_role_reaches_shuts_nobody_out(site, name, width):
    site.world.refer(site.world.advice, site.world.grants)
    page = site.open(name, width=width)

    for path, heading in PAGES[name].items():
        page.goto(site.path(path))
        check(page, heading)


@pytest.mark.parametrize(
    "path", ["/", "/accounts/login/", "/cookies/", "/privacy/", "/accessibility/"]
)
def test_what_everybody_reaches_shuts_nobody_out(site, path):
    page = site.open(width=NARROW)

    page.goto(path)

    check(page, page.get_by_role("heading", level=1).inner_text())
