"""The golden digests: what is read on the phone in the morning.

`cd tests; python -m digest.golden_texts` writes them anew, to be read aloud.
"""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from replydue.core.digest import Case, Digest, digest_of
from replydue.core.model import NextStep, Standing
from replydue.settings import Settings

FOLDER = Path(__file__).parent / "golden"
ZONE = ZoneInfo("America/New_York")
SETTINGS = Settings(timezone="America/New_York")
NOW = datetime(2026, 11, 24, 8, 30, tzinfo=ZONE)  # a Tuesday
NOTES = "Call Imani Okafor (Aria Health) about the Analyst role.\nNumber: +1 212-736-3100\n\n- Ask whether this is a good moment: they are busy."


def _step(day: int, do: str = "email", number: int = 1) -> NextStep:
    return NextStep(do, number, datetime(2026, 11, day, 9, 0, tzinfo=ZONE))


DRAFT = Case("19a1", "Dana Whitfield", "Northwind", "Data Engineer", Standing.OVERDUE, "drafted", expected_by=date(2026, 11, 20))
EVERYTHING = (
    DRAFT,
    Case("19a2", "Kim Sato", "Rheinwerke", "", Standing.OVERDUE, "drafted", expected_by=date(2026, 11, 19)),
    Case("19a3", "Imani Okafor", "Aria Health", "Analyst", Standing.OVERDUE, "calling", phone="+1 212-736-3100", call_notes=NOTES),
    Case("19a4", "Luis Prado", "Tern & Co", "", Standing.OVERDUE, next_step=_step(24), expected_by=date(2026, 11, 20)),
    Case("19a5", "Eva <b>Lind</b>", "Fjord", "", Standing.YOUR_TURN, quote="Could you send me two references?"),
    Case("19a6", "Noor Haddad", "Cobalt", "Designer", Standing.WAITING, interview=date(2026, 11, 25), interview_at=time(14, 0)),
    Case("19a7", "Tom Reed", "Tom Reed", "", Standing.OVERDUE, "drafted", check="The draft changed after you approved it, so it was not sent."),
    Case("19a8", "Mia Wong", "Lumen", "", Standing.WAITING, expected_by=date(2026, 11, 27), next_step=_step(30)),
    Case("19a9", "Jo Berg", "Aster", "", Standing.WAITING, next_step=_step(30, "call", 2)),
    Case("19b1", "Far Away", "Later", "", Standing.WAITING, expected_by=date(2026, 12, 15)),
)


def digest(*cases: Case) -> Digest:
    """The digest of Sam's cases on that morning."""
    return digest_of(cases, "sam@example.com", SETTINGS, NOW, date(2026, 11, 25))


def texts() -> dict[str, str]:
    """Every golden file by its name."""
    found: dict[str, str] = {}
    for name, made in (("one_draft", digest(DRAFT)), ("everything", digest(*EVERYTHING))):
        letter = made.letter()
        found |= {f"{name}.txt": f"Subject: {letter.subject}\n\n{letter.text}", f"{name}.html": letter.html}
    return found


if __name__ == "__main__":
    for name, text in texts().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
