"""A page of text as a PDF, for the files that go with the demo's stories."""

_PAGE = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources 6 0 R>>",
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
)
_RESOURCES = b"<</Font<</F1 4 0 R>>>>"


def pdf_of(text: str) -> bytes:
    """One page, a line to a line; letters of Western Europe only."""
    shown = b" T* ".join(b"(" + _escaped(line) + b") Tj" for line in text.splitlines())
    content = b"BT /F1 12 Tf 16 TL 72 760 Td " + shown + b" ET"
    stream = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate((*_PAGE, stream, _RESOURCES), start=1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(places) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table) + trailer


def _escaped(line: str) -> bytes:
    encoded = line.encode("cp1252", "replace")
    return encoded.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
