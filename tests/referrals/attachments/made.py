"""Files as programs write them, made small."""

import io
import zipfile
from struct import pack
from zlib import crc32

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8 \x0e\x00\x00\x00" + bytes(14)
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_ONE_PIXEL = b"\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
_TYPES = (
    b'<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>%s</Types>'
)
_VBA = b'<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>'


def chunk(name: bytes, content: bytes) -> bytes:
    """One part of a PNG."""
    return pack(">I", len(content)) + name + content + pack(">I", crc32(name + content))


def png(*notes: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [chunk(b"IHDR", _ONE_PIXEL), *notes, chunk(b"IDAT", b"\x78\x9c"), chunk(b"IEND", b"")]
    )


def box(name: bytes, *contents: bytes) -> bytes:
    """One part of a HEIC file."""
    inner = b"".join(contents)
    return pack(">I4s", len(inner) + 8, name) + inner


def heic(note: bytes = b"") -> bytes:
    """A picture of four bytes, and a note beside it in the same box of data."""
    head = box(b"ftyp", b"heic", bytes(4), b"mif1heic")
    entries = [box(b"infe", b"\2\0\0\0", pack(">HH", 1, 0), b"hvc1", b"\0")]
    entries += [box(b"infe", b"\2\0\0\0", pack(">HH", 2, 0), b"Exif", b"\0")] if note else []
    iinf = box(b"iinf", bytes(4), pack(">H", len(entries)), *entries)
    pieces = [b"\xde\xad\xbe\xef", note] if note else [b"\xde\xad\xbe\xef"]
    places, at = b"", len(head) + 8 + 4 + len(iinf) + 16 + 14 * len(pieces) + 8
    for number, piece in enumerate(pieces, 1):
        places += pack(">HHHII", number, 0, 1, at, len(piece))
        at += len(piece)
    iloc = box(b"iloc", bytes(4), b"\x44\x00", pack(">H", len(pieces)), places)
    return head + box(b"meta", bytes(4), iinf, iloc) + box(b"mdat", *pieces)


def archive(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return made.getvalue()


def docx(*, macros: bool = False) -> bytes:
    """A code part may be called anything: only the list of contents gives it away."""
    types = _TYPES % (_VBA if macros else b"")
    return archive({"[Content_Types].xml": types, "word/document.xml": b"<w/>", "word/x.bin": b""})


def xlsx() -> bytes:
    return archive({"[Content_Types].xml": _TYPES % b"", "xl/workbook.xml": b"<w/>"})


def odt(*, macros: bool = False) -> bytes:
    parts = {"mimetype": ODT_TYPE, "content.xml": b"<c/>"}
    return archive(parts | ({"Basic/Standard/Module1.xml": b"<m/>"} if macros else {}))


def old_office(*names: str) -> bytes:
    """A compound file (MS-CFB) of which only the directory is there."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    return header + b"".join(_entry(name) for name in ("Root Entry", *names))


def _entry(name: str) -> bytes:
    spelt = f"{name}\0".encode("utf-16-le")
    kind = b"\x05" if name == "Root Entry" else b"\x02"
    return (spelt.ljust(64, b"\0") + len(spelt).to_bytes(2, "little") + kind).ljust(128, b"\0")


def filled(size: int) -> bytes:
    """A PDF of that many bytes, unlike any of another size."""
    return PDF.ljust(size, bytes([crc32(str(size).encode()) % 256]))


PNG = png()
HEIC = heic()
