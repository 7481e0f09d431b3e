"""What the components need, as frozen dataclasses. Presenters of pages make them; tags draw them.

Texts arrive ready for a reader: a component never counts days, rounds sums or looks anything up.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from turbota.web.ui.listing import Listing

Tone = Literal["", "good", "warn", "bad", "money", "care"]


class ClockState(StrEnum):
    """How a legal clock stands."""

    RUNNING = "running"
    SOON = "soon"
    LATE = "late"
    HELD = "held"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Clock:
    """A legal clock: one stitch is one unit of the term.

    `used` and `total` count the same unit ("working_day", "calendar_day", "hour"). `words` is the whole
    message ("лишився 1 робочий день, до 19.03"): the stitches only repeat it. More than ten stitches are
    drawn as ten, in proportion.
    """

    used: int
    total: int
    unit: Literal["working_day", "calendar_day", "hour"]
    words: str
    state: ClockState = ClockState.RUNNING

    @property
    def stitches(self) -> tuple[bool, ...]:
        """One flag per stitch, True = used."""
        shown = min(max(self.total, 1), 10)
        used = min(max(self.used, 0), self.total)
        filled = round(used * shown / max(self.total, 1))
        if used and not filled:
            filled = 1
        return tuple(place < filled for place in range(shown))


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class ThreadItem:
    """One knot of a thread. `title` is a sentence, `when` says the date and who, `text` adds one line."""

    state: Literal["done", "now", "next", "held", "late"]
    title: str
    when: str = ""
    text: str = ""
    link: Link | None = None
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """A number that a line was computed with: what it is, how much, since when, by what, where it is explained."""

    title: str
    value: str
    when: str
    ground: str
    url: str = ""
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line of a calculation. `amount` in kopiykas, None = a sum that nobody could compute (never 0).

    `sign`: "+" adds, "-" takes away, "=" states a value, "part" a subtotal, "total" the result.
    `unverified`: the rule is not yet checked against the text of its act. `ground` names that act, `source` says who
    told the facts, `basis` lists the numbers.
    """

    label: str
    amount: int | None
    because: str = ""
    sign: Literal["+", "-", "=", "part", "total"] = "+"
    unverified: bool = False
    url: str = ""
    ground: str = ""
    source: str = ""
    basis: tuple[Basis, ...] = ()

    @property
    def kind(self) -> str:
        """The class of the line in the stylesheet."""
        return {"-": "minus", "part": "part", "total": "total"}.get(self.sign, "")


@dataclass(frozen=True, slots=True)
class AnswerItem:
    """An answer to be checked: by its author (with `change_url`) or by an officer (with `state`).

    `value` "" means not answered. `source` says where the answer comes from. `state`: "agrees" or
    "differs" when compared with a register; a difference also fills `note`.
    """

    label: str
    value: str
    change_url: str = ""
    source: str = ""
    state: Literal["", "agrees", "differs"] = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """Answers under one heading."""

    title: str
    items: tuple[AnswerItem, ...]
    change_url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab is a link to a page. `count` None = no number; `within`: the page that is shown lies under it."""

    title: str
    url: str
    count: int | None = None
    current: bool = False
    within: bool = False


@dataclass(frozen=True, slots=True)
class TabGroup:
    """Sections of the workplace under one name; "" = they stand without one. `open`: its sections are shown."""

    title: str
    tabs: tuple[Tab, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the due-days thread: a filter with the count of what falls due on it."""

    words: str
    count: int
    url: str
    state: Literal["late", "today", "coming", "held"] = "coming"
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class FileAction:
    """A button of a file row. It posts `name=value` of the form the row stands in."""

    words: str
    name: str
    value: str
    icon: str = ""


FILE_WORDS = {
    "waiting": "чекає на надсилання",
    "sending": "надсилаємо",
    "checking": "перевіряємо, чи файл безпечний",
    "ready": "прийнято",
    "unclear": "погано видно",
    "refused": "не прийнято",
    "lost": "зв’язок обірвався, надішліть ще раз",
    "replaced": "замінено новішим",
}

