"""The states of a referral as a page with a picture, from the same table that the actions ask."""

from collections.abc import Iterator

from django.utils import translation

from referrals.referrals.rules import ENDED, MOVES, OWNER, Move, Side, Status

_INTRODUCTION = """\
# The states of a referral

Drawn from `MOVES` in `referrals/referrals/rules.py` by `script/manage draw_states`. Change the
table there and draw again: a test fails while this page says something else.
"""


def states_page() -> str:
    """Markdown, in English whatever the language in force."""
    with translation.override("en"):
        parts = [_INTRODUCTION, *_picture(), *_moves(), *_owners()]
    return "\n".join(parts) + "\n"


def _picture() -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield f"    [*] --> {Status.DRAFT}"
    for move in MOVES.values():
        for before in move.before:
            yield f"    {before} --> {move.after or before}: {move.name}"
    for status in ENDED:
        yield f"    {status} --> [*]"
    yield "```"
    yield ""


def _moves() -> Iterator[str]:
    yield "| Move | From | To | By | Needs | Tells |"
    yield "|---|---|---|---|---|---|"
    for move in MOVES.values():
        yield f"| {' | '.join(_cells(move))} |"
    yield ""


def _cells(move: Move) -> list[str]:
    return [
        f"`{move.name}`",
        ", ".join(str(before.label) for before in move.before),
        str(move.after.label) if move.after else "stays as it is",
        str(move.by.label),
        move.needs or "nothing more",
        ", ".join(str(side.label) for side in move.tells) or str(Side.NOBODY.label),
    ]


def _owners() -> Iterator[str]:
    yield "| Status | Value | Who acts next |"
    yield "|---|---|---|"
    for status, side in OWNER.items():
        yield f"| {status.label} | `{status}` | {side.label} |"
