"""Figures for whatever watches the site, in Prometheus's plain text. Counts and times only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import DatabaseError

# By label's value; without labels the one value has the empty name.
Values = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Gauge:
    help: str
    read: Callable[[], Values]
    label: str


_gauges: dict[str, _Gauge] = {}


def register(name: str, help_text: str, read: Callable[[], Values], *, label: str = "") -> None:
    """For `apps.ready()`. `read` answers nothing where there is nothing to say."""
    _gauges[name] = _Gauge(help_text, read, label)


def exposition() -> str:
    """Every gauge that could be read: one that the database kept back is left out."""
    lines: list[str] = []
    for name, gauge in _gauges.items():
        try:
            values = gauge.read()
        except DatabaseError:
            continue
        lines += [f"# HELP {name} {gauge.help}", f"# TYPE {name} gauge"]
        for value, number in values.items():
            told = f'{{{gauge.label}="{value}"}}' if gauge.label else ""
            lines.append(f"{name}{told} {float(number)!r}")
    return "\n".join([*lines, ""])