FILE_ICONS = {
    "waiting": "clock",
    "sending": "clock",
    "checking": "clock",
    "ready": "check",
    "unclear": "warning",
    "refused": "error",
    "lost": "error",
    "replaced": "file",
}


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file or a scan. `detail`: pages and size ("2 сторінки, 412 КБ"); `note`: why and what to do."""

    name: str
    state: Literal["waiting", "sending", "checking", "ready", "unclear", "refused", "lost", "replaced"]
    detail: str = ""
    note: str = ""
    url: str = ""
    preview_url: str = ""
    actions: tuple[FileAction, ...] = ()

    @property
    def state_words(self) -> str:
        """The state said in words, with its explanation."""
        return self.note or FILE_WORDS[self.state]

    @property
    def icon(self) -> str:
        """The icon that repeats the words."""
        return FILE_ICONS[self.state]


@dataclass(frozen=True, slots=True)
class Message:
    """A message in a case. `mine` = written by the reader of the page."""

    author: str
    when: str
    text: str
    mine: bool = False
    state: str = ""
    attachment: Link | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """One of the two signatures: whose it is ("Спеціаліст: …") and what is known about it."""

    title: str
    when: str
    state: Literal["done", "now", "next", "held", "late"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an add-another list (a person, an income). `title` names it in the buttons too."""

    title: str
    detail: str = ""
    change_url: str = ""
    remove_name: str = ""
    remove_value: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a choice. In a drop-down list, answers in a row with one `group` stand under its name."""

    value: str
    label: str
    hint: str = ""
    chosen: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One box of a field made of several (day, month, year; day and time)."""

    name: str
    id: str
    label: str
    value: str = ""
    wide: bool = False
    autocomplete: str = "off"
    choices: tuple[Choice, ...] = ()
    kind: Literal["text", "date"] = "text"


Width = Literal["", "short", "middle"]
Widget = Literal[
    "text", "textarea", "password", "email", "tel", "number", "file", "native_date", "hidden",
    "select", "radios", "checks", "tick", "date", "month", "moment", "money",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A question with its box, hint and error, ready to be drawn.

    `id` is the id of the element that takes the focus from the error summary. `heading` makes the label
    the h1 of the page. `width`: "short" (codes, dates), "middle" (names), "" (full). `remark`: what somebody else knows
    of the answer, said under the box. `listing`: what the typed words may mean, for a box that looks names up.
    """

    widget: Widget
    name: str
    id: str
    label: str
    hint: str = ""
    remark: str = ""
    error: str = ""
    value: str = ""
    values: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    parts: tuple[Part, ...] = ()
    required: bool = True
    heading: bool = False
    locked: bool = False
    width: Width = ""
    inputmode: str = ""
    autocomplete: str = "off"
    accept: str = ""
    capture: bool = False
    multiple: bool = False
    max_length: int | None = None
    data: tuple[tuple[str, str], ...] = ()
    listing: Listing | None = None

    @property
    def focus_id(self) -> str:
        """The id the error summary points to: the first box of a group, otherwise the only one."""
        if self.parts:
            return self.parts[0].id
        if self.widget in ("radios", "checks") and self.choices:
            return f"{self.id}_0"
        return self.id

    @property
    def described(self) -> str:
        """Value of aria-describedby, "" when there is neither a hint nor an error nor a remark."""
        ids = [f"{self.id}_hint"] if self.hint else []
        if self.remark:
            ids.append(f"{self.id}_remark")
        if self.error:
            ids.append(f"{self.id}_error")
        return " ".join(ids)

    @property
    def grouped(self) -> bool:
        """True when several boxes share one legend."""
        return self.widget in ("radios", "checks", "date", "month", "moment")


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """A sentence of the error summary and the id of the box it is about ("" = the whole page)."""

    words: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a form or a batch has come: `done` of `total`, said in `words`."""

    done: int
    total: int
    words: str
    trail: tuple[str, ...] = field(default=())

    @property
    def stitches(self) -> tuple[bool, ...]:
        """One flag per step, True = behind us."""
        return tuple(place < self.done for place in range(self.total))


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who reads a page of the citizen's side. `name` "" = nobody signed in; empty addresses hide links."""

    name: str = ""
    home_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""
    menu: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class AlarmBar:
    """How many alarms call whoever works here, where the oldest is answered, and where a script asks for news."""

    number: int
    url: str
    watch_url: str


@dataclass(frozen=True, slots=True)
class Workplace:
    """The bar and the sections of staff pages. `office` is always visible; empty addresses hide parts."""

    name: str
    office: str
    home_url: str
    sections: tuple[TabGroup, ...] = ()
    search_url: str = ""
    search_value: str = ""
    sign_out_url: str = ""
    profile_url: str = ""
    alarm: AlarmBar | None = None
