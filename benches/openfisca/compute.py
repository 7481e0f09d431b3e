"""The same three kinds as a small country package of OpenFisca, for orientation only: no test imports this.

Runs in an environment of its own (see `scripts/bench_openfisca`): `python compute.py FILE`. Every amount must be equal to
ours to the kopiyka. Prints milliseconds for one explained (traced) family and families a second over columns.
"""

import json
import sys
import time
from typing import Any

import numpy as np
from openfisca_core.entities import Entity, GroupEntity
from openfisca_core.periods import MONTH
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

DAY = "2026-03"
LINES = 5
EXPLAINED = 30
person = Entity("person", "people", "", "")
family = GroupEntity(
    "family", "families", "", "", [{"key": "member", "plural": "members", "label": "", "doc": ""}]
)
Given = dict[str, Any]


def variable(name: str, entity: Any, formula: Any = None) -> type[Variable]:
    """A whole number of a person or a family in a month, given or computed."""
    body: dict[str, Any] = {"value_type": int, "entity": entity, "definition_period": MONTH, "label": name}
    if formula is not None:
        body["formula"] = formula
    return type(name, (Variable,), body)


def half_up(number: Any, divider: Any) -> Any:
    """A division rounded half up."""
    return (2 * number + divider) // (2 * divider)


def wide(values: Any) -> Any:
    """OpenFisca keeps 32 bits: products need more."""
    return np.asarray(values).astype(np.int64)


def persons_of(p: Given) -> list[Any]:
    """Rules about a member that two kinds share."""

    def student(one: Any, period: Any) -> Any:
        age = one("age", period)
        return (one("student_now", period) != 0) & (age >= p["MAJORITY"]) & (age < p["STUDENT_AGE"])

    def child(one: Any, period: Any) -> Any:
        return (one("descendant", period) != 0) & (one("age", period) < p["MAJORITY"])

    def counts(one: Any, period: Any) -> Any:
        disability = one("disability", period)
        grown = (one("descendant", period) != 0) & ((one("student", period) != 0) | (disability == 1))
        parent = (one("parent", period) != 0) & (disability > 0)
        return (one("core", period) != 0) | (one("child", period) != 0) | grown | parent

    def incapable(one: Any, period: Any) -> Any:
        old = one("age", period) >= p["PENSION_AGE"]
        return (one("disability", period) > 0) | (one("pensioner", period) != 0) | old

    def idle(one: Any, period: Any) -> Any:
        adult = (one("age", period) >= p["MAJORITY"]) & (one("incapable", period) == 0)
        return adult & (one("idle_months", period) > p["IDLE_LIMIT"])

    return [student, child, counts, incapable, idle]


def average(months: int) -> Any:
    """The income of those who count over so many months before, divided by their number."""

    def average_income(home: Any, period: Any) -> Any:
        counts = home.members("counts", period)
        total = sum(
            wide(home.sum(home.members("income", period.offset(-n, "month")) * counts))
            for n in range(1, months + 1)
        )
        return half_up(total, months)

    return average_income


def low_income(p: Given) -> list[Any]:
    """The amount and whether it is refused."""

    def group(one: Any, period: Any) -> Any:
        age, student = one("age", period), one("student", period)
        adult = np.where(one("incapable", period) != 0, 1, np.where(student != 0, 4, 0))
        return np.where(age < p["SCHOOL_AGE"], 2, np.where(age < p["MAJORITY"], 3, adult))

    def minimum(one: Any, period: Any) -> Any:
        return np.asarray(p["PM"])[one("group", period)] * one("counts", period)

    def guarantee(one: Any, period: Any) -> Any:
        level = np.asarray(p["LEVEL"])[one("group", period)]
        return (wide(one("minimum", period)) * level + 50) // 100

    def amount(home: Any, period: Any) -> Any:
        guaranteed = home.sum(home.members("guarantee", period))
        return np.maximum(guaranteed - home("average_income", period), 0)

    def refused(home: Any, period: Any) -> Any:
        mean = home("average_income", period)
        guaranteed = home.sum(home.members("guarantee", period))
        idle = home.any((home.members("idle", period) * home.members("counts", period)) > 0)
        poor = (mean < home.sum(home.members("minimum", period))) & (mean < guaranteed)
        car = (home("has_car", period) != 0) & (home("car_from_state", period) == 0)
        rich = (
            (home("purchase", period) > p["PURCHASE_LIMIT"])
            | (home("deposit", period) > p["DEPOSIT_LIMIT"])
            | (home("second_dwelling", period) != 0)
            | (car & (home("car_years", period) < p["CAR_AGE"]))
        )
        return ~poor | idle | (rich & (home("large_family", period) == 0))

    return [*persons_of(p), group, minimum, guarantee, average(p["WINDOW_MONTHS"]), amount, refused]


