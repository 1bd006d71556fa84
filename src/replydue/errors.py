"""The one error tree. Each error says what happened and what mends it; the command line prints both and nothing else."""


class ReplydueError(Exception):
    """Something the user can read. `mend` names what to do; `exit_code` is what the command ends with (contract 1)."""

    exit_code = 1

    def __init__(self, problem: str, mend: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.mend = mend

    def __str__(self) -> str:
        """One sentence: the problem, then its mend."""
        return f"{self.problem}: {self.mend}" if self.mend else self.problem


class UsageError(ReplydueError):
    """The command was called in a way that cannot work."""

    exit_code = 2


class ConfigError(ReplydueError):
    """The configuration cannot be used. `problems` holds every `file:line: setting: problem` found, not only the first."""

    exit_code = 2

    def __init__(self, problem: str, mend: str = "", problems: tuple[str, ...] = ()) -> None:
        super().__init__(problem, mend)
        self.problems = problems


class SignInError(ReplydueError):
    """No sign-in, a dead one, or one that lacks a permission."""

    exit_code = 3


class Held(ReplydueError):
    """Something is so unlikely that nothing is done until the user has looked. It is tried again at the next pass."""


class GmailUnreachable(ReplydueError):
    """Gmail did not answer, however often it was asked."""

    exit_code = 4


class GmailError(ReplydueError):
    """Gmail answered, and refused. `status` is the HTTP status, `reason` Gmail's own word for it."""

    def __init__(self, problem: str, mend: str = "", *, status: int = 0, reason: str = "") -> None:
        super().__init__(problem, mend)
        self.status = status
        self.reason = reason


class NotFound(GmailError):
    """Gmail does not know the object: deleted, sent, or not visible yet."""


class HistoryExpired(GmailError):
    """The stored history id is too old; only a resync helps."""


class StoreError(ReplydueError):
    """The database cannot be opened, read or written."""


class MailError(ReplydueError):
    """A saved mail or mailbox that cannot be read."""
