"""Dates as authors write them: year-month-day, and nothing else that ISO 8601 allows."""

from __future__ import annotations

from datetime import date


def read_day(text: str) -> date:
    """The day of a date such as 2024-09-15, of any year from 0001 on. Raises ValueError for all else.

    Other notations of ISO 8601 (``20240915``, ``2024-W37-7``) are refused: dates are compared as they are
    written, in the names of files and in addresses.
    """
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(f"write it as {day.isoformat()}")
    return day


def is_day(text: str) -> bool:
    """Whether a text is a date such as 2024-09-15."""
    try:
        read_day(text)
    except ValueError:
        return False
    return True
