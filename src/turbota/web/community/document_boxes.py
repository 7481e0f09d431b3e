"""Documents of a case as the officer works with them: what came, what is missing and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.urls import reverse

from turbota.applications import policies
from turbota.applications.models import Application, Attachment
from turbota.applications.operations.attaching import OTHER
from turbota.applications.policies import SIGNED_APPLICATION, DocumentNeed
from turbota.documents.resolution import REQUIRED_DPI
from turbota.kernel.money import NBSP
from turbota.web.ui import words
from turbota.web.ui.components import FileAction, FileRow

REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class DocumentBox:
    """One needed document. `problem`: what was wrong with the last upload or note; `note` as it stands or was typed."""

    code: str
    title: str
    why: str
    obligatory: bool
    files: tuple[FileRow, ...]
    note: str = ""
    bring_by: date | None = None
    problem: str = ""
    may_be_missing: bool = True

    @property
    def settled(self) -> bool:
        """It came, or it is not obligatory, or its absence is explained."""
        return bool(self.files) or not self.obligatory or bool(self.note and self.bring_by)


def boxes(
    application: Application,
    today: date,
    *,
    changeable: bool = True,
    problems: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> tuple[DocumentBox, ...]:
    """A box for every needed document, the last one for all others.

    `problems` and `typed` come back from a form that was refused, by code.
    """
    prefetch_related_objects([application], "missing_documents")
    terms = {row.document_code: row.bring_by for row in application.missing_documents.all()}
    needed = [
        _box(need, terms.get(need.code), changeable, problems or {}, typed or {})
        for need in policies.needs(application, today)
    ]
    return (*needed, _others(application, needed, changeable, problems or {}))


def _box(
    need: DocumentNeed,
    bring_by: date | None,
    changeable: bool,
    problems: Mapping[str, str],
    typed: Mapping[str, str],
) -> DocumentBox:
    return DocumentBox(
        code=need.code,
        title=need.title,
        why=need.why,
        obligatory=need.obligatory,
        files=file_rows(need.attachments, changeable=changeable),
        note=typed.get(need.code, need.note),
        bring_by=bring_by,
        problem=problems.get(need.code, ""),
        may_be_missing=need.obligatory and need.code != SIGNED_APPLICATION,
    )


def _others(
    application: Application, known: Sequence[DocumentBox], changeable: bool, problems: Mapping[str, str]
) -> DocumentBox:
    """Copies that stand in the case beside the needed ones."""
    codes = [box.code for box in known]
    rows = application.attachments.filter(removed_at__isnull=True).exclude(document_code__in=codes)
    copies = list(rows.select_related("file").order_by("added_at"))
    return DocumentBox(
        code=OTHER,
        title="Інший документ",
        why="",
        obligatory=False,
        files=file_rows(copies, changeable=changeable, titled=True),
        problem=problems.get(OTHER, ""),
        may_be_missing=False,
    )


def file_rows(
    copies: Sequence[Attachment], *, changeable: bool = True, titled: bool = False
) -> tuple[FileRow, ...]:
    """Copies with pages, size, density and seal; buttons to take one away where that is possible.

    `titled`: called by the document, else by the day when it came (under the title of the document).
    """
    return tuple(_file(copy, changeable, titled) for copy in copies)


def _file(copy: Attachment, changeable: bool, titled: bool) -> FileRow:
    stored = copy.file
    unclear = stored.dpi is not None and stored.dpi < REQUIRED_DPI
    parts = [words.counted(stored.pages or 0, "сторінка"), words.size_words(stored.size)]
    parts += [f"{stored.dpi}{NBSP}dpi"] if stored.dpi else []
    seal = "засвідчено печаткою" if copy.seal_id else "чекає печатки громади"
    doubt = (
        f"зображення {stored.dpi} dpi, а треба {REQUIRED_DPI}: перевірте, чи все читається; "
        if unclear
        else ""
    )
    late = ", донесли пізніше" if copy.late else ""
    return FileRow(
        name=copy.title if titled else f"Копія від {words.numeric_date(copy.added_at)}",
        state="unclear" if unclear else "ready",
        detail=", ".join(parts),
        note=f"{doubt}{seal}{late}",
        url=reverse("community:copy", args=[copy.pk]),
        preview_url=reverse("community:page", args=[copy.pk, 1]),
        actions=(FileAction("Прибрати", REMOVE, str(copy.pk), "remove"),) if changeable else (),
    )
