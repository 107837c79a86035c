"""The demo's postcodes and councils: open data, see LICENCE.md beside them."""

from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent
POSTCODES: Final = _FOLDER / "postcodes.csv"
LOCAL_AUTHORITIES: Final = _FOLDER / "local_authorities.csv"
