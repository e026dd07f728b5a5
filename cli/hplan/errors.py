"""What stops a command, said to its user; and the exit codes."""

from enum import IntEnum

from hplan.i18n import Message


class Exit(IntEnum):
    """How a command ended."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    FAULT = 3
    INTERRUPTED = 130
    UNREAD = 141  # as of a program that SIGPIPE has ended


class StopError(Exception):
    """The command cannot go on; `message` says why and what to do, in the user's language."""

    exit = Exit.USAGE

    def __init__(self, message_id: str, **values: object) -> None:
        self.message = Message.of(message_id, **values)
        super().__init__(message_id)

    def __str__(self) -> str:
        return str(self.message)


class RefusedError(StopError):
    """The command could go on, and will not: something would be lost."""

    exit = Exit.FINDINGS
