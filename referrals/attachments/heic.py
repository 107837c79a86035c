"""A HEIC photo's own notes are emptied where they lie (ISO/IEC 14496-12, 23008-12).

How it is turned stands elsewhere in such a file, so nothing else changes.
"""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

# An item that is no picture, and what is written over it: an Exif block that says nothing.
_NOTES: Final = {
    b"Exif": bytes(4) + b"MM\0*" + struct.pack(">IHI", 8, 0, 0),
    b"mime": b"",
    b"uri ": b"",
}
_KEPT: Final = frozenset([b"ftyp", b"meta", b"mdat"])
_EMPTIED: Final = frozenset([b"free", b"skip", b"uuid"])
_LONG, _TO_THE_END = 1, 0
_IN_FILE, _IN_BOX = 0, 1
_WIDE_IDS: Final = 2


class Broken(Exception):
    """Not a whole photo, or built in a way that photos are not."""


class Box(NamedTuple):
    """One part: its name, where its content starts and where it ends."""

    name: bytes
    start: int
    end: int


def without_traces_in_heic(content: bytes) -> bytes:
    emptied = bytearray(content)
    for box in _boxes(content, 0, len(content)):
        if box.name == b"meta":
            _empty_notes(content, box, emptied)
        elif box.name in _EMPTIED:
            emptied[box.start : box.end] = bytes(box.end - box.start)
        elif box.name not in _KEPT:
            raise Broken  # a film, or what hangs on behind the photo
    return bytes(emptied)


def _boxes(content: bytes, at: int, end: int) -> Iterator[Box]:
    while at < end:
        size, name = struct.unpack_from(">I4s", content, at)
        start = at + 8
        if size == _LONG:
            (size,) = struct.unpack_from(">Q", content, start)
            start += 8
        after = end if size == _TO_THE_END else at + size
        if not start <= after <= end:
            raise Broken
        yield Box(name, start, after)
        at = after


def _empty_notes(content: bytes, meta: Box, emptied: bytearray) -> None:
    inner = {box.name: box for box in _boxes(content, meta.start + 4, meta.end)}
    if b"iinf" not in inner or b"iloc" not in inner:
        raise Broken
    notes = _notes(content, inner[b"iinf"])
    for item, method, start, length in _places(content, inner[b"iloc"]):
        if item not in notes:
            continue
        within = inner.get(b"idat") if method == _IN_BOX else None
        if within is None and method != _IN_FILE:
            raise Broken
        first = start + (within.start if within else 0)
        if not length or first + length > len(content):
            raise Broken
        emptied[first : first + length] = notes[item][:length].ljust(length, b"\0")


def _notes(content: bytes, iinf: Box) -> dict[int, bytes]:
    """The items that are no picture, with what is written over each."""
    found = {}
    first = iinf.start + (6 if content[iinf.start] == 0 else 8)
    for box in _boxes(content, first, iinf.end):
        version = content[box.start]
        if box.name != b"infe" or version < _WIDE_IDS:
            raise Broken
        layout = ">HH4s" if version == _WIDE_IDS else ">IH4s"
        item, _protected, kind = struct.unpack_from(layout, content, box.start + 4)
        if kind in _NOTES:
            found[item] = _NOTES[kind]
    return found


def _places(content: bytes, iloc: Box) -> Iterator[tuple[int, int, int, int]]:
    """Item, how its place is counted, where it starts, how long it is; one for each piece."""
    version = content[iloc.start]
    at = iloc.start + 4
    offset_size, length_size = divmod(content[at], 16)
    base_size, index_size = divmod(content[at + 1], 16)
    at += 2
    wide = 4 if version >= _WIDE_IDS else 2
    count, at = _number(content, at, wide)
    for _ in range(count):
        item, at = _number(content, at, wide)
        method, at = _number(content, at, 2) if version else (_IN_FILE, at)
        base, at = _number(content, at + 2, base_size)
        pieces, at = _number(content, at, 2)
        for _piece in range(pieces):
            if version:
                at += index_size
            start, at = _number(content, at, offset_size)
            length, at = _number(content, at, length_size)
            yield item, method & 0xF, base + start, length


def _number(content: bytes, at: int, size: int) -> tuple[int, int]:
    if at + size > len(content):
        raise Broken
    return int.from_bytes(content[at : at + size], "big"), at + size
