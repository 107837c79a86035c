"""Sets a leaflet's text and makes the PDF: tagged, so that it can be read aloud."""

import json
import logging
from collections.abc import Mapping
from datetime import datetime
from functools import cache as once
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import font_source_sans_pro
import typst
from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

logger = logging.getLogger("ccs.leaflet")
_TEMPLATES: Final = Path(settings.BASE_DIR) / "templates" / "organisations" / "leaflet"
_FONTS: Final = Path(font_source_sans_pro.__file__).parent / "files"
_FRESH_FOR: Final = 600


def printed(leaflet: Mapping[str, Any], *, large: bool, at: datetime) -> bytes:
    """The PDF of these words."""
    words = json.dumps(leaflet, ensure_ascii=False, sort_keys=True)
    layout = "large" if large else "folded"
    return set_in_type(_TEMPLATES, layout, {"leaflet": words}, at=at)


def set_in_type(folder: Path, layout: str, inputs: Mapping[str, str], *, at: datetime) -> bytes:
    """What a layout of the folder makes of `inputs`, its `sys.inputs`.

    The same words are set once in a day and kept for a while.
    """
    asked = json.dumps(inputs, ensure_ascii=False, sort_keys=True)
    key = f"typeset:{sha256(f'{folder.name} {layout} {at:%Y%m%d} {asked}'.encode()).hexdigest()}"
    found = _kept(key)
    if found is None:
        found = _set(folder, layout, inputs, at)
        _keep(key, found)
    return found


def _set(folder: Path, layout: str, inputs: Mapping[str, str], at: datetime) -> bytes:
    """PDF/UA-1 where the fonts have every letter; else tagged all the same, with boxes for some."""
    made = at.replace(hour=0, minute=0, second=0, microsecond=0)
    common: dict[str, Any] = {
        "root": str(folder),
        "font_paths": _fonts(),
        "sys_inputs": dict(inputs),
        "timestamp": int(made.timestamp()),
    }
    source = str(folder / f"{layout}.typ")
    try:
        return typst.compile(source, pdf_standards=["ua-1"], **common)
    except typst.TypstError:
        logger.warning("leaflet.letters_missing", extra={"layout": layout})
        return typst.compile(source, **common)


@once
def _fonts() -> typst.Fonts:
    """Those that came with the packages, and none of the machine's: the same everywhere."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(_FONTS)])


def _kept(key: str) -> bytes | None:
    try:
        found: bytes | None = cache.get(key)
    except RedisError:
        return None
    return found


def _keep(key: str, found: bytes) -> None:
    try:
        cache.set(key, found, _FRESH_FOR)
    except RedisError as error:
        logger.warning("leaflet.not_kept", extra={"error": type(error).__name__})
