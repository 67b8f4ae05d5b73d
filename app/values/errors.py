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


class CancelledError(UserError):
    """The person stopped what was running; nothing of it is left behind."""

    def __init__(self, message: str = "已取消，没有留下任何内容。", *, hint: str = "需要时可以重新开始。") -> None:
        super().__init__(message, hint=hint)


class LockedStoreError(UserError):
    """The store is encrypted and nobody gave its passphrase yet."""


class WrongPassphraseError(UserError):
    """The passphrase or the recovery key does not open the store."""

    exit_code = 3


class PinNeededError(UserError):
    """The officer has a PIN and did not give it yet."""
