"""The demo's postcodes and councils: open data, see LICENCE.md beside them."""

from pathlib import Path
from typing import Final

from ccs.demo.registry import AlreadyBuiltError
from organisations.places.actions import import_areas, import_postcodes
from organisations.places.models import Postcode

PART: Final = "places"
_FOLDER: Final = Path(__file__).parent
POSTCODES: Final = _FOLDER / "postcodes.csv"
LOCAL_AUTHORITIES: Final = _FOLDER / "local_authorities.csv"


def build(part: str) -> str:
    if Postcode.objects.exists():
        raise AlreadyBuiltError
    with POSTCODES.open(newline="", encoding="utf-8") as lines:
        postcodes = import_postcodes(lines=lines)
    with LOCAL_AUTHORITIES.open(newline="", encoding="utf-8") as lines:
        areas = import_areas(lines=lines)
    return f"{postcodes.rows} postcodes, {areas.rows} councils"
