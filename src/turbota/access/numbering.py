"""Registration numbers: given in order of arrival, never reused."""

from django.db import connection


def next_number(code: str, year: int) -> int:
    """The next number of the series in the year, in one statement.

    The series is locked until the transaction ends: ask for the number as late as possible.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into access_numberseries as series (code, year, last) values (%s, %s, 1)"
            " on conflict (code, year) do update set last = series.last + 1 returning last",
            [code, year],
        )
        return int(cursor.fetchone()[0])
