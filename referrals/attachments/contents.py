"""What a file is and whether it can run something, by what it holds: its name says nothing."""

import io
import stat
import zipfile
import zlib
from typing import Final

import filetype

from referrals.attachments.heic import Broken
from referrals.attachments.rules import Kind
from referrals.attachments.traces import without_traces

_PLAIN: Final = {
    "application/pdf": Kind.PDF,
    "image/jpeg": Kind.JPEG,
    "image/png": Kind.PNG,
    "image/apng": Kind.PNG,
    "image/webp": Kind.WEBP,
    "image/heic": Kind.HEIC,
}
_ZIP: Final = b"PK\x03\x04"
_ODT: Final = b"application/vnd.oasis.opendocument.text"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An archive is listed and, but for its own table of contents, never unpacked. A document has
# some tens of parts: a longer list is not worth reading.
_LONGEST_LIST: Final = 256 * 1024
_LONGEST_CONTENTS: Final = 512 * 1024
# Whoever opens it at home unpacks it: a document of 10 MB unpacks to less, in fewer parts.
_MOST_UNPACKED: Final = 250 * 1024 * 1024
_MOST_PARTS: Final = 2000
_END_OF_LIST: Final = b"PK\x05\x06"
_BIGGER_LIST: Final = b"PK\x06\x07"
# Broken, encrypted, or packed in a way that no office program uses.
_UNREADABLE: Final = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError
)  # fmt: skip
_LAST: Final = 22 + 0xFFFF
# What Office's own list of contents says of code; and writing that would hide it from a search.
_CODE: Final = (b"vbaproject", b"macroenabled", b"macrosheet", b"&#", b"<!doctype")
_NAME_LENGTHS: Final = range(4, 65, 2)
_ENTRY_TYPES: Final = (1, 2, 5)
_OLE_CODE: Final = frozenset({"VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros"})


class Refused(Exception):
    """A file that is not taken."""


class UnknownKind(Refused):
    """Not one of the kinds, or not whole."""


class HoldsMacros(Refused):
    """An Office document with code in it."""


def ready(content: bytes) -> tuple[Kind, bytes]:
    """What it is, and what of it is kept: a photo loses where and when it was taken.

    Raises UnknownKind or HoldsMacros.
    """
    kind = kind_of(content)
    try:
        return kind, without_traces(content, kind)
    except Broken as error:
        raise UnknownKind from error


def kind_of(content: bytes) -> Kind:
    """Raises UnknownKind or HoldsMacros."""
    if content.startswith(_ZIP):
        return _kind_of_archive(content)
    if content.startswith(_OLE):
        return _kind_of_old_office(content)
    guess = filetype.guess(content)
    kind = _PLAIN.get(guess.mime) if guess else None
    if kind is None:
        raise UnknownKind
    return kind


def _kind_of_archive(content: bytes) -> Kind:
    if _length_of_list(content) > _LONGEST_LIST:
        raise UnknownKind
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _kind_of_parts(archive)
    except _UNREADABLE as error:
        raise UnknownKind from error


def _length_of_list(content: bytes) -> int:
    """In bytes, as the end of the archive says. One that needs a bigger list is no document."""
    end = content.rfind(_END_OF_LIST, max(0, len(content) - _LAST))
    if end < 0 or _BIGGER_LIST in content[max(0, end - 20) : end]:
        raise UnknownKind
    return int.from_bytes(content[end + 12 : end + 16], "little")


def _kind_of_parts(archive: zipfile.ZipFile) -> Kind:
    names = archive.namelist()
    if _overflows(archive):
        raise UnknownKind
    if "[Content_Types].xml" in names:
        contents = _start_of(archive, "[Content_Types].xml").replace(b"\0", b"").lower()
        if any(sign in contents for sign in _CODE):
            raise HoldsMacros
        for folder, kind in (("word/", Kind.DOCX), ("xl/", Kind.XLSX)):
            if any(name.startswith(folder) for name in names):
                return kind
    elif "mimetype" in names and _start_of(archive, "mimetype") == _ODT:
        if any(name.startswith(("Basic/", "Scripts/")) for name in names):
            raise HoldsMacros
        return Kind.ODT
    raise UnknownKind


def _overflows(archive: zipfile.ZipFile) -> bool:
    """Whether it says that it unpacks to too much, or holds links to files of another machine."""
    parts = archive.infolist()
    links = any(stat.S_ISLNK(part.external_attr >> 16) for part in parts)
    unpacked = sum(part.file_size for part in parts)
    return links or len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED


def _start_of(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        start = part.read(_LONGEST_CONTENTS + 1)
    if len(start) > _LONGEST_CONTENTS:
        raise UnknownKind
    return start


def _kind_of_old_office(content: bytes) -> Kind:
    names = _ole_names(content)
    if names & _OLE_CODE:
        raise HoldsMacros
    if "WordDocument" in names:
        return Kind.DOC
    if names & {"Workbook", "Book"}:
        return Kind.XLS
    raise UnknownKind


def _ole_names(content: bytes) -> set[str]:
    """The streams and storages. Their entries of 128 bytes lie in whole sectors (MS-CFB 2.6)."""
    names = set()
    for at in range(512, len(content) - 127, 128):
        length = int.from_bytes(content[at + 64 : at + 66], "little")
        if length in _NAME_LENGTHS and content[at + 66] in _ENTRY_TYPES:
            names.add(content[at : at + length - 2].decode("utf-16-le", "ignore"))
    return names
