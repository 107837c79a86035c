"""Who gets which answer from every address of the site.

One row to an address and method, in `answers/` a table for each app. The columns, with the
people of `scene.py`:

    anon   signed out
    other  a worker of another network
    strgr  a worker of the same network, of a team that has nothing to do with it
    sendr  a worker of the team that asks, or whose things these are
    recvr  a worker of the team that is asked
    mngr   the manager of the organisation that is asked: sees envelopes, reads no letter
    coord  the coordinator of the network: the same, of every team
    anlst  an analyst of the network
    progr  who oversees the programme, and belongs to no network

`login` is on to a page of sign-in, `302` on to another page. What is not yours answers as what
there is not: 404.
"""

from dataclasses import dataclass
from pathlib import Path

TABLES = Path(__file__).with_name("answers")
METHODS = ("GET", "POST")
# A browser's session opens none of these: a key does, and its tests are in tests/api.
NEED_A_KEY = [
    "api/v1/networks/<slug:slug>/services",
    "api/v1/networks/<slug:slug>/services/<uuid:service_id>/capacity",
    "api/v1/networks/<slug:slug>/assessments",
    "api/v1/networks/<slug:slug>/assessments/<uuid:assessment_id>/referrals",
    "api/v1/networks/<slug:slug>/assessments/<uuid:assessment_id>/withdraw_consent",
    "api/v1/networks/<slug:slug>/assessments/<uuid:assessment_id>/files",
    "api/v1/networks/<slug:slug>/referrals",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/accept",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/undo",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/assign",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/decline",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/return",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/answer",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/withdraw",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/contact",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/forward",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/gains",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/close",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/reopen",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/send_to_desk",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/place",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/files/<uuid:attachment_id>",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/messages",
    "api/v1/networks/<slug:slug>/reports/repeat_crises",
    "api/v1/networks/<slug:slug>/reports/voice",
    "api/v1/networks/<slug:slug>/reports/<slug:name>",
    "api/v1/",
]


@dataclass(frozen=True)
class Row:
    """What each role is answered by one address, asked in one way."""

    name: str
    method: str
    answers: dict[str, str]


def rows() -> list[Row]:
    written = [row for table in sorted(TABLES.glob("*.txt")) for row in rows_of(table)]
    roles = written[0].answers
    refused = [
        Row(name, how, dict.fromkeys(roles, "401")) for name in NEED_A_KEY for how in METHODS
    ]
    return [*written, *refused]


def rows_of(table: Path) -> list[Row]:
    header, *lines = [line.split() for line in table.read_text().splitlines() if line.strip()]
    roles = header[2:]
    return [Row(name, how, dict(zip(roles, cells, strict=True))) for name, how, *cells in lines]
