import csv
import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from uuid import UUID

from pypdf import PdfReader

from reporting.exports.files import file_of
from reporting.figures.report import Asked
from reporting.figures.rules import Period
from tests.reporting.exports.counted import SHEET, told


def lines_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


def sheet_of(content: bytes, number: int) -> str:
    with zipfile.ZipFile(BytesIO(content)) as book:
        return book.read(f"xl/worksheets/sheet{number}.xml").decode()


def texts_of(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as book:
        return re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())


def test_a_csv_has_the_names_of_the_api_and_runs_nothing() -> None:
    answer = file_of(told(), "csv")

    assert lines_of(answer.content) == [
        ["organisation", "accepted", "share", "pounds", "since"],
        ["'=HYPERLINK(1)", "1204", "53.4", "80.50", "2025-10-01"],
        ["Quay Advice", "Too few to show", "", "0", "2026-03-02"],
    ]
    assert "hamlets-made-up-2025-10-01-to-2026-09-30.csv" in answer["Content-Disposition"]


def test_what_a_figure_is_compared_with_is_in_its_files() -> None:
    earlier = Period(date(2024, 10, 1), date(2025, 9, 30))
    then = replace(SHEET, rows=[{**SHEET.rows[0], "accepted": 1100, "since": date(2020, 10, 1)}])
    both = told(before=Asked(UUID(int=1), earlier), then=then)

    rows, texts = lines_of(file_of(both, "csv").content), texts_of(file_of(both, "xlsx").content)
    pages = PdfReader(BytesIO(file_of(both, "pdf").content)).pages

    assert [row[1:3] for row in rows] == [
        ["accepted", "accepted_before"],
        ["1204", "1100"],
        ["Too few to show", ""],
    ]
    assert {"Accepted, before", "Compared with", "1 October 2024 to 30 September 2025"} <= {*texts}
    assert "1,100" in " ".join(page.extract_text() for page in pages)


def test_a_spreadsheet_has_numbers_percentages_pounds_and_days() -> None:
    content = file_of(told(), "xlsx").content

    data = sheet_of(content, 1)
    assert re.findall(r"<v>([\d.]+)</v></c>", data.split('r="2"')[1])[1:5] == [
        "1204",
        "0.534",
        "80.50",
        "45931",
    ]
    with zipfile.ZipFile(BytesIO(content)) as book:
        styles = book.read("xl/styles.xml").decode()
    assert "0.0%" in styles
    assert "£" in styles


def test_its_second_sheet_says_what_the_figure_is() -> None:
    texts = texts_of(file_of(told(), "xlsx").content)

    for words in (
        "Definitions",
        "Accepted referrals, by the day of acceptance.",
        "All accepted referrals.",
        "Hamlets Network",
        "1 October 2025 to 30 September 2026",
        "7 October 2026, 10:30",
        "Out of how many (n): 2,255.",
        "Referrals without a day: 7",
        "https://ccs.example/hamlets/reports/made_up/?from=2025-10-01&amp;to=2026-09-30",
    ):
        assert words in texts or words == "Definitions"


def test_what_leaves_a_practice_network_says_so_first() -> None:
    practice = told(kind="practice")

    written = {kind: file_of(practice, kind).content for kind in ("csv", "xlsx", "pdf")}

    assert lines_of(written["csv"])[0] == ["Practice: made-up people"]
    assert texts_of(written["xlsx"])[0] == "Practice: made-up people"
    pages = PdfReader(BytesIO(written["pdf"])).pages
    assert all("Practice: made-up people" in page.extract_text() for page in pages)


def test_a_pdf_is_tagged_and_says_its_chart() -> None:
    reader = PdfReader(BytesIO(file_of(told(), "pdf").content))

    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == "Who received most"
    text = reader.pages[0].extract_text()
    assert "Quay Advice received most." in text
    assert "Too few to show" in text
