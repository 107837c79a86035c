"""What is taken out of a photo before it is kept, and which hostile files are refused."""

import stat
from struct import pack
from zipfile import ZipFile, ZipInfo

import pytest

from referrals.attachments.contents import UnknownKind, ready
from referrals.attachments.rules import Kind
from tests.referrals.attachments import made

PLACE = b"51.5290N 0.0490W"
TURNED = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"


def segment(marker: int, content: bytes) -> bytes:
    return pack(">BBH", 0xFF, marker, len(content) + 2) + content


def jpeg(*segments: bytes, after: bytes = b"") -> bytes:
    scan = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + b"".join(segments) + scan + b"\xff\xd9" + after


def webp(note: bytes) -> bytes:
    extended = b"VP8X" + pack("<I", 10) + b"\x0c" + bytes(9)
    parts = extended + b"VP8 " + pack("<I", 2) + b"\1\2"
    inner = b"WEBP" + parts + b"EXIF" + pack("<I", len(note)) + note
    return b"RIFF" + pack("<I", len(inner)) + inner


def linked() -> bytes:
    made_of = made.docx()
    with ZipFile(buffer := made.io.BytesIO(made_of), "a") as packed:
        link = ZipInfo("word/link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def bomb() -> bytes:
    """One part says that it unpacks to 300 MB."""
    small = made.docx()
    at = small.rindex(b"PK\1\2")
    return small[: at + 24] + pack("<I", 300 * 1024 * 1024) + small[at + 28 :]


PHOTOS = {
    "jpg": jpeg(segment(0xE1, b"Exif\0\0" + TURNED + PLACE), segment(0xFE, PLACE)),
    "jpg with a second photo behind it": jpeg(segment(0xE2, b"MPF\0" + PLACE), after=PLACE),
    "jpg with a page behind it": jpeg(after=b"<script>" + PLACE),
    "png": made.png(made.chunk(b"eXIf", PLACE), made.chunk(b"tEXt", b"Comment\0" + PLACE)),
    "png with an archive behind it": made.png() + made.archive({"a.js": PLACE}),
    "webp": webp(PLACE),
    "heic": made.heic(PLACE),
}
HOSTILE = {
    "a bomb": bomb(),
    "a link to a file of the server": linked(),
    "a photo cut off": jpeg()[:-6],
    "a picture cut off": made.PNG[:-3],
    "a photo with a page behind it": made.HEIC + made.box(b"html", b"<script>"),
    "a film": made.HEIC + made.box(b"moov", PLACE),
    "a page that starts as a comment": b"<!--\xff\xd8--><script>alert(1)</script>",
    "a drawing with a script": b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'>"
    b"<script>alert(1)</script></svg>",
    "lengths that lie": b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR",
}


@pytest.mark.parametrize("what", PHOTOS)
def test_a_photo_is_kept_without_where_it_was_taken(what: str) -> None:
    content = PHOTOS[what]

    kind, kept = ready(content)

    assert (kind, PLACE in kept, ready(kept)) == (what.split(maxsplit=1)[0], False, (kind, kept))


def test_a_photo_stays_the_right_way_up_with_its_colours_and_its_picture() -> None:
    colours = segment(0xE2, b"ICC_PROFILE\0\1\1sRGB")
    content = jpeg(segment(0xE1, b"Exif\0\0" + TURNED + PLACE), colours)

    _kind, kept = ready(content)

    assert kept == jpeg(segment(0xE1, b"Exif\0\0" + TURNED), colours)


def test_what_is_no_photo_is_kept_byte_for_byte() -> None:
    found = [ready(content) for content in (made.PDF, made.docx(), made.odt())]

    assert found == [
        (Kind.PDF, made.PDF), (Kind.DOCX, made.docx()), (Kind.ODT, made.odt())
    ]  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_files_are_refused(what: str) -> None:
    content = HOSTILE[what]

    with pytest.raises(UnknownKind):
        ready(content)
