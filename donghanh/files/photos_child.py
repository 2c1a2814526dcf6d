"""Runs apart: reads one photo from standard input and writes it anew. Knows no Django, nothing of ours.

Standard output: one line of JSON, then the new photo. Nothing of the old file but its points gets into it.
"""

import importlib.util
import io
import json
import resource
import sys
import warnings

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 25
MOST_POINTS = 60_000_000
MOST_POINTS_OF_JPEG = 250_000_000  # decoded at a fraction of its size from the start
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF")  # of JPEG also the kind with several pictures in it
TOO_LARGE = "có {0} × {1} điểm, quá lớn để mở. Đồng chí hãy giảm cỡ ảnh rồi gửi lại."
BROKEN = "bị hỏng hoặc tải lên chưa hết. Đồng chí hãy gửi lại, hoặc chụp, lưu lại dạng JPEG."
UNKNOWN = (
    "chưa mở được ở máy chủ này. Đồng chí hãy lưu lại dạng JPEG rồi gửi lại "
    "(iPhone: Cài đặt → Camera → Định dạng → Tương thích nhất)."
)


class Trouble(Exception):
    """Why the photo cannot be used; goes on after its name."""


def main() -> None:
    """Limits first, then the photo."""
    longest, what = int(sys.argv[1]), sys.argv[2]
    data = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # our own limits are asked before a point is decoded
    try:
        kind, body = made_anew(data, longest, small=what == "thumbnail")
        head = {"kind": kind, "trouble": ""}
    except Trouble as trouble:
        head, body = {"kind": "", "trouble": str(trouble)}, b""
    except MemoryError:
        head, body = (
            {"kind": "", "trouble": "cần quá nhiều bộ nhớ. Đồng chí hãy giảm cỡ ảnh rồi gửi lại."},
            b"",
        )
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)


def made_anew(data: bytes, longest: int, *, small: bool) -> tuple[str, bytes]:
    """The photo in a format that browsers show: PNG stays PNG, all else becomes JPEG; thumbnails are JPEG."""
    try:
        with Image.open(io.BytesIO(data), formats=openable()) as photo:
            check_size(photo)
            photo.draft(None, (longest, longest))
            format_before = photo.format
            upright = ImageOps.exif_transpose(photo)
            plain = colours(upright, photo.info.get("icc_profile"))
    except UnidentifiedImageError as error:
        raise Trouble(UNKNOWN) from error
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError) as error:
        raise Trouble(BROKEN) from error
    plain.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return written(plain, png=format_before == "PNG" and not small)


def openable() -> tuple[str, ...]:
    """The formats that are tried; HEIC only where a library for it is installed."""
    if importlib.util.find_spec("pillow_heif") is None:
        return FORMATS
    importlib.import_module("pillow_heif").register_heif_opener()
    return (*FORMATS, "HEIF")


def check_size(photo: Image.Image) -> None:
    """Refuse a photo that would fill the memory, before it does."""
    most = MOST_POINTS_OF_JPEG if photo.format in {"JPEG", "MPO"} else MOST_POINTS
    if photo.width * photo.height > most:
        raise Trouble(TOO_LARGE.format(photo.width, photo.height))


def colours(photo: Image.Image, profile: bytes | None) -> Image.Image:
    """Plain red, green, blue, transparent only where it was; colours as the profile means them."""
    see_through = "A" in photo.getbands() or "transparency" in photo.info
    if photo.mode not in {"RGB", "L", "CMYK"}:
        photo = photo.convert("RGBA" if see_through else "RGB")
    if profile:
        photo = as_srgb(photo, profile)
    return photo.convert("RGBA" if see_through else "RGB")


def as_srgb(photo: Image.Image, profile: bytes) -> Image.Image:
    """The colours in the common space; a profile that cannot be used is dropped."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if photo.mode == "RGBA" else "RGB"
        return (
            ImageCms.profileToProfile(photo, source, ImageCms.createProfile("sRGB"), outputMode=mode) or photo
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return photo


def written(photo: Image.Image, *, png: bool) -> tuple[str, bytes]:
    """Encoded from a new picture that holds only points: no EXIF, XMP, comment or profile goes along."""
    target = io.BytesIO()
    if png:
        bare = Image.new(photo.mode, photo.size)
        bare.paste(photo)
        bare.save(target, "PNG", optimize=False, compress_level=6)
        return "png", target.getvalue()
    bare = Image.new("RGB", photo.size, "white")
    bare.paste(photo, mask=photo.getchannel("A") if photo.mode == "RGBA" else None)
    bare.save(target, "JPEG", quality=85, progressive=True, subsampling="4:2:0")
    return "jpeg", target.getvalue()


if __name__ == "__main__":
    main()
