"""Where was an error raised? Told in a log, which may hold no words of a mail."""

from __future__ import annotations

import traceback


def where(error: Exception) -> str:
    """The places in the program that an error came through, without its text: that may hold words of a mail, which no log may."""
    return "".join(traceback.format_tb(error.__traceback__))
