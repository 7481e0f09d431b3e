"""The words a rule body may use: ``ONE`` for Python ints, ``MANY`` for numpy columns.

Besides these: ``+ - *``, comparisons, ``&`` and ``|`` between conditions. Conditions are 0/1.
Both branches of ``where`` are always evaluated.
"""

from __future__ import annotations

from typing import Any

import numpy as np

ROOM = 2**61  # twice a product of this size and a divider still fit int64
MAXIMUM = 10**10  # kopiykas; the loader refuses greater facts, so int64 products cannot overflow


def ratio(a: Any, num: Any, den: Any) -> Any:
    """``a × num / den`` rounded half up with integers only. All parts are non-negative, ``den`` ≥ 1.

    The rule that uses it names the rounding and its act in its decorator. Raises ValueError.
    """
    if isinstance(a, np.ndarray):
        return _of_column(a, num, den)
    if a < 0:
        raise ValueError(f"ratio: {a} is negative")
    if isinstance(den, np.ndarray) or isinstance(num, np.ndarray):
        return _of_column(np.broadcast_to(np.int64(a), np.shape(num) or np.shape(den)), num, den)
    return _half_up(a * num, den)


def _of_column(a: Any, num: Any, den: Any) -> Any:
    """Where a product would not fit int64, the whole parts are multiplied apart: the result is the same."""
    if not a.size:
        return a
    if int(a.min()) < 0:
        raise ValueError("ratio: a negative number in the column")
    if int(a.max()) * int(np.max(num)) < ROOM:
        return (a * (2 * num) + den) // (2 * den) if isinstance(den, np.ndarray) else _half_up(a * num, den)
    whole, rest = a // den, a % den
    return whole * num + (rest * (2 * num) + den) // (2 * den)


def _half_up(a: Any, den: int) -> Any:
    if den < 1:
        raise ValueError(f"ratio: divided by {den}")
    return (a + den // 2) // den if den % 2 == 0 else (2 * a + den) // (2 * den)


class One:
    """The vocabulary over Python ints."""

    @staticmethod
    def no(x: Any) -> bool:
        """True when the condition does not hold (``~x`` would be wrong for a Python bool)."""
        return not x

    @staticmethod
    def where(condition: Any, then: Any, otherwise: Any) -> Any:
        """``then`` where the condition holds, else ``otherwise``."""
        return then if condition else otherwise

    @staticmethod
    def at_least(x: Any, low: Any) -> Any:
        """The greater of the two."""
        return x if x >= low else low

    @staticmethod
    def at_most(x: Any, high: Any) -> Any:
        """The smaller of the two."""
        return x if x <= high else high

    @staticmethod
    def pick(table: Any, code: Any) -> Any:
        """The entry of a table parameter with this code. Raises IndexError outside the table."""
        if code < 0:
            raise IndexError(f"pick: code {code}")
        return table[code]


class Many:
    """The same words over numpy columns."""

    @staticmethod
    def no(x: Any) -> Any:
        """True where the condition does not hold."""
        return np.logical_not(x)

    @staticmethod
    def where(condition: Any, then: Any, otherwise: Any) -> Any:
        """``then`` where the condition holds, else ``otherwise``."""
        return np.where(condition, then, otherwise)

    @staticmethod
    def at_least(x: Any, low: Any) -> Any:
        """The greater of the two."""
        return np.maximum(x, low)

    @staticmethod
    def at_most(x: Any, high: Any) -> Any:
        """The smaller of the two."""
        return np.minimum(x, high)

    @staticmethod
    def pick(table: Any, code: Any) -> Any:
        """The entries of a table parameter with these codes. Raises IndexError outside the table."""
        return np.asarray(table, dtype=np.int64).take(code)


ONE = One()
MANY = Many()
