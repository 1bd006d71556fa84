"""What can be looked up? The reference page and the manual page, made from the commands, the error tree and the settings themselves."""

from __future__ import annotations

from replydue.cli.reference.man import man
from replydue.cli.reference.page import page

__all__ = ["PAGES", "man", "page"]

PAGES = {"reference.md": page, "replydue.1": man}
