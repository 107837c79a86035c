"""A zip file around one long entry that was packed piece by piece before: nothing is packed twice.

Plain zip, as every spreadsheet program reads it: no ZIP64, and sizes stand before what they are of.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

# As RFC 1951 packs, without anything around it.
_BARE: Final = -zlib.MAX_WBITS
_DEFLATED: Final = 8
_VERSION: Final = 20
_AT_ONCE: Final = 64 * 1024
_MOST: Final = 2**32 - 1
# Files in it have no time of their own: the first that a zip file can say.
_TIME, _DAY = 0, 0x21
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, slots=True)
class Sum:
    """Of what was packed so far: its checksum, and how long it was before."""

    crc: int = 0
    unpacked: int = 0

    def with_more(self, plain: bytes) -> "Sum":
        return Sum(zlib.crc32(plain, self.crc), self.unpacked + len(plain))


class Packer:
    """Packs one piece; another may follow it, unless it is the last."""

    def __init__(self, before: Sum) -> None:
        self.sum = before
        self._packer = zlib.compressobj(level=1, wbits=_BARE)
        self._waiting = bytearray()
        self._packed: list[bytes] = []

    def write(self, plain: bytes) -> None:
        """Rows come one by one; each by itself would cost more than it is worth."""
        self._waiting += plain
        if len(self._waiting) >= _AT_ONCE:
            self._pack()

    def packed(self, *, last: bool = False) -> bytes:
        self._pack()
        self._packed.append(self._packer.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH))
        return b"".join(self._packed)

    def _pack(self) -> None:
        plain = bytes(self._waiting)
        self._waiting.clear()
        self.sum = self.sum.with_more(plain)
        self._packed.append(self._packer.compress(plain))


def around(others: Mapping[str, bytes], name: str, of: Sum, size: int) -> tuple[bytes, bytes]:
    """What stands before and after the `size` packed bytes of the entry `name`, which is the last.

    Raises ValueError for an entry of 4 GB and more.
    """
    if max(of.unpacked, size) > _MOST:
        raise ValueError("A plain zip file holds no more than 4 GB an entry.")
    head, index = b"", b""
    for entry, content, summed, packed_size in [*_packed(others), (name, b"", of, size)]:
        says = (_VERSION, 0, _DEFLATED, _TIME, _DAY, summed.crc, packed_size, summed.unpacked)
        code = entry.encode()
        index += (
            _CENTRAL.pack(b"PK\1\2", _VERSION, *says, len(code), 0, 0, 0, 0, 0, len(head)) + code
        )
        head += _LOCAL.pack(b"PK\3\4", *says, len(code), 0) + code + content
    count = len(others) + 1
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(index), len(head) + size, 0)
    return head, index + end


def _packed(others: Mapping[str, bytes]) -> Iterator[tuple[str, bytes, Sum, int]]:
    for name, content in others.items():
        packer = Packer(Sum())
        packer.write(content)
        packed = packer.packed(last=True)
        yield name, packed, packer.sum, len(packed)
