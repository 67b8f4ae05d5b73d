"""Say in Chinese what was wrong with a typed command."""

import re

from typer.exceptions import TyperException

from app.values.errors import UsageError

# Typer words its refusals in English only; these are the ones its parser can give.
_WORDINGS = (
    (r"No such command '(.+?)'\.?.*", r"没有“\1”这个命令"),
    (r"No such option: (\S+).*", r"没有 \1 这个选项"),
    (r"Missing command\.", "没有写要做什么"),
    (r"Missing (?:argument|option|parameter) '?(.+?)'?\.(?: .*)?", r"缺少 \1"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)", r"多写了 \1"),
    (r"Option '?(.+?)'? requires an argument\.", r"\1 后面要写一个值"),
    (r"Option '?(.+?)'? does not take a value\.", r"\1 后面不写值"),
    (r"Invalid value for '?(.+?)'?: \w+ '(.+)' does not exist\.", r"\1 写的“\2”不存在"),
    (r"Invalid value for '?(.+?)'?: \w+ '(.+)' is a directory\.", r"\1 写的“\2”是文件夹，要写文件"),
    (r"Invalid value for '?(.+?)'?: \w+ '(.+)' is a file\.", r"\1 写的“\2”是文件，要写文件夹"),
    (r"Invalid value for '?(.+?)'?: .*'(.*)' is not one of (.+)\.", r"\1 不能是“\2”，只能是 \3"),
    (r"Invalid value for '?(.+?)'?: .* valid (?:integer|number).*", r"\1 要写数字"),
    (r"Invalid value for '?(.+?)'?: .*(?:valid date|match the format).*", r"\1 要写日期，例如 2026-11-16"),
    (r"Invalid value for '?(.+?)'?: .* greater than or equal to (\S+)", r"\1 不能小于 \2"),
    (r"Invalid value for '?(.+?)'?: .* less than or equal to (\S+)", r"\1 不能大于 \2"),
    (r"Invalid value for '?(.+?)'?: (.+)", r"\1 写得不对（\2）"),
)
# The parser quotes names in its own way; what the person wrote stands in Chinese quotation marks.
_UNQUOTED = re.compile(r"'")


# And these are the words of its own that stand in a help text; the rest of the text is ours.
_HELP_WORDS = (
    (r"^Usage: ", "写法："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 …"),
    (r"^Options:$", "选项："),
    (r"^Arguments:$", "参数："),
    (r"^Commands:$", "命令："),
    (r"Show this message and exit\.$", "显示这份说明。"),
    (r"\[required\]", "（必填）"),
)


def help_in_chinese(text: str) -> str:
    """Word in Chinese what the parser says by itself in a help text."""
    for pattern, wording in _HELP_WORDS:
        text = re.sub(pattern, wording, text, flags=re.MULTILINE)
    return text


def in_chinese(refusal: TyperException) -> UsageError:
    """Word the parser's refusal for the person at the keyboard."""
    said = refusal.format_message().strip()
    for pattern, wording in _WORDINGS:
        if match := re.fullmatch(pattern, said, flags=re.DOTALL):
            said = _UNQUOTED.sub("", match.expand(wording)).replace(", ", "、")
            break
    hint = "用 ancha --help 看全部命令，用 ancha 命令 --help 看一个命令的写法。"
    return UsageError(f"命令写得不对：{said}。", hint=hint)
