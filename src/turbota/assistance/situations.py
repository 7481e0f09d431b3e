"""Situations of life under which people look for a kind of assistance; ``kind.yaml`` names one of them."""

from __future__ import annotations

OTHER = "other"
TITLES = {
    "child": "Народження й виховання дитини",
    "foster": "Діти без батьківської опіки",
    "money": "Мало грошей, житло й комунальні послуги",
    "war": "Війна, переселення, служба",
    "disability": "Інвалідність і здоров’я",
    "care": "Догляд за іншою людиною",
    "age": "Старший вік без пенсії",
    "loss": "Втрата близької людини",
    "status": "Особливий статус, нагорода, відшкодування",
    OTHER: "Інші виплати",
}
