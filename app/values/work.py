"""Kinds of work of a day, what is done about them, and how near a day is."""

from enum import StrEnum


class Urgency(StrEnum):
    """How near a day is, most urgent first."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


class WorkKind(StrEnum):
    """Kinds of work, in the order in which they stand within one day."""

    OVERDUE = "逾期未整改"
    FAILED = "复查未整改待处理"
    RECHECK = "到期复查"
    FILE_NO_CODE = "执法码备案"
    PHONE_APPROVAL = "补办审批"
    SEAL = "补盖印章"
    PAPER = "企业来件"
    UNFINISHED = "未完成检查"
    PRINT = "待打印"


class WorkAction(StrEnum):
    """Keys of the actions that the window offers."""

    REINSPECT = "reinspect"
    FILE_CASE = "file_case"
    FILE_NO_CODE = "file_no_code"
    ADD_APPROVAL = "add_approval"
    SEAL = "seal"
    HANDLE_PAPER = "handle_paper"
    CONTINUE = "continue_inspection"
    PRINT = "print"