def base_assistance(p: Given) -> list[Any]:
    """The amount and whether it is refused."""

    def share(one: Any, period: Any) -> Any:
        disability = one("disability", period)
        disabled = (disability == 1) | (disability == 2)
        child = one("child", period) != 0
        group = np.where(one("first", period) != 0, 1, np.where(child, 2, np.where(disabled, 3, 0)))
        return (p["BASE"] * np.asarray(p["SHARE"])[group] + 50) // 100 * one("counts", period)

    def amount(home: Any, period: Any) -> Any:
        return np.maximum(home.sum(home.members("share", period)) - home("average_income", period), 0)

    def refused(home: Any, period: Any) -> Any:
        idle = home.any((home.members("idle", period) * home.members("counts", period)) > 0)
        closed = (home("receives_listed", period) == 0) & (p["OPEN_TO_ALL"] == 0)
        return (
            closed
            | (home("average_income", period) >= home.sum(home.members("share", period)))
            | idle
            | (home("purchase", period) >= p["PURCHASE_LIMIT"])
            | (home("currency", period) >= p["PURCHASE_LIMIT"])
            | (home("deposit", period) > p["DEPOSIT_LIMIT"])
            | (home("second_dwelling", period) != 0)
            | (home("occupied", period) != 0)
        )

    return [*persons_of(p), share, average(p["WINDOW_MONTHS"]), amount, refused]


