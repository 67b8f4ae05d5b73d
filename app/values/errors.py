"""Errors that are the world's fault and that a person can mend."""


class UserError(Exception):
    """Tell the user what happened and what to do next; nothing was changed."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}{self.hint}"


class UsageError(UserError):
    """Wrong usage, or a file that does not fit its schema (key and line named)."""

    exit_code = 2


class RefusedFileError(UserError):
    """A file was refused as damaged or hostile (which check, which file)."""

    exit_code = 3
