"""`ancha self-check`: does this installation hold together?"""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import typer

from app.paths import migrations_dir, resource
from app.values.errors import UserError

# One sign of each kind that papers need: common, rare, beyond the basic plane, marks, digits.
SIGNS = "安查䶮𬭎㙟〔2026〕，。（）"


class BrokenInstallationError(UserError):
    """Part of the program is missing or does not work."""

    def __init__(self, what: str) -> None:
        super().__init__(f"安装不完整：{what}。", hint="请重新安装安查。")


def register(commands: typer.Typer) -> None:
    """Add the command."""
    commands.command("self-check", help="自检：新建资料库，写出并核对数据包，载入字体，生成 PDF。")(self_check)


def self_check() -> None:
    """Try what every working day needs, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="ancha-") as folder:
        for name, check in CHECKS:
            typer.echo(f"{name}：{check(Path(folder))}")
    typer.echo("自检通过。")


def check_files(_: Path) -> str:
    """Find what came with the program."""
    try:
        found = [resource("fonts"), resource("library"), resource("icons"), resource("qss"), migrations_dir()]
    except FileNotFoundError as missing:
        raise BrokenInstallationError(f"缺少 {missing.filename}") from missing
    for folder in found:
        if not folder.is_dir() or not any(folder.iterdir()):
            raise BrokenInstallationError(f"缺少 {folder}")
    return "齐全"


def check_store(folder: Path) -> str:
    """Make a store, write into it, and read that back after opening it anew."""
    from app.storage.opening import open_store
    from app.storage.store import StorePaths

    paths = StorePaths.under(folder / "store")
    with open_store(paths) as store, store.write() as uow:
        uow.settings.set("self-check", SIGNS)
        uow.commit()
    with open_store(paths) as store, store.read() as uow:
        if uow.settings.get("self-check") != SIGNS:
            raise BrokenInstallationError("资料库写入后读不回来")
    return "新建、写入、重新打开后读回，正常"


def check_package(folder: Path) -> str:
    """Write a package, and have it opened and proved by the process that reads what others bring."""
    from app.models.enterprise import Enterprise
    from app.services.desk import Desk
    from app.services.handover import HandoverService
    from app.storage.opening import open_store
    from app.storage.store import StorePaths
    from app.values.enums import PartyKind

    with open_store(StorePaths.under(folder / "laptop")) as store:
        with store.write() as uow:
            uow.add(Enterprise(name=SIGNS, party_kind=PartyKind.COMPANY))
            uow.commit()
        handover = HandoverService(Desk(store))
        made = handover.export(folder / "self-check.ancha")
        found = handover.package(made.file)
    if (found.file_sha256, found.meta.root, found.meta.revisions) != (made.file_sha256, made.root, 1):
        raise BrokenInstallationError("写出的数据包读出来不一样")
    return "写出、读回，由单独的进程打开核对，正常"


def check_fonts(_: Path) -> str:
    """Load every face and find the signs in it or in one that stands in for it."""
    from app.reports.engine.typeface import Face, find_glyph

    for face in Face:
        for sign in SIGNS:
            if find_glyph(face, sign)[1] == 0:
                raise BrokenInstallationError(f"字体 {face.value} 缺少“{sign}”")
    return f"{len(Face)} 种，常用字和生僻字都有"


def check_pdf(_: Path) -> str:
    """Draw a paper and read its text back."""
    import pypdfium2

    from app.reports.engine.blocks import paragraph
    from app.reports.engine.frame import Frame
    from app.reports.engine.paper import compose

    frame = Frame(
        heading="安查", title="自检页", number="自检", copies="", content_hash="0" * 64, qr_text="ancha", draft=True
    )
    data = compose(frame, [paragraph(SIGNS)], issued=date(2026, 1, 1))
    document = pypdfium2.PdfDocument(data)
    try:
        text = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    if SIGNS not in text:
        raise BrokenInstallationError("生成的 PDF 里文字不对")
    return f"1 页，{len(data) // 1024} KB，文字能读回"


CHECKS: tuple[tuple[str, Callable[[Path], str]], ...] = (
    ("程序文件", check_files),
    ("资料库", check_store),
    ("数据包", check_package),
    ("字体", check_fonts),
    ("文书 PDF", check_pdf),
)
