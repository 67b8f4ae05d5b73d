"""The one way in which the reader says no."""

from app.values.refusal import RefusalCode


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """The file is refused for this reason; `detail` names the place, `sentence` says more where there is more."""

    def __init__(self, code: RefusalCode, detail: str = "", *, sentence: str = "") -> None:
        super().__init__(code.value, detail, sentence)
        self.code = code
        self.detail = detail
        self.sentence = sentence
