"""What the templates of questions draw, as frozen dataclasses, and what reading a POST yields."""

from dataclasses import dataclass
from typing import Any

from turbota.web.ui.components import ErrorLine, Field, Progress, Row


@dataclass(frozen=True, slots=True)
class Asked:
    """A field on a page. `when` tells the script on which boxes its being asked depends."""

    field: Field
    why: str
    shown: bool
    when: str = ""


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A page of the cabinet. `rows` is filled on the list of a repeated section, `asked` everywhere else.

    `of_people`: the rows of the list are people, not things.
    """

    code: str
    title: str
    section_title: str
    hint: str
    asked: tuple[Asked, ...]
    errors: tuple[ErrorLine, ...]
    progress: Progress
    is_list: bool = False
    rows: tuple[Row, ...] = ()
    of_people: bool = False
    add_label: str = ""
    can_add: bool = False
    item_id: str = ""

    @property
    def own_title(self) -> bool:
        """True when the h1 is the title of the page, not the label of its only question."""
        return not any(asked.field.heading for asked in self.asked)


@dataclass(frozen=True, slots=True)
class DenseRow:
    """A row of a repeated section on the dense screen."""

    id: str
    title: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class DenseSection:
    """A section on the dense screen; `rows` when it repeats."""

    code: str
    title: str
    asked: tuple[Asked, ...]
    rows: tuple[DenseRow, ...] = ()
    repeats: bool = False
    add_label: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class DensePage:
    """The whole form on one screen."""

    sections: tuple[DenseSection, ...]
    errors: tuple[ErrorLine, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came with a POST. `values`: of one section or row (`read_post`), or all answers (`read_dense`).

    `raw` keeps every box as it was typed, `errors` the sentence of each answer that cannot be stored.
    """

    values: dict[str, Any]
    raw: dict[str, str]
    errors: dict[str, str]
