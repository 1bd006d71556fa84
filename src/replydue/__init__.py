"""replydue: knows by which day a recruiter's reply is due, and drafts the follow-up when it does not come."""

from __future__ import annotations


def __getattr__(name: str) -> str:
    """`__version__`, that of the installed package. Looked up when it is asked for: that takes as long as all of `replydue --help`."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import version

    return version(__name__)
