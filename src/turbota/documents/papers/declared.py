"""Rows of the declaration of incomes and property, as the applicant told them."""

from dataclasses import dataclass, field
from datetime import date

from turbota.documents.papers.words import MONEY, MONTH


@dataclass(frozen=True)
class DeclaredIncome:
    """An income as the applicant declared it: whose, "YYYY-MM", what, kopiykas."""

    name: str
    month: str = field(metadata=MONTH)
    source: str
    amount: int | None = field(metadata=MONEY)


@dataclass(frozen=True)
class DeclaredPerson:
    """A person about whom incomes and property are declared."""

    name: str
    relation: str
    born_on: date | None
