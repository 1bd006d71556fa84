"""What need not be worked out before somebody asks: the body of a mail that its headers tell already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class Later(Generic[_Value]):
    """A value that is worked out when it is first asked for, and once. It is compared and pickled as what it comes to."""

    __slots__ = ("_found", "_work_out")
    _work_out: Callable[[], _Value] | None
    _found: _Value

    def __init__(self, work_out: Callable[[], _Value]) -> None:
        self._work_out = work_out

    @property
    def value(self) -> _Value:
        """What it comes to."""
        work_out = self._work_out
        if work_out is not None:
            self._found = work_out()
            self._work_out = None  # let go of, with the mail that it holds
        return self._found

    def __eq__(self, other: object) -> bool:
        return bool(self.value == (other.value if isinstance(other, Later) else other))

    def __hash__(self) -> int:
        return hash(self.value)

    def __repr__(self) -> str:
        return repr(self.value)

    def __reduce__(self) -> tuple[Callable[[_Value], Later[_Value]], tuple[_Value]]:
        return _already, (self.value,)


def _already(value: _Value) -> Later[_Value]:
    return Later(lambda: value)


def known(value: _Value | Later[_Value]) -> _Value:
    """The value itself."""
    return value.value if isinstance(value, Later) else value
