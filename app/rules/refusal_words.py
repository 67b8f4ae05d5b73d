"""What a person is told when a package is refused: what is wrong, and what to do next."""

from collections.abc import Mapping

from app.values.refusal import RefusalCode as R

_AGAIN = "请让出具单位用“移交”重新导出一份。"
_NOT_OURS = "请不要使用这个文件，并向出具单位核实来源。"
_CARRY = "请重新复制一次；仍然不行的，请让出具单位重新导出，或者用“抢救”导入完好的部分。"

WORDS: Mapping[R, tuple[str, str]] = {
    R.NOT_A_FILE: ("它不是普通文件（可能是链接或文件夹）", "请选择数据包文件本身。"),
    R.EMPTY: ("它是空文件", "请重新复制一次。"),
    R.TOO_LARGE: ("它超出了本程序能读的大小", "请让出具单位分成几个数据包导出。"),
    R.NOT_A_PACKAGE: ("它不是安查的数据包", "请选择由“移交”导出的文件。"),
    R.TRUNCATED: ("文件长度与开头所记的不符，可能没有复制完", _CARRY),
    R.LIVE_DATABASE: ("它是正在使用的数据文件，不是数据包", _AGAIN),
    R.SIDE_FILE: ("旁边有数据库的附属文件{detail}", "请让出具单位用“移交”重新导出，只复制一个文件。"),
    R.CHANGED_MEANWHILE: ("读取时文件还在变化", "请等复制完成后再试。"),
    R.PASSPHRASE_NEEDED: ("它有口令保护", "请输入口令后再试。"),
    R.WRONG_PASSPHRASE: ("打不开：口令不对，或者文件已损坏", "请核对口令；口令无误的，请重新取得这个文件。"),
    R.FOREIGN_TRIGGER: ("里面有不该有的触发器", _NOT_OURS),
    R.FOREIGN_VIEW: ("里面有不该有的视图", _NOT_OURS),
    R.FOREIGN_VIRTUAL_TABLE: ("里面有不该有的虚拟表", _NOT_OURS),
    R.GENERATED_COLUMN: ("里面有不该有的计算列", _NOT_OURS),
    R.FOREIGN_TABLE: ("里面的表与数据包的格式不符", _NOT_OURS),
    R.VALUE_TOO_LONG: ("里面有超长的内容", _NOT_OURS),
    R.WRONG_TYPE: ("里面有类型不对的内容", _CARRY),
    R.TOO_MANY: ("里面的条数超出了本程序能读的数量", "请让出具单位分成几个数据包导出。"),
    R.FALSE_HEAD: ("说明页与内容不符（{detail}）", _CARRY),
    R.MISSING_ROWS: ("内容与说明页所记的不符，缺少或多出了记录", _CARRY),
    R.REDACTED: ("它是删去个人信息的阅读件，只供阅读", "需要导入的，请让出具单位导出完整的数据包。"),
    R.FALSE_BLOB: ("有照片或文书的内容与指纹不符，文件已损坏", _CARRY),
    R.IMAGE_BOMB: ("里面有画面超过6000万像素的图片", _NOT_OURS),
    R.NOT_A_PHOTO: ("里面有冒充照片的文件", _NOT_OURS),
    R.NOT_A_PAPER: ("里面有冒充文书的文件", _NOT_OURS),
    R.FALSE_SEAL: ("有加封的私密内容与封签不符", _CARRY),
    R.TOO_SLOW: ("读取超过了时限", "请把文件复制到本机硬盘后再试；仍然不行的，请不要使用这个文件。"),
    R.READER_FAILED: ("读取中断，文件可能有害或已损坏", _NOT_OURS),
    R.DAMAGED: ("文件已损坏（{detail}）", _CARRY),
    R.MALFORMED: ("里面有不合规的记录", _NOT_OURS),
    R.FOREIGN_PARENT: ("里面的记录接在了别的记录后面", _NOT_OURS),
    R.TWO_KINDS: ("里面同一编号下有两种记录", _NOT_OURS),
    R.CLOCK_AHEAD: ("里面记录的时间超前", "请核对两台机器的时钟。"),
    R.NEWER_PROGRAM: ("它由更新版本的安查写成", "请先升级本机的安查再导入。"),
    R.NOT_CLOSED: ("文件不完整", _CARRY),
}
_PLACES = {
    "meta": "说明页",
    "revision": "修订记录",
    "stub": "修订链",
    "blob": "照片或文书",
    "private": "私密内容",
}


def refusal_words(code: R, *, file: str, detail: str = "") -> tuple[str, str]:
    """Say why a file was refused, and what to do."""
    because, hint = WORDS[code]
    return f"{file} 不能使用：{because.format(detail=_PLACES.get(detail, detail))}。", hint
