"""Files as programs write them, made small."""

import io
import zipfile
from zlib import crc32

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8 \x0e\x00\x00\x00"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(300)
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_TYPES = (
    b'<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>%s</Types>'
)
_VBA = b'<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>'


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
