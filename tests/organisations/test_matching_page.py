"""What docs/matching.md says is what the code does."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from organisations.matching.rules import WEIGHTS, Asked, Candidate, Facts, Match, bundle, rank
from organisations.matching.sentences import Told, sentence
from organisations.places.rules import Place

PAGE = Path(__file__).parents[2] / "docs" / "matching.md"
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ASKED = Asked(
    needs=("food", "debt"),
    place=Place("E14NS", "E09000030", "E05009326", "E01004307", 535800, 182100),
    facts=Facts(age=34, nrpf=True),
)
EVERYWHERE = frozenset({("network", "")})
QUAY = Candidate(
    UUID(int=1),
    "Quay advice",
    frozenset({"food", "debt"}),
    EVERYWHERE,
    minimum_age=18,
    takes_nrpf=True,
    confirmed_at=NOW,
)
SERVICES = [
    QUAY,
    replace(
        QUAY,
        service_id=UUID(int=2),
        name="Lantern food parcels",
        needs=frozenset({"food"}),
        areas=frozenset({("ward", "E05009326")}),
        minimum_age=None,
        takes_nrpf=None,
        easting=535800,
        northing=180500,
        response_hours=4.0,
    ),
    replace(
        QUAY,
        service_id=UUID(int=3),
        name="Harbour debt clinic",
        needs=frozenset({"debt"}),
        state="waiting_list",
        expected_wait_days=14,
    ),
    replace(
        QUAY,
        service_id=UUID(int=4),
        name="Council grants",
        takes_nrpf=False,
        areas=frozenset({("authority", "E09000030")}),
    ),
]


def table(heading: str) -> list[list[str]]:
    """The rows of the first table under a heading."""
    lines = PAGE.read_text().split(f"## {heading}\n", 1)[1].splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("|"))
    rows = []
    for line in lines[first + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def told(match: Match) -> list[str]:
    (service,) = [one for one in SERVICES if one.service_id == match.service_id]
    areas = {"E05009326": "St Dunstan’s", "E09000030": "Tower Hamlets"}
    about = Told(ASKED, service, NOW, areas)
    said = [f"{sentence(one, about)} ({WEIGHTS[one.code][0]})" for one in match.reasons]
    said += [f"not known: {sentence(one, about)} (-45)" for one in match.unknowns]
    said += [f"against: {sentence(one, about)}" for one in match.ruled_out]
    return [service.name, str(match.score), "; ".join(said)]


def test_the_table_of_weights_is_the_one_in_force() -> None:
    written = [(code.strip("`"), int(points), why) for code, points, why in table("The weights")]

    assert written == [(code, points, why) for code, (points, why) in WEIGHTS.items()]


def test_the_worked_example_is_what_comes_out() -> None:
    matches = rank(ASKED, SERVICES)

    assert table("A worked example") == [told(match) for match in matches]
    assert bundle(ASKED, matches) == (QUAY.service_id,)
