"""Days and moments in words of a language, for the pages of members and of readers alike."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime


def partial_date(value: str, locale: Locale | str) -> str:
    """`2019-05-15` as “15 May 2019”, `2019-05` as “May 2019”, `2019` as it is."""
    parts = [int(part) for part in value.split("-")] if value else []
    if len(parts) == 3:
        return format_date(date(*parts), "d MMMM y", locale=locale)
    if len(parts) == 2:
        return format_date(date(parts[0], parts[1], 1), "MMMM y", locale=locale)
    return value


def day(value: datetime, time_zone: str, locale: Locale | str) -> str:
    """The day a moment falls on in a time zone."""
    return format_date(value.astimezone(_zone(time_zone)), "d MMMM y", locale=locale)


def moment(value: datetime, time_zone: str, locale: Locale | str) -> str:
    """A moment in a time zone: “16 May 2019, 14:05”."""
    zone = _zone(time_zone)
    return format_datetime(value.astimezone(zone), "d MMMM y, HH:mm", tzinfo=zone, locale=locale)


def today(time_zone: str) -> str:
    """The day that it is in a time zone: `2019-05-15`."""
    return datetime.now(UTC).astimezone(_zone(time_zone)).date().isoformat()


def beginning_of_day(day: str, time_zone: str) -> datetime:
    """The moment at which a day, `2019-05-15`, begins in a time zone."""
    return datetime.fromisoformat(day).replace(tzinfo=_zone(time_zone)).astimezone(UTC)


def end_of_day(day: str, time_zone: str) -> datetime:
    """The moment at which a day, `2019-05-15`, is over in a time zone."""
    midnight = datetime.fromisoformat(day).replace(tzinfo=_zone(time_zone))
    return (midnight + timedelta(days=1)).astimezone(UTC)


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
