"""Arguments in, exit code out: the command `ancha` and `python -m app`."""

import logging
import os
import sys
from collections.abc import Mapping, Sequence

from app import __version__
from app.log import log_to
from app.paths import AppPaths
from app.values.errors import UsageError, UserError

OUR_BUG = 70
PACKAGE_READER = "--package-reader"


def main() -> None:
    """Run the program as the system started it."""
    # Whatever the program makes is for its user alone; on Windows the folder of the user's profile sees to that.
    os.umask(0o077)
    if sys.argv[1:2] == [PACKAGE_READER]:
        # The packaged program starts itself again to read a foreign file; that process loads nothing else of ours.
        from app.storage.reader.child import main as read_package

        read_package(sys.argv[2:])
        return
    if getattr(sys, "frozen", False):
        import multiprocessing

        # A packaged program starts itself again for the work it does in a second process.
        multiprocessing.freeze_support()
    for stream in (sys.stdout, sys.stderr):
        # A packaged program on Windows has no console and so no streams.
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> int:
    """Do what was asked and give the exit code that the command line promises."""
    try:
        data, rest = take_data(arguments)
        paths = AppPaths.default(data, environ)
    except UserError as error:
        return _refuse(error)
    with log_to(paths.logs) as log_file:
        try:
            return _do(rest, paths=paths, passphrase_file=environ.get("ANCHA_PASSPHRASE_FILE", ""))
        except UserError as error:
            return _refuse(error)
        except Exception:
            logging.getLogger(__name__).exception("Unexpected, version %s", __version__)
            print(f"程序出错，这一步没有做完。请把日志交给维护人员：{log_file}", file=sys.stderr)
            return OUR_BUG


def take_data(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Take `--data DIR` out of the arguments, wherever it stands."""
    data, rest, waiting = None, [], iter(arguments)
    for argument in waiting:
        if argument == "--data":
            data = next(waiting, "")
        elif argument.startswith("--data="):
            data = argument.removeprefix("--data=")
        else:
            rest.append(argument)
    if data == "":
        raise UsageError("命令写得不对：--data 后面要写一个文件夹。", hint="例如：ancha --data D:/安查资料")
    return data, rest


def _do(arguments: Sequence[str], *, paths: AppPaths, passphrase_file: str) -> int:
    """Open the window where no command was given; it appears without what the commands are built with."""
    if not arguments:
        from app.bootstrap import open_window

        return open_window(paths)
    from app.cli.context import Context
    from app.cli.main import run as run_command

    return run_command(arguments, context=Context(paths, passphrase_file))


def _refuse(error: UserError) -> int:
    print(error, file=sys.stderr)
    return error.exit_code


if __name__ == "__main__":
    main()
