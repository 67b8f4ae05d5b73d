"""Build the font subsets that the program carries in resources/fonts.

    npm pack @expo-google-fonts/noto-serif-sc @expo-google-fonts/noto-sans-sc
    python tools/build_fonts.py FOLDER_OF_THE_TWO_TGZ_FILES

The sources are under the SIL Open Font License 1.1, whose only reserved font name is 'Source'; the subsets keep the
name Noto, and the licence text goes with them. Run it again only to take a newer release: the result is in the
repository.
"""

import io
import sys
import tarfile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "resources" / "fonts"
CHARACTERS = HERE / "font_characters.txt"
SERIF = "expo-google-fonts-noto-serif-sc-*.tgz"
SANS = "expo-google-fonts-noto-sans-sc-*.tgz"
LICENCE = "LICENSE_FONT"

# Enclosed numbers, arrows, mathematics, geometric shapes and presentation forms: signs that appear in pasted text.
SIGNS = [(0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x214F), (0x2150, 0x218F), (0x2190, 0x21FF),
         (0x2200, 0x22FF), (0x2300, 0x23FF), (0x2460, 0x24FF), (0x2500, 0x27BF), (0x3000, 0x303F), (0x3200, 0x33FF),
         (0xFE30, 0xFE6F), (0xFF00, 0xFFEF)]  # fmt: skip


def common_characters() -> set[int]:
    """Read the characters of everyday papers: GB 2312, 通用规范汉字表, signs; add Latin and the euro."""
    return {ord(sign) for sign in CHARACTERS.read_text(encoding="utf-8")} | set(range(0x20, 0x17F)) | {0x20AC}


def wide_characters() -> set[int]:
    """Add what a rare name or an old place name may need: GBK, extension A and beyond, signs."""
    wide = common_characters()
    for first, last in [*SIGNS, (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)]:
        wide.update(range(first, last + 1))
    return wide


def cut(data: bytes, wanted: set[int], *, target: Path) -> None:
    """Write one subset without hints, layout tables and alternative forms, which PDF drawing does not read."""
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "VORG", "DSIG"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.name_languages = [0x409]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted & set(font.getBestCmap()))
    subsetter.subset(font)
    font.save(target)


def main(folder: Path) -> None:
    """Cut the four subsets and copy the licences."""
    with tarfile.open(next(folder.glob(SERIF))) as serif, tarfile.open(next(folder.glob(SANS))) as sans:

        def member(archive: tarfile.TarFile, name: str) -> bytes:
            found = archive.extractfile(f"package/{name}")
            assert found is not None
            return found.read()

        common = common_characters()
        cut(member(serif, "400Regular/NotoSerifSC_400Regular.ttf"), common, target=TARGET / "NotoSerifSC-Regular.ttf")
        cut(member(serif, "700Bold/NotoSerifSC_700Bold.ttf"), common, target=TARGET / "NotoSerifSC-Bold.ttf")
        cut(member(sans, "400Regular/NotoSansSC_400Regular.ttf"), wide_characters(),
            target=TARGET / "NotoSansSC-Regular.ttf")  # fmt: skip
        cut(member(sans, "700Bold/NotoSansSC_700Bold.ttf"), common, target=TARGET / "NotoSansSC-Bold.ttf")
        (TARGET / "OFL.txt").write_bytes(member(sans, LICENCE))
        (TARGET / "OFL-NotoSerifSC.txt").write_bytes(member(serif, LICENCE))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
