"""The published schemas of HSDS-UK 3.0, and what they leave to its compliance criteria."""

import json
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker

FOLDER = Path(__file__).parents[2] / "data" / "oruk"
PAGING = {
    "total_items": int,
    "total_pages": int,
    "page_number": int,
    "size": int,
    "first_page": bool,
    "last_page": bool,
    "empty": bool,
    "contents": list,
}
formats = FormatChecker()


@formats.checks("uri", raises=ValueError)
def is_uri(value: object) -> bool:
    return not isinstance(value, str) or bool(urlsplit(value).scheme and urlsplit(value).netloc)


@cache
def validator(name: str) -> Draft202012Validator:
    schema = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=formats)


def faults(name: str, answer: object) -> list[str]:
    """What is wrong with an answer by its schema, and everything that is empty in it."""
    found = [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(answer)]
    if name.endswith("_list"):
        found += [
            f"$.{field}: not {kind.__name__}"
            for field, kind in PAGING.items()
            if not isinstance(answer.get(field), kind)
        ]
    return found + list(empty_in(answer))


def empty_in(value: object, path: str = "$"):
    if value in (None, "", {}) or (value == [] and path != "$.contents"):
        yield f"{path}: empty"
    rows = value.items() if isinstance(value, dict) else []
    rows = enumerate(value) if isinstance(value, list) else rows
    for key, inner in rows:
        yield from empty_in(inner, f"{path}.{key}")
