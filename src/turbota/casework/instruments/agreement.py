"""How far two assessors agree, as figures that are explained in words.

Compared are the answers with points that both gave. Three figures: the share of equal answers, the share of answers at
most one step apart, and Cohen's kappa with linear weights: agreement beyond what chance alone would give, where a
difference of two steps weighs twice as much as one of one step.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from turbota.casework.instruments.scoring import Answers, Subject, key_of, points_of
from turbota.casework.instruments.shapes import Instrument

BANDS = (
    (Fraction(81, 100), "майже повна згода"),
    (Fraction(61, 100), "значна згода"),
    (Fraction(41, 100), "помірна згода"),
    (Fraction(21, 100), "слабка згода"),
    (Fraction(0), "дуже слабка згода"),
)
"""Names of Landis and Koch (1977) for ranges of kappa; a custom of the trade, no rule of law."""
WORSE = "згода гірша за випадковий збіг"
UNDEFINED = "каппу не пораховано: обидва дали всюди однакову відповідь"


@dataclass(frozen=True)
class Difference:
    """One question on which they differ. `steps`: how far, None when one of them could not find out."""

    key: str
    first: str
    second: str
    steps: int | None


@dataclass(frozen=True)
class Agreement:
    """The figures. Shares in percent, half up; `kappa` None when chance alone would agree always, or nothing is compared."""

    compared: int
    equal: int
    within_one: int
    kappa: Fraction | None
    differences: tuple[Difference, ...]

    @property
    def equal_share(self) -> int:
        """Percent of equal answers."""
        return _percent(self.equal, self.compared)

    @property
    def within_one_share(self) -> int:
        """Percent of answers at most one step apart."""
        return _percent(self.within_one, self.compared)

    @property
    def kappa_words(self) -> str:
        """The figure and what it is called."""
        if self.kappa is None:
            return UNDEFINED if self.compared else "немає що порівнювати"
        name = next((words for least, words in BANDS if self.kappa >= least), WORSE)
        hundredths = _half_up(self.kappa * 100)
        sign = "−" if hundredths < 0 else ""
        return f"{sign}{abs(hundredths) // 100},{abs(hundredths) % 100:02}: {name}"


def agreement(by: Instrument, subjects: Sequence[Subject], first: Answers, second: Answers) -> Agreement:
    """Compare two assessments by the same instrument of the same people."""
    pairs: list[tuple[int, int]] = []
    differences = []
    for key in _keys(by, subjects):
        one, other = first.get(key, ""), second.get(key, "")
        if not one or not other:
            continue
        question = by.questions[key.partition("@")[0]]
        points = points_of(question, one), points_of(question, other)
        if points[0] is None or points[1] is None:
            if one != other:
                differences.append(Difference(key, one, other, None))
            continue
        pairs.append((points[0], points[1]))
        if one != other:
            differences.append(Difference(key, one, other, abs(points[0] - points[1])))
    return Agreement(
        compared=len(pairs),
        equal=sum(one == other for one, other in pairs),
        within_one=sum(abs(one - other) <= 1 for one, other in pairs),
        kappa=weighted_kappa(pairs),
        differences=tuple(sorted(differences, key=lambda one: -(one.steps or 0))),
    )


def _keys(by: Instrument, subjects: Sequence[Subject]) -> list[str]:
    return [
        key_of(question.code, subject.key)
        for domain in by.domains
        for question in domain.questions
        if question.counted
        for subject in subjects
        if subject.who == question.about
    ]


def weighted_kappa(pairs: Sequence[tuple[int, int]]) -> Fraction | None:
    """Cohen's kappa with linear weights: 1 − observed disagreement ÷ disagreement expected by chance."""
    observed = sum(abs(one - other) for one, other in pairs)
    firsts, seconds = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(
        abs(one - other) * times * others
        for one, times in firsts.items()
        for other, others in seconds.items()
    )
    return None if expected == 0 else 1 - Fraction(observed * len(pairs), expected)


def _percent(part: int, whole: int) -> int:
    return _half_up(Fraction(100 * part, whole)) if whole else 0


def _half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)