def housing_subsidy(p: Given) -> list[Any]:
    """Services within norms less the obligatory payment. OpenFisca has no third level: each service is a set of variables."""

    def incapable(one: Any, period: Any) -> Any:
        old = one("age", period) >= p["PENSION_AGE"]
        return (one("disability", period) > 0) | (one("pensioner", period) != 0) | old

    def income_now(home: Any, period: Any) -> Any:
        months = [period.offset(-n, "month") for n in range(1, p["HALF_YEAR"] + 1)]
        half = sum(wide(home.sum(home.members("income", month))) for month in months)
        return half_up(half, p["HALF_YEAR"]) + home.sum(home.members("pension_then", period))

    def payment(home: Any, period: Any) -> Any:
        persons, income = home.nb_persons(), wide(home("income_now", period))
        divider = p["PM"] * p["KG"]
        share = (half_up(income, persons) * (2 * p["RG"] * 100) + divider) // (2 * divider)
        return (income * share + 5_000) // 10_000

    def cost(home: Any, period: Any) -> Any:
        persons = home.nb_persons()
        idle = home.members("incapable", period) * (home.members("working", period) == 0)
        norm = persons * p["AREA_PERSON"] + p["AREA_HOUSEHOLD"]
        alone = home.sum(idle) >= persons
        norm = np.where(alone, (norm * (100 + p["ALONE_PERCENT"]) + 50) // 100, norm)
        area, total = np.minimum(home("area", period), norm), 0
        for n in range(LINES):
            basis = home(f"basis_{n}", period)
            units = wide(np.where(basis == 2, area, np.where(basis == 1, persons * 100, 100)))
            quantity = (home(f"norm_{n}", period) * units + 50) // 100
            total = total + (quantity * home(f"tariff_{n}", period) + 50_000_000) // 100_000_000
        return total

    def amount(home: Any, period: Any) -> Any:
        return np.maximum(home("cost", period) - home("payment", period), 0)

    def refused(home: Any, period: Any) -> Any:
        debt = home("debt_months", period) > p["MOST_DEBT_MONTHS"]
        debt &= (home("debt", period) > p["MOST_DEBT_LIMIT"]) & (home("debt_settled", period) == 0)
        adult = home.members("age", period) >= p["MAJORITY"]
        abroad = home.any(adult & (home.members("abroad", period) > p["MOST_ABROAD_DAYS"]))
        bought = home("purchase", period) > p["MOST_PURCHASE_LIMIT"]
        return (
            (home("payment", period) >= home("cost", period))
            | debt
            | abroad
            | (bought & (home("purchase_exempt", period) == 0))
            | (home("currency", period) > p["MOST_CURRENCY_LIMIT"])
            | (home("deposit", period) > p["MOST_DEPOSIT_LIMIT"])
            | (home("overpaid", period) != 0)
            | (home("alimony_months", period) > p["MOST_ALIMONY_MONTHS"])
            | (home("second_dwelling", period) != 0)
            | (home("area", period) > np.asarray(p["AREA_LIMIT"])[home("house", period)])
        )

    return [incapable, income_now, payment, cost, amount, refused]


KINDS = {"low_income": low_income, "base_assistance": base_assistance, "housing_subsidy": housing_subsidy}
OF_FAMILY = {"average_income", "amount", "refused", "income_now", "payment", "cost"}


class Country:
    """One kind as a tax and benefit system, with the families of the file."""

    def __init__(self, kind: str, data: Any, told: Given) -> None:
        self.kind, self.data, self.counted = kind, data, told["counted"]
        self.system = TaxBenefitSystem([person, family])
        for formula in KINDS[kind](told["parameters"][kind]):
            entity = family if formula.__name__ in OF_FAMILY else person
            self.system.add_variable(variable(formula.__name__, entity, formula))
        self.count = len(data[f"{kind}.amount"])

    def given(self, count: int) -> list[tuple[str, Any, str, Any]]:
        """Name, entity, month and values of what the families of the file told."""
        size, told = len(self.data[f"{self.kind}.member.age"]) // self.count, []
        for key in self.data.files:
            parts = key.split(".")
            if parts[0] != self.kind or len(parts) != 3:
                continue
            values = self.data[key]
            if parts[1] == "member":
                name = "student_now" if parts[2] == "student" else parts[2]
                told.append((name, person, DAY, values[: count * size]))
            elif parts[1] == "family":
                told.append((parts[2], family, DAY, values[:count]))
            elif parts[1] == "line":
                rows = values.reshape(-1, LINES)[:count]
                told += [(f"{parts[2]}_{n}", family, DAY, rows[:, n]) for n in range(LINES)]
        return told + self._incomes(count * size)

    def _incomes(self, members: int) -> list[tuple[str, Any, str, Any]]:
        facts = {name: self.data[f"{self.kind}.month.{name}"] for name in self.counted}
        months = len(facts["wage"]) // len(self.data[f"{self.kind}.member.age"])
        grids = {name: values.reshape(-1, months)[:members] for name, values in facts.items()}
        whole, pensions = sum(grids.values()), grids["pension"]
        if self.kind == "housing_subsidy":
            whole, last = (whole - pensions)[:, :-1], pensions[:, -1]
            months -= 1
        told = [("income", person, _before(months - n), whole[:, n]) for n in range(months)]
        return [*told, ("pension_then", person, DAY, last)] if self.kind == "housing_subsidy" else told

    def simulation(self, count: int, *, trace: bool = False) -> Any:
        """So many families, ready to be asked."""
        told = self.given(count)
        for name, entity, _, _ in told:
            if name not in self.system.variables:
                self.system.add_variable(variable(name, entity))
        members = len(self.data[f"{self.kind}.member.age"]) // self.count * count
        builder = SimulationBuilder()
        builder.create_entities(self.system)
        builder.declare_person_entity("person", list(range(members)))
        homes = builder.declare_entity("family", list(range(count)))
        builder.join_with_persons(homes, np.arange(members) // (members // count), ["member"] * members)
        made = builder.build(self.system)
        made.trace = trace
        for name, _, month, values in told:
            made.set_input(name, month, np.asarray(values).astype(np.int32))
        return made


def _before(months: int) -> str:
    year, month = (int(part) for part in DAY.split("-"))
    index = year * 12 + month - 1 - months
    return f"{index // 12}-{index % 12 + 1:02d}"


def main() -> int:
    """Check that all amounts are ours, then time one family and all."""
    data = np.load(sys.argv[1])
    told = json.loads(str(data["told"]))
    countries = [Country(kind, data, told) for kind in told["kinds"]]
    explained = columns = 0.0
    for one in countries:
        ready = one.simulation(one.count)
        start = time.perf_counter()
        amount, refused = ready.calculate("amount", DAY), ready.calculate("refused", DAY)
        columns += time.perf_counter() - start
        if (
            not (amount == data[f"{one.kind}.amount"]).all()
            or not (refused.astype(bool) == data[f"{one.kind}.refused"]).all()
        ):
            raise SystemExit(f"{one.kind}: OpenFisca and Turbota differ")
        singles = [one.simulation(1, trace=True) for _ in range(EXPLAINED)]
        start = time.perf_counter()
        for single in singles:
            single.calculate("amount", DAY)
            single.calculate("refused", DAY)
        explained += (time.perf_counter() - start) / EXPLAINED
    print(
        json.dumps(
            {
                "engine": "OpenFisca",
                "families": countries[0].count,
                "one family explained, ms": round(explained * 1000, 2),
                "families a second": round(countries[0].count / columns),
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
