"""A small workbook of the codifier, written by the test itself."""

import zipfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

Line = tuple[str, ...]
HEADER: Line = (
    "Перший рівень", "Другий рівень", "Третій рівень", "Четвертий рівень", "Додатковий рівень", "Категорія об’єкта",
    "Назва об’єкта",
)  # fmt: skip
TITLE = "ЗАТВЕРДЖЕНО наказом від 26 листопада 2020 року № 290 (у редакції наказу від 19 січня 2024 року № 48)"
OBLAST, RAION = "UA63000000000041885", "UA63140000000020384"
COMMUNITY, CITY = "UA63140010000030001", "UA63140010010040001"
VILLAGE, OTHER_COMMUNITY, OTHER_VILLAGE = "UA63140010020040002", "UA63140030000030002", "UA63140030010040003"
KYIV, DISTRICT = "UA80000000000093317", "UA80000000000126643"
LINES: tuple[Line, ...] = (
    (OBLAST, "", "", "", "", "O", "Харківська"),
    (OBLAST, RAION, "", "", "", "P", "Чугуївський"),
    (OBLAST, RAION, COMMUNITY, "", "", "H", "Чугуївська "),
    (OBLAST, RAION, COMMUNITY, CITY, "", "M", "Чугуїв"),
    (OBLAST, RAION, COMMUNITY, VILLAGE, "", "C", "Іванівка"),
    (OBLAST, RAION, OTHER_COMMUNITY, "", "", "H", "Зміївська"),
    (OBLAST, RAION, OTHER_COMMUNITY, OTHER_VILLAGE, "", "C", "Нова Збур’ївка"),
    (KYIV, "", "", "", "", "K", "Київ"),
    (KYIV, KYIV, KYIV, KYIV, DISTRICT, "B", "Голосіївський"),
)
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="xl/workbook.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Кодифікатор" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="worksheets/sheet1.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>',
}


def workbook(path: Path, lines: Sequence[Line] = LINES, *, title: str = TITLE, header: Line = HEADER) -> Path:
    """The file as the ministry publishes it: a title, an empty line, the header, the places."""
    table: list[Line] = [("", "", "", "", "", title, ""), ("",) * 7, header, *lines]
    rows = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{letter}{number}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
            for letter, cell in zip("ABCDEFG", line, strict=False)
        )
        + "</row>"
        for number, line in enumerate(table, start=1)
    )
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return path
