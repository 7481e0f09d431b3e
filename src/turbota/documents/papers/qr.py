"""A QR code (ISO/IEC 18004) of a short address, as rows of dark and light squares for a printed form.

Only what the forms need: bytes, error correction level M, versions 1 to 10 (up to 213 bytes). The mask is always the
first one: readers take any, and the same address always gives the same picture.
"""

from collections.abc import Iterator
from functools import cache

Matrix = list[list[bool | None]]

_BLOCKS = {
    1: (10, 1, 16, 0), 2: (16, 1, 28, 0), 3: (26, 1, 44, 0), 4: (18, 2, 32, 0), 5: (24, 2, 43, 0),
    6: (16, 4, 27, 0), 7: (18, 4, 31, 0), 8: (22, 2, 38, 2), 9: (22, 3, 36, 2), 10: (26, 4, 43, 1),
}  # fmt: skip
"""Version → bytes of correction in a block, shorter blocks, their data bytes, blocks one byte longer (level M)."""
_ALIGNED = {
    1: (), 2: (6, 18), 3: (6, 22), 4: (6, 26), 5: (6, 30), 6: (6, 34), 7: (6, 22, 38), 8: (6, 24, 42),
    9: (6, 26, 46), 10: (6, 28, 50),
}  # fmt: skip
_FORMAT = 0b101010000010010
"""Level M with mask 0, with its own correction, as the standard's table has it."""


def qr_rows(text: str) -> tuple[str, ...]:
    """Rows of "1" (dark) and "0" (light), without the quiet edge. Raises ValueError for a text that is too long."""
    data = text.encode()
    version = next((number for number in _BLOCKS if len(data) <= _room(number)), None)
    if version is None:
        raise ValueError("too long for a code on a form")
    size = 17 + 4 * version
    matrix: Matrix = [[None] * size for _ in range(size)]
    _frame(matrix, version)
    _fill(matrix, _bits(_codewords(data, version)))
    _format(matrix)
    return tuple("".join("1" if dark else "0" for dark in row) for row in matrix)


def _data_bytes(version: int) -> int:
    _, short, size, longer = _BLOCKS[version]
    return short * size + longer * (size + 1)


def _room(version: int) -> int:
    """Bytes of text that fit: the mode and the length take 12 bits, 20 from version 10 on."""
    return (8 * _data_bytes(version) - (12 if version < 10 else 20)) // 8


def _codewords(data: bytes, version: int) -> list[int]:
    """The text with its length and filling, cut into blocks with their correction, interleaved."""
    bits = f"0100{len(data):0{8 if version < 10 else 16}b}" + "".join(f"{byte:08b}" for byte in data)
    whole = 8 * _data_bytes(version)
    bits += "0" * min(4, whole - len(bits))
    bits += "0" * (-len(bits) % 8)
    words = [int(bits[place : place + 8], 2) for place in range(0, len(bits), 8)]
    while len(words) < whole // 8:
        words += [0xEC, 0x11][: whole // 8 - len(words)]
    correction, short, size, longer = _BLOCKS[version]
    blocks, start = [], 0
    for length in [size] * short + [size + 1] * longer:
        blocks.append(words[start : start + length])
        start += length
    checks = [_correction(block, correction) for block in blocks]
    return [*_interleaved(blocks), *_interleaved(checks)]


def _interleaved(blocks: list[list[int]]) -> Iterator[int]:
    for place in range(max(map(len, blocks))):
        yield from (block[place] for block in blocks if place < len(block))


@cache
def _field() -> tuple[list[int], list[int]]:
    """Powers and logarithms of the field GF(256) with the polynomial 0x11D."""
    powers, logs, value = [0] * 512, [0] * 256, 1
    for exponent in range(255):
        powers[exponent] = powers[exponent + 255] = value
        logs[value] = exponent
        value = value << 1 ^ (0x11D if value & 0x80 else 0)
    return powers, logs


def _times(one: int, other: int) -> int:
    powers, logs = _field()
    return powers[logs[one] + logs[other]] if one and other else 0


def _correction(block: list[int], length: int) -> list[int]:
    """The remainder of the block by the generator polynomial (Reed and Solomon)."""
    generator = [1]
    for exponent in range(length):
        root = _field()[0][exponent]
        generator = [
            left ^ _times(right, root) for left, right in zip([*generator, 0], [0, *generator], strict=True)
        ]
    rest = [*block, *[0] * length]
    for place in range(len(block)):
        factor = rest[place]
        for step, coefficient in enumerate(generator):
            rest[place + step] ^= _times(coefficient, factor)
    return rest[len(block) :]


def _bits(words: list[int]) -> Iterator[bool]:
    for word in words:
        yield from (bool(word >> place & 1) for place in range(7, -1, -1))


def _frame(matrix: Matrix, version: int) -> None:
    """Everything that stands in every code of the version; places of the format are held by light squares."""
    size = len(matrix)
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        for row in range(-1, 8):
            for column in range(-1, 8):
                if 0 <= top + row < size and 0 <= left + column < size:
                    ring = max(abs(row - 3), abs(column - 3))
                    matrix[top + row][left + column] = ring in (0, 1, 3)
    for row in _ALIGNED[version]:
        for column in _ALIGNED[version]:
            if matrix[row][column] is None:
                for down in range(-2, 3):
                    for right in range(-2, 3):
                        matrix[row + down][column + right] = max(abs(down), abs(right)) != 1
    for place in range(8, size - 8):
        matrix[6][place] = matrix[place][6] = place % 2 == 0
    for place in range(9):
        for row, column in ((8, place), (place, 8)):
            matrix[row][column] = bool(matrix[row][column])
    for place in range(size - 8, size):
        matrix[8][place] = matrix[place][8] = False
    matrix[size - 8][8] = True
    if version >= 7:
        _number(matrix, version)


def _number(matrix: Matrix, version: int) -> None:
    """The number of the version twice, 18 bits with their own correction (Golay)."""
    rest = version
    for _ in range(12):
        rest = rest << 1 ^ (0x1F25 if rest & 0x800 else 0)
    bits = version << 12 | rest
    for place in range(18):
        dark = bool(bits >> place & 1)
        row, column = place // 3, len(matrix) - 11 + place % 3
        matrix[row][column] = matrix[column][row] = dark


def _fill(matrix: Matrix, bits: Iterator[bool]) -> None:
    """The bits in pairs of columns from the right, up and down in turn, under the first mask."""
    size, upwards = len(matrix), True
    for right in (*range(size - 1, 6, -2), *range(5, 0, -2)):
        for step in range(size):
            row = size - 1 - step if upwards else step
            for column in (right, right - 1):
                if matrix[row][column] is None:
                    matrix[row][column] = next(bits, False) ^ ((row + column) % 2 == 0)
        upwards = not upwards


def _format(matrix: Matrix) -> None:
    """Level and mask, twice."""
    size = len(matrix)
    bits = [bool(_FORMAT >> place & 1) for place in range(15)]
    for place, dark in enumerate(bits):
        row = place if place < 6 else place + 1 if place < 8 else size - 15 + place
        matrix[row][8] = dark
        column = size - 1 - place if place < 8 else 7 if place == 8 else 14 - place
        matrix[8][column] = dark
