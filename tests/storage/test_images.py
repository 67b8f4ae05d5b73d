"""Photographs are taken in whole or refused by name, whatever their bytes are."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from app.storage.images import inspect_photo, render_renditions, take_photo
from app.values.errors import RefusedFileError
from app.values.photo import PhotoKind, PhotoRefusal, PhotoRefusedError
from tests.photos import PhotoFormat, corner_of, draw_room, make_photo

KINDS: list[PhotoFormat] = ["JPEG", "PNG", "WEBP", "HEIC"]
SMALL = {kind: make_photo(kind, (240, 180), gps=(29.8447, 106.0563), orientation=6) for kind in KINDS}


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        return picture


def refusal(data: bytes, name: str = "现场.jpg") -> PhotoRefusedError:
    with pytest.raises(PhotoRefusedError) as caught:
        inspect_photo(data, name=name)
    return caught.value


@pytest.mark.parametrize("kind", KINDS)
def test_inspect_reads_size_time_place_and_camera(kind: PhotoFormat) -> None:
    photo = make_photo(kind, (640, 480), taken=datetime(2026, 11, 10, 9, 32, 5), gps=(29.8447, -106.0563))
    facts = inspect_photo(photo, name="a")
    assert facts.kind == PhotoKind(kind if kind != "WEBP" else "WebP")
    assert (facts.width, facts.height) == (640, 480)
    assert (facts.taken_at, facts.taken_offset) == ("2026-11-10T09:32:05", "+08:00")
    assert (facts.latitude_e7, facts.longitude_e7) == (298447000, -1060563000)
    assert facts.camera_model == "DEMO-12"


def test_inspect_knows_nothing_more_when_there_is_no_exif() -> None:
    facts = inspect_photo(saved(draw_room((64, 48)), "JPEG"), name="a")
    assert (facts.taken_at, facts.latitude_e7, facts.camera_make, facts.orientation) == (None, None, None, 1)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_renditions_stand_upright_for_every_orientation(kind: PhotoFormat, orientation: int) -> None:
    taken = take_photo(make_photo(kind, (1200, 900), orientation=orientation), name="a")
    assert (taken.facts.width, taken.facts.height) == (1200, 900)
    assert taken.facts.orientation == orientation
    assert corner_of(taken.renditions.print_1000) == "upper left"
    assert corner_of(taken.renditions.thumb_384) == "upper left"


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_heic_is_turned_once_only(orientation: int) -> None:
    taken = take_photo(make_photo("HEIC", (1200, 900), orientation=orientation), name="a")
    assert (taken.facts.width, taken.facts.height, taken.facts.orientation) == (1200, 900, 1)
    assert corner_of(taken.renditions.print_1000) == "upper left"


@pytest.mark.parametrize(
    ("size", "print_size", "thumb_size"),
    [
        ((4000, 3000), (1000, 750), (384, 288)),
        ((3000, 4000), (750, 1000), (288, 384)),
        ((4032, 3024), (1008, 756), (384, 288)),
        ((2400, 1000), (1000, 417), (384, 160)),
        ((640, 480), (640, 480), (384, 288)),
        ((200, 100), (200, 100), (200, 100)),
        ((6000, 3), (1000, 1), (384, 1)),
        ((1, 1), (1, 1), (1, 1)),
    ],
)
def test_renditions_have_the_edge_for_print_and_list(
    size: tuple[int, int], print_size: tuple[int, int], thumb_size: tuple[int, int]
) -> None:
    renditions = render_renditions(make_photo("JPEG", size), name="a")
    assert renditions.print_size == print_size == opened(renditions.print_1000).size
    assert renditions.thumb_size == thumb_size == opened(renditions.thumb_384).size


def test_renditions_carry_no_note_of_the_original() -> None:
    photo = make_photo("JPEG", (1200, 900), gps=(29.8, 106.0), comment=b"secret")
    for jpeg in (render_renditions(photo, name="a").print_1000, render_renditions(photo, name="a").thumb_384):
        assert set(opened(jpeg).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert b"secret" not in jpeg


def test_take_gives_the_same_bytes_twice_and_agrees_with_the_single_steps() -> None:
    photo = make_photo("JPEG", (1600, 1200), orientation=6)
    taken = take_photo(photo, name="a")
    assert take_photo(photo, name="b") == taken
    assert (inspect_photo(photo, name="a"), render_renditions(photo, name="a")) == (taken.facts, taken.renditions)


def test_photos_are_taken_in_side_by_side() -> None:
    photos = [make_photo("JPEG", (1600, 1200), seed=seed) for seed in range(6)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda photo: take_photo(photo, name="a"), photos))
    assert together == [take_photo(photo, name="a") for photo in photos]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_of_png_becomes_a_colour_rendition(mode: str) -> None:
    photo = saved(draw_room((1500, 1100)).convert("L").convert(mode), "PNG")
    picture = opened(render_renditions(photo, name="a").print_1000)
    assert (picture.mode, picture.size) == ("RGB", (1000, 733))


def test_sixteen_bit_grey_keeps_its_tones() -> None:
    deep = Image.new("I;16", (64, 64), 0x8000)
    tone = opened(render_renditions(saved(deep, "PNG"), name="a").print_1000).getpixel((32, 32))
    assert isinstance(tone, tuple)
    assert abs(tone[0] - 128) <= 2


def test_transparent_parts_become_white() -> None:
    clear = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    assert opened(render_renditions(saved(clear, "PNG"), name="a").print_1000).getpixel((5, 5)) == (255, 255, 255)


def test_transparent_colour_of_a_palette_or_key_becomes_white() -> None:
    palette = Image.new("P", (64, 64), 3)
    palette.putpalette([0, 0, 0] * 4)
    keyed = Image.new("RGB", (64, 64), (9, 9, 9))
    for photo in (saved(palette, "PNG", transparency=3), saved(keyed, "PNG", transparency=(9, 9, 9))):
        assert opened(render_renditions(photo, name="a").print_1000).getpixel((5, 5)) == (255, 255, 255)


def test_cmyk_jpeg_keeps_its_colours() -> None:
    photo = saved(Image.new("RGB", (64, 64), (200, 40, 40)).convert("CMYK"), "JPEG")
    pixel = opened(render_renditions(photo, name="a").print_1000).getpixel((32, 32))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 170
    assert pixel[1] < 80


def test_a_colour_space_of_its_own_is_brought_to_srgb() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    renamed = srgb.replace("sRGB".encode("utf-16-be"), "mRGB".encode("utf-16-be"))
    swapped = renamed.replace(b"rXYZ", b"....").replace(b"gXYZ", b"rXYZ").replace(b"....", b"gXYZ")
    red = Image.new("RGB", (64, 64), (200, 0, 0))
    seen = opened(render_renditions(saved(red, "JPEG", icc_profile=swapped), name="a").print_1000).getpixel((32, 32))
    assert isinstance(seen, tuple)
    assert seen[1] > 190
    assert seen[0] < 20


def test_a_profile_that_cannot_be_used_leaves_the_colours_alone() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for profile in (lab, b"rubbish", lab[:100]):
        photo = saved(Image.new("RGB", (64, 64), (120, 60, 30)), "JPEG", icc_profile=profile)
        pixel = opened(render_renditions(photo, name="a").print_1000).getpixel((32, 32))
        assert isinstance(pixel, tuple)
        assert abs(pixel[0] - 120) < 4


def test_refuses_an_empty_file_by_name() -> None:
    error = refusal(b"", name="一楼.jpg")
    assert isinstance(error, RefusedFileError)
    assert error.exit_code == 3
    assert error.reason is PhotoRefusal.EMPTY
    assert str(error) == "照片“一楼.jpg”没有导入：文件是空的。请重新拍摄，或者从手机再传一次。"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (saved(draw_room((32, 32)), "GIF"), "GIF 图片"),
        (saved(draw_room((32, 32)), "BMP"), "BMP 图片"),
        (saved(draw_room((32, 32)), "TIFF"), "TIFF"),
        (b"%PDF-1.7 ...", "PDF 文件"),
        (b"PK\x03\x04....", "压缩包"),
        (b"\0\0\0\x18ftypavif\0\0\0\0avifmif1", "AVIF"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp42", "视频"),
    ],
)
def test_refuses_another_kind_of_file_by_what_it_is(data: bytes, words: str) -> None:
    error = refusal(data)
    assert error.reason is PhotoRefusal.KIND
    assert words in error.message
    assert "JPEG" in error.hint


@pytest.mark.parametrize("data", [b"x", b"hello, this is a text", b"\0" * 100, b"\0\0\0\x10ftypabcd\0\0\0\0"])
def test_refuses_what_is_no_picture_at_all(data: bytes) -> None:
    assert refusal(data).reason is PhotoRefusal.NOT_A_PHOTO


def test_the_kind_is_read_from_the_bytes_not_from_the_suffix() -> None:
    assert inspect_photo(make_photo("PNG", (32, 32)), name="现场.jpg").kind is PhotoKind.PNG


def test_refuses_an_animated_picture() -> None:
    frames = [draw_room((32, 32), seed=seed) for seed in (1, 2, 3)]
    for kind in ("PNG", "WEBP"):
        moving = saved(frames[0], kind, save_all=True, append_images=frames[1:])
        assert refusal(moving).reason is PhotoRefusal.ANIMATED


def test_refuses_a_picture_of_more_than_sixty_million_pixels_without_decoding_it() -> None:
    bomb = saved(Image.new("1", (12_000, 6_000)), "PNG")
    assert len(bomb) < 20_000
    error = refusal(bomb)
    assert error.reason is PhotoRefusal.TOO_MANY_PIXELS
    assert "12000×6000" in error.message


def test_refuses_a_file_of_more_than_64_megabytes() -> None:
    error = refusal(b"\xff\xd8\xff" + bytes(64 * 1024 * 1024))
    assert error.reason is PhotoRefusal.TOO_MANY_BYTES


def test_refuses_a_text_bomb_in_a_png_only_when_the_picture_itself_is_bad() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("bomb", "A" * 10_000_000, zip=True)
    assert inspect_photo(saved(draw_room((32, 32)), "PNG", pnginfo=notes), name="a").width == 32


def test_refuses_a_progressive_jpeg_that_repeats_its_scans_without_end() -> None:
    photo = saved(draw_room((64, 48)), "JPEG", progressive=True)
    scan = photo.rindex(b"\xff\xda")
    assert refusal(photo[:scan] + photo[scan:-2] * 300 + b"\xff\xd9").reason is PhotoRefusal.DAMAGED


@pytest.mark.parametrize("kind", KINDS)
@given(part=st.floats(min_value=0, max_value=0.93))
def test_a_truncated_photo_is_always_refused(kind: PhotoFormat, part: float) -> None:
    data = SMALL[kind]
    assert refusal(data[: int(len(data) * part)]).name == "现场.jpg"


@pytest.mark.parametrize("kind", KINDS)
@given(flips=st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), min_size=1, max_size=12))
def test_a_damaged_photo_is_refused_or_rendered_and_nothing_else(
    kind: PhotoFormat, flips: list[tuple[int, int]]
) -> None:
    data = bytearray(SMALL[kind])
    for at, value in flips:
        data[at % len(data)] = value
    try:
        renditions = render_renditions(bytes(data), name="现场.jpg")
    except PhotoRefusedError:
        return
    assert opened(renditions.print_1000).size == renditions.print_size
