"""Who is in a practice network from the start. Every name says that nobody of it is real.

Telephone numbers are kept for drama by Ofcom, and addresses end in .example.
"""

from dataclasses import dataclass
from typing import Final

from organisations.capacity.rules import State


@dataclass(frozen=True, slots=True)
class MadeUpService:
    name: str
    needs: tuple[str, ...]
    description: str
    state: str = State.OPEN
    places: int | None = None
    per: str = ""
    wait_days: int | None = None


@dataclass(frozen=True, slots=True)
class MadeUpOrganisation:
    """One team, called like it, with one worker. They answer what comes to them."""

    name: str
    sector: str
    worker: str
    phone: str
    services: tuple[MadeUpService, ...]

    @property
    def email(self) -> str:
        return f"{self.worker.lower().replace(' ', '.')}@practice.example"


ORGANISATIONS: Final = (
    MadeUpOrganisation(
        "Practice Food Bank",
        "vcs",
        "Fay Practice",
        "01632 960501",
        (
            MadeUpService(
                "Practice food parcels",
                ("food", "toiletries"),
                "Made up. Food for three days, to collect or brought to the door.",
                State.LIMITED,
                places=40,
                per="week",
            ),
        ),
    ),
    MadeUpOrganisation(
        "Practice Advice Centre",
        "vcs",
        "Ada Practice",
        "01632 960502",
        (
            MadeUpService(
                "Practice money advice",
                ("debt", "benefits", "fuel", "cash", "employment"),
                "Made up. Advice about debt, benefits, work and bills.",
            ),
            MadeUpService(
                "Practice housing advice",
                ("housing", "shelter", "legal", "immigration"),
                "Made up. Advice before people lose their home, and when they have none.",
                State.WAITING_LIST,
                wait_days=10,
            ),
        ),
    ),
    MadeUpOrganisation(
        "Practice Council",
        "local_authority",
        "Cal Practice",
        "01632 960503",
        (
            MadeUpService(
                "Practice hardship fund",
                ("cash", "fuel", "food", "furniture", "travel"),
                "Made up. A payment or goods for people with no money in an emergency.",
            ),
        ),
    ),
    MadeUpOrganisation(
        "Practice Community Hub",
        "faith",
        "Hal Practice",
        "01632 960504",
        (
            MadeUpService(
                "Practice pantry and warm room",
                ("food", "isolation", "clothing", "phone", "digital", "fuel"),
                "Made up. Come in, get warm, take food home, and use a computer.",
            ),
            MadeUpService(
                "Practice furniture store",
                ("furniture",),
                "Made up. Beds, cookers and fridges.",
                State.PAUSED,
            ),
        ),
    ),
    MadeUpOrganisation(
        "Practice Family Centre",
        "vcs",
        "Fin Practice",
        "01632 960505",
        (
            MadeUpService(
                "Practice family support",
                ("family", "care", "education", "clothing", "domestic_abuse"),
                "Made up. Somebody to talk to about children, caring and staying safe.",
            ),
        ),
    ),
    MadeUpOrganisation(
        "Practice Health Link",
        "health",
        "Hope Practice",
        "01632 960506",
        (
            MadeUpService(
                "Practice link worker",
                ("mental_health", "physical_health", "drugs_alcohol", "isolation"),
                "Made up. A link worker who finds groups, treatment and company.",
            ),
        ),
    ),
)
# Finds a place for what was sent to the desk.
COORDINATOR: Final = "Dee Practice"
COORDINATOR_EMAIL: Final = "dee.practice@practice.example"
WHY_PAUSED: Final = "The practice van is being repaired"
SIGNED_BY: Final = "Nobody: made up for practice"
