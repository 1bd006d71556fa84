"""`python -m replydue.config FOLDER`: writes the starter file and the JSON Schema anew, after a change of the model."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from replydue.config import FILE_NAME, SCHEMA_NAME, schema, starter

folder = Path(sys.argv[1])
(folder / FILE_NAME).write_text(starter(), encoding="utf-8")
(folder / SCHEMA_NAME).write_text(json.dumps(schema(), indent=2) + "\n", encoding="utf-8")
