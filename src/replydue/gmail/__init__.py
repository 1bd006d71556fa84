"""The only door to Google: sign-in, calls with retries and a quota budget, changes by history id, labels, drafts."""

from replydue.gmail.client import Gmail
from replydue.gmail.connecting import connect
from replydue.gmail.values import Change, Changes, Draft, Profile, Thread, Uncertain

__all__ = ["Change", "Changes", "Draft", "Gmail", "Profile", "Thread", "Uncertain", "connect"]
