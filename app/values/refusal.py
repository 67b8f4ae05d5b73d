"""Why a package is refused: a code that stays the same, and the errors that carry it."""

from enum import StrEnum

from app.values.errors import RefusedFileError, UserError


class RefusalCode(StrEnum):
    """The reasons for which a package is refused."""

    # The file as it lies there
    NOT_A_FILE = "not a file"
    EMPTY = "empty"
    TOO_LARGE = "too large"
    NOT_A_PACKAGE = "not a package"
    TRUNCATED = "truncated"
    LIVE_DATABASE = "live database"
    SIDE_FILE = "side file"
    CHANGED_MEANWHILE = "changed while it was read"
    PASSPHRASE_NEEDED = "passphrase needed"
    WRONG_PASSPHRASE = "wrong passphrase or damaged"
    # What it is made of
    FOREIGN_TRIGGER = "trigger"
    FOREIGN_VIEW = "view"
    FOREIGN_VIRTUAL_TABLE = "virtual table"
    GENERATED_COLUMN = "generated column"
    FOREIGN_TABLE = "unknown table"
    VALUE_TOO_LONG = "value too long"
    WRONG_TYPE = "wrong type"
    TOO_MANY = "too many rows"
    # What it says of itself
    FALSE_HEAD = "false head"
    MISSING_ROWS = "missing rows"
    REDACTED = "redacted"
    # The originals
    FALSE_BLOB = "blob under a wrong hash"
    IMAGE_BOMB = "image too large"
    NOT_A_PHOTO = "not a photo"
    NOT_A_PAPER = "not a paper"
    FALSE_SEAL = "private text under a wrong seal"
    # The reading
    TOO_SLOW = "too slow"
    READER_FAILED = "reader failed"
    # The records
    DAMAGED = "damaged"
    MALFORMED = "malformed"
    FOREIGN_PARENT = "parent of another record"
    TWO_KINDS = "one id under two kinds"
    CLOCK_AHEAD = "clock ahead"
    NEWER_PROGRAM = "newer program needed"
    NOT_CLOSED = "not closed"


class RefusedPackageError(RefusedFileError):
    """A package was refused; `code` says for which reason, `can_be_salvaged` whether a part may be taken."""

    def __init__(self, message: str, *, hint: str, code: RefusalCode, can_be_salvaged: bool = False) -> None:
        super().__init__(message, hint=hint)
        self.code = code
        self.can_be_salvaged = can_be_salvaged


class NewerPackageError(UserError):
    """A package was written by a newer program; nothing is wrong with it."""

    code: RefusalCode = RefusalCode.NEWER_PROGRAM
