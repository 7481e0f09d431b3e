"""The code on a form is read back by a reader written apart from it."""

import pytest

from turbota.documents.papers.qr import qr_rows

BLOCKS = {
    21: (1, 16, 10),
    25: (1, 28, 16),
    29: (1, 44, 26),
    33: (2, 32, 18),
    37: (2, 43, 24),
    41: (4, 27, 16),
}
"""Size → blocks, data bytes and correction bytes of each (level M)."""


def reserved(size: int) -> set[tuple[int, int]]:
    """Places that hold no data."""
    corners = {
        (row, column)
        for row in range(size)
        for column in range(size)
        if (row < 9 and (column < 9 or column >= size - 8)) or (row >= size - 8 and column < 9)
    }
    timing = {(6, place) for place in range(size)} | {(place, 6) for place in range(size)}
    centre = size - 7
    aligned = {(centre + a, centre + b) for a in range(-2, 3) for b in range(-2, 3)} if size > 21 else set()
    return corners | timing | aligned


def data_of(rows: tuple[str, ...]) -> list[int]:
    """All bytes in the order of the squares, the mask taken off."""
    size, taken = len(rows), reserved(len(rows))
    bits, column, up = [], size - 1, True
    while column > 0:
        if column == 6:
            column -= 1
        for step in range(size):
            row = size - 1 - step if up else step
            for place in (column, column - 1):
                if (row, place) not in taken:
                    dark = rows[row][place] == "1"
                    bits.append(dark != ((row + place) % 2 == 0))
        column, up = column - 2, not up
    return [
        sum(bit << (7 - n) for n, bit in enumerate(bits[at : at + 8]))
        for at in range(0, len(bits) // 8 * 8, 8)
    ]


def times(one: int, other: int) -> int:
    """Multiplication in the field, the slow way."""
    result = 0
    while other:
        result ^= one if other & 1 else 0
        one = one << 1 ^ (0x11D if one & 0x80 else 0)
        other >>= 1
    return result


def read_back(rows: tuple[str, ...]) -> str:
    blocks, data, correction = BLOCKS[len(rows)]
    words = data_of(rows)
    parts = [
        [*(words[place * blocks + one] for place in range(data)),
         *(words[blocks * data + place * blocks + one] for place in range(correction))]
        for one in range(blocks)
    ]  # fmt: skip
    for part in parts:
        root = 1
        for _ in range(correction):
            value = 0
            for word in part:
                value = times(value, root) ^ word
            assert value == 0, "the correction does not fit the data"
            root = times(root, 2)
    stream = "".join(f"{word:08b}" for part in parts for word in part[:data])
    assert stream[:4] == "0100"
    length = int(stream[4:12], 2)
    return bytes(int(stream[12 + 8 * n : 20 + 8 * n], 2) for n in range(length)).decode()


@pytest.mark.parametrize("length", [1, 14, 15, 26, 42, 43, 62, 84, 106])
def test_what_is_printed_is_read_back(length: int) -> None:
    text = "".join(chr(97 + place * 7 % 26) for place in range(length))
    assert read_back(qr_rows(text)) == text


def test_the_format_says_level_m_and_the_first_mask() -> None:
    rows = qr_rows("http://localhost/")
    around = (
        rows[8][:6]
        + rows[8][7]
        + rows[8][8]
        + rows[7][8]
        + "".join(rows[place][8] for place in range(5, -1, -1))
    )
    assert around == "101010000010010"


def test_a_text_that_does_not_fit_is_refused() -> None:
    assert len(qr_rows("а" * 106)) == 57
    with pytest.raises(ValueError, match="too long"):
        qr_rows("a" * 214)
