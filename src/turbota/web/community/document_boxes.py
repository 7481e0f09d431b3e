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
from turbota.web.shared.seals import late_words, seal_words
from turbota.web.ui import words
from turbota.web.ui.components import FileAction, FileRow

REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class DocumentBox:
    """One needed document. `problem`: what was wrong with the last upload or note; `note` as it stands or was typed.

    `told`: what the officer has to know of it, e.g. that the signed paper no longer holds.
    """

    code: str
    title: str
    why: str
    obligatory: bool
    files: tuple[FileRow, ...]
    note: str = ""
    bring_by: date | None = None
    problem: str = ""
    may_be_missing: bool = True
    told: str = ""

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
        _box(need, terms.get(need.code), changeable, problems or {}, typed or {}, told(application, need))
        for need in policies.needs(application, today)
    ]
    return (*needed, _others(application, needed, terms, changeable, problems or {}))


def told(application: Application, need: DocumentNeed) -> str:
    """Why the signed paper has to be made again; empty for everything else."""
    unsigned = need.code == SIGNED_APPLICATION and not need.attachments
    return policies.ANSWERS_CHANGED if unsigned and policies.wants_new_signature(application) else ""


def _box(
    need: DocumentNeed,
    bring_by: date | None,
    changeable: bool,
    problems: Mapping[str, str],
    typed: Mapping[str, str],
    told: str,
) -> DocumentBox:
    return DocumentBox(
        code=need.code,
        title=need.title,
        why=need.why,
        obligatory=need.obligatory,
        files=tuple(_file(copy, changeable, False, bring_by) for copy in need.attachments),
        note=typed.get(need.code, need.note),
        bring_by=bring_by,
        problem=problems.get(need.code, ""),
        may_be_missing=need.obligatory and need.code != SIGNED_APPLICATION,
        told=told,
    )


def _others(
    application: Application,
    known: Sequence[DocumentBox],
    terms: Mapping[str, date | None],
    changeable: bool,
    problems: Mapping[str, str],
) -> DocumentBox:
    """Copies that stand in the case beside the needed ones."""
    codes = [box.code for box in known]
    rows = application.attachments.filter(removed_at__isnull=True).exclude(document_code__in=codes)
    rows = rows.select_related("file", "seal").defer("seal__cms", "seal__evidence")
    copies = list(rows.order_by("added_at"))
    return DocumentBox(
        code=OTHER,
        title="Інший документ",
        why="",
        obligatory=False,
        files=tuple(_file(copy, changeable, True, terms.get(copy.document_code)) for copy in copies),
        problem=problems.get(OTHER, ""),
        may_be_missing=False,
    )


def _file(copy: Attachment, changeable: bool, titled: bool, bring_by: date | None) -> FileRow:
    """A copy with pages, size, density and seal; a button to take it away where that is possible.

    `titled`: called by the document, else by the day when it came (under the title of the document).
    """
    stored = copy.file
    unclear = stored.dpi is not None and stored.dpi < REQUIRED_DPI
    parts = [words.counted(stored.pages or 0, "сторінка"), words.size_words(stored.size)]
    parts += [f"{stored.dpi}{NBSP}dpi"] if stored.dpi else []
    doubt = (
        f"зображення {stored.dpi} dpi, а треба {REQUIRED_DPI}: перевірте, чи все читається; "
        if unclear
        else ""
    )
    late = late_words(copy, bring_by)
    return FileRow(
        name=copy.title if titled else f"Копія від {words.numeric_date(copy.added_at)}",
        state="unclear" if unclear or (copy.seal is not None and policies.without_seal(copy)) else "ready",
        detail=", ".join(parts),
        note=f"{doubt}{seal_words(copy)}{f', {late}' if late else ''}",
        url=reverse("community:copy", args=[copy.pk]),
        preview_url=reverse("community:page", args=[copy.pk, 1]),
        actions=(FileAction("Прибрати", REMOVE, str(copy.pk), "remove"),) if changeable else (),
    )
