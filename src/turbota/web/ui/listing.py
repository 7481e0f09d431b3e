"""The list below a box whose words are looked up."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from turbota.web.ui.components import Field


@dataclass(frozen=True, slots=True)
class Listing:
    """What the words of a box may mean, listed below it to choose from.

    `asked`: the words that the list answers; it comes back with the choice, so that a choice never outlives its words.
    `words`: what was found, in one sentence. `choice`: the question with the found ones; None when there are none.
    """

    asked: str = ""
    words: str = ""
    choice: "Field | None" = None
