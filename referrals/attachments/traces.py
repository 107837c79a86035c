"""Where, when and with what a photo was taken is taken out of it, and what hangs on behind it.

The picture itself is never decoded: what it is made of is listed, and what a browser needs to
show it is kept, byte for byte. That is safer than a library that would open it.
"""

import re
import struct
from collections.abc import Callable, Iterator
from typing import Final

from referrals.attachments.heic import Broken, without_traces_in_heic
from referrals.attachments.rules import Kind

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT: Final = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD hIST pHYs sPLT"
    b" acTL fcTL fdAT".split()
)  # fmt: skip
_WEBP_KEPT: Final = frozenset([b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"])
_WEBP_TRACES: Final = 0x04 | 0x08  # the flags that say: XMP, Exif
_START, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_JPEG_ALONE: Final = frozenset([0x01, *range(0xD0, 0xD8)])
# JFIF; colours, where the segment is of those; Adobe's sign of how colours are written.
_JPEG_APPS: Final = {0xE0: b"", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_JPEG_EXIF: Final = 0xE1
_EXIF: Final = b"Exif\0\0"
_AFTER_SCAN: Final = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
_ORIENTATION: Final = 0x0112
_UPRIGHT, _MOST_TURNED = 1, 8


def without_traces(content: bytes, kind: Kind) -> bytes:
    """A photo without them; anything else as it is. Raises Broken for a photo that is not whole."""
    clean = _CLEANED.get(kind)
    if clean is None:
        return content
    try:
        return clean(content)
    except (struct.error, IndexError, ValueError) as error:
        raise Broken from error


def _png(content: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + length + 12
        if end > len(content):
            raise Broken
        if name in _PNG_KEPT:
            kept.append(content[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end


def _webp(content: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", content, 4)
    if size + 8 > len(content):
        raise Broken
    kept, at = [], 12
    while at < size + 8:
        name, length = struct.unpack_from("<4sI", content, at)
        end = at + 8 + length + length % 2
        if at + 8 + length > size + 8:
            raise Broken
        part = bytearray(content[at:end].ljust(end - at, b"\0"))
        if name == b"VP8X":
            part[8] &= ~_WEBP_TRACES
        if name in _WEBP_KEPT:
            kept.append(bytes(part))
        at = end
    inner = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def _jpeg(content: bytes) -> bytes:
    kept, turned = [], _UPRIGHT
    for marker, segment in _segments(content):
        if marker == _JPEG_EXIF and segment[4:].startswith(_EXIF):
            turned = _turned(segment[10:])
        elif _is_kept(marker, segment):
            kept.append(segment)
    start = b"\xff\xd8"
    return b"".join([start, _only_turned(turned), *kept])


def _is_kept(marker: int, segment: bytes) -> bool:
    if 0xE0 <= marker <= 0xEF:  # noqa: PLR2004 - the range of APP segments
        sign = _JPEG_APPS.get(marker)
        return sign is not None and segment[4:].startswith(sign)
    return marker != _COMMENT


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker with what belongs to it, up to the end of the picture and not beyond."""
    at = 2
    while True:
        while content[at] == content[at + 1] == 0xFF:  # noqa: PLR2004 - markers may be padded so
            at += 1
        marker = content[at + 1]
        if content[at] != 0xFF or marker == _START:  # noqa: PLR2004 - every marker starts so
            raise Broken
        end = at + 2
        if marker not in _JPEG_ALONE | {_END}:
            end += struct.unpack_from(">H", content, end)[0]
        if marker == _SCAN:
            after = _AFTER_SCAN.search(content, end)
            if after is None:
                raise Broken
            end = after.start()
        if end > len(content):
            raise Broken
        yield marker, content[at:end]
        if marker == _END:
            return
        at = end


def _turned(tiff: bytes) -> int:
    """How the camera was held: without it a photo would lie on its side."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return _UPRIGHT
    try:
        (directory,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, directory)
        for number in range(count):
            tag, _kind, _many, value = struct.unpack_from(
                f"{order}HHIH", tiff, directory + 2 + 12 * number
            )
            if tag == _ORIENTATION and value <= _MOST_TURNED:
                return int(value)
    except struct.error:
        return _UPRIGHT
    return _UPRIGHT


def _only_turned(turned: int) -> bytes:
    """An Exif segment that says this one thing."""
    if turned <= _UPRIGHT:
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0)
    body = _EXIF + b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    return struct.pack(">BBH", 0xFF, _JPEG_EXIF, len(body) + 2) + body


_CLEANED: Final[dict[Kind, Callable[[bytes], bytes]]] = {
    Kind.JPEG: _jpeg,
    Kind.PNG: _png,
    Kind.WEBP: _webp,
    Kind.HEIC: without_traces_in_heic,
}
