"""What is taken and what is refused, by what it holds."""

import pytest

from referrals.attachments.contents import HoldsMacros, UnknownKind, kind_of
from referrals.attachments.rules import MAX_NAME, Kind, safe_name
from tests.referrals.attachments import made

TAKEN = {
    "pdf": made.PDF,
    "jpg": made.JPEG,
    "png": made.PNG,
    "webp": made.WEBP,
    "heic": made.HEIC,
    "docx": made.docx(),
    "xlsx": made.xlsx(),
    "odt": made.odt(),
    "doc": made.old_office("WordDocument"),
    "xls": made.old_office("Workbook"),
}
REFUSED = {
    "a web page": b"<!doctype html><script>alert(1)</script>",
    "a program": b"MZ\x90\x00" + bytes(200),
    "a vector image, which may hold a script": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "words": b"Dear all,",
    "any archive": made.archive({"letter.pdf": made.PDF}),
    "half an archive": made.docx()[:-30],
    "an archive with a list too long to read": made.archive(
        {f"word/{number:0200}.xml": b"" for number in range(1200)}
    ),
    "an old presentation": made.old_office("PowerPoint Document"),
}
WITH_MACROS = {
    "new Word": made.docx(macros=True),
    "OpenDocument": made.odt(macros=True),
    "old Word": made.old_office("WordDocument", "_VBA_PROJECT"),
}
NAMES = [
    ("Letter.PDF", Kind.PDF, "Letter.PDF"),
    ("photo.jpeg", Kind.JPEG, "photo.jpeg"),
    ("C:\\letters\\rent.doc", Kind.DOC, "rent.doc"),
    ("../../etc/passwd", Kind.PDF, "passwd.pdf"),
    ("invoice.pdf.exe", Kind.PDF, "invoice.pdf.exe.pdf"),
    ("rent\u202efdp.exe", Kind.PNG, "rentfdp.exe.png"),
    ("a\r\nb\x00.pdf", Kind.PDF, "ab.pdf"),
    ("", Kind.PDF, "file.pdf"),
    (".pdf", Kind.PDF, "pdf.pdf"),
    ("llythyr tŷ.pdf", Kind.PDF, "llythyr tŷ.pdf"),
]


@pytest.mark.parametrize("kind", TAKEN)
def test_each_kind_is_known_by_what_it_holds(kind: str) -> None:
    content = TAKEN[kind]

    found = kind_of(content)

    assert found == kind


@pytest.mark.parametrize("what", REFUSED)
def test_anything_else_is_refused(what: str) -> None:
    content = REFUSED[what]

    with pytest.raises(UnknownKind):
        kind_of(content)


@pytest.mark.parametrize("what", WITH_MACROS)
def test_office_documents_with_macros_are_refused(what: str) -> None:
    content = WITH_MACROS[what]

    with pytest.raises(HoldsMacros):
        kind_of(content)


@pytest.mark.parametrize(("typed", "kind", "kept"), NAMES)
def test_a_name_is_kept_as_far_as_it_is_safe(typed: str, kind: Kind, kept: str) -> None:
    name = safe_name(typed, kind)

    assert name == kept


def test_a_long_name_keeps_its_ending() -> None:
    typed = "rent " * 60 + ".pdf"

    name = safe_name(typed, Kind.PDF)

    assert (len(name) <= MAX_NAME, name.endswith(".pdf")) == (True, True)
