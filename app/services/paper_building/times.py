"""Times as papers write them."""

from datetime import datetime

from app.values.days import long_moment


def span_text(started: datetime | None, ended: datetime | None) -> str:
    """Write from when to when; what is not known yet is left out."""
    if started is None:
        return ""
    return long_moment(started) if ended is None else f"{long_moment(started)}至{long_moment(ended)}"
