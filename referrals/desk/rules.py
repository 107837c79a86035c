"""What goes with a letter that the desk passes on."""

from collections.abc import Collection, Sequence


def items_for(needed: Collection[str], *, held: Sequence[str]) -> list[str]:
    """Of what the desk holds: the answers that the service needs, and the files."""
    wanted = set(needed)
    return [item for item in held if item in wanted or item.startswith("file:")]
