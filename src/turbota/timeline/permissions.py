"""Who may look at a life-line, and who may open money in it."""

from turbota.access.rules import ENTER, MODIFY, Action
from turbota.casework.permissions import manager

OPEN_BASIS = Action("basis.open", ENTER, "відкрити у випадку відомості про виплати за підставою", (manager,))
END_BASIS = Action("basis.end", MODIFY, "закрити у випадку відомості про виплати", (manager,))
