"""The errors a person can meet: one sentence, a hint, and the exit code of the process."""

from __future__ import annotations


class IomwhoError(Exception):
    """Something the person can mend; shown as `error: ...` and `hint: ...`, without a traceback."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(IomwhoError):
    """The command line, or an argument of the Python API, does not fit."""


class DataError(IomwhoError):
    """The dataset cannot be used; `faults` holds every fault found, in file order."""

    def __init__(self, message: str, hint: str = "", faults: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.faults = faults


class NothingFoundError(IomwhoError):
    """A unit, place or topic that the directory does not know."""

    exit_code = 1
