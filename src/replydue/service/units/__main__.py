"""`python -m replydue.service.units FOLDER`: writes the units for people who copy them by hand, after a change of the template."""

from __future__ import annotations

import sys
from pathlib import Path

from replydue.service.units import NAME, SYSTEMS_CONFIGURATION, SYSTEMS_PROGRAM, USERS_PROGRAM, unit

for kind, text in (
    ("user", unit(USERS_PROGRAM)),
    ("system", unit(SYSTEMS_PROGRAM, system=True, configuration=SYSTEMS_CONFIGURATION)),
):
    folder = Path(sys.argv[1]) / kind
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_text(text, encoding="utf-8")
