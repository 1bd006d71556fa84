"""What a text promises: who comes back to whom, and by when (reading rules, section 3)."""

from __future__ import annotations

from replydue.core.promises.appointments import appointments_in
from replydue.core.promises.given import promises_in
from replydue.core.promises.letter import Letter, read_letter
from replydue.core.promises.model import Appointment, Kind, Promise

__all__ = ["Appointment", "Kind", "Letter", "Promise", "appointments_in", "promises_in", "read_letter"]
