"""`python -m replydue.cli.reference FOLDER`: writes the reference and the manual page anew, after a change of commands or settings."""

from __future__ import annotations

import sys
from pathlib import Path

from replydue.cli.reference import PAGES

for name, page in PAGES.items():
    Path(sys.argv[1], name).write_text(page(), encoding="utf-8")
