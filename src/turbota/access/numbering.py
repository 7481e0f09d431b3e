"""Registration numbers: given in order of arrival, never reused."""

from turbota.access.models import NumberSeries


def next_number(code: str, year: int) -> int:
    """The next number of the series in the year. Locks the series until the transaction ends."""
    NumberSeries.objects.get_or_create(code=code, year=year)
    series = NumberSeries.objects.select_for_update().get(code=code, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last
