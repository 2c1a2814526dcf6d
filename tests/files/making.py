"""Files of every kind, made here."""

import io
import zipfile

from PIL import Image, PngImagePlugin

from donghanh.files import actions
from donghanh.files.kinds import EVIDENCE

GPS = 0x8825
ORIENTATION = 0x0112
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def picture(kind="PNG", size=(64, 48), colour="navy", **options):
    """A picture of one colour."""
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, kind, **options)
    return target.getvalue()


def photo(size=(400, 300), *, orientation=6):
    """As a telephone takes it: lying on its side, with the place, the time and the camera written into it."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010F] = "MayAnhCuaToi"
    exif[0x9003] = "2026:03:15 08:00:00"
    exif.get_ifd(GPS).update({1: "N", 2: (10.0, 15.0, 30.0), 3: "E", 4: (105.0, 58.0, 12.0)})
    target = io.BytesIO()
    image = Image.new("RGB", size, "navy")
    image.paste("red", (0, 0, size[0] // 4, size[1]))  # the left edge, which is the top when upright
    image.save(target, "JPEG", exif=exif, comment=b"ghi chu rieng", xmp=b"<x:xmpmeta>vi tri</x:xmpmeta>")
    return target.getvalue()


def png_with_words():
    """A picture with words beside its points."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Location", "10.26,105.97")
    return picture(pnginfo=words)


def zipped(members):
    """An archive of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return target.getvalue()


def office(folder="word", *, macro=False):
    """As small as a file of Office gets."""
    members = {"[Content_Types].xml": "<Types/>", f"{folder}/document.xml": "<document/>"}
    return zipped(members | ({f"{folder}/vbaProject.bin": "x"} if macro else {}))


def old_office(*streams):
    """A file of Office 97–2003 as far as the names of its streams tell."""
    return OLE + b"".join(name.encode("utf-16-le") + bytes(64) for name in streams)


def swelling():
    """An archive that says of itself that it unpacks to half a gigabyte."""
    size = 7_654_321
    honest = zipped({"word/document.xml": bytes(size)})
    return honest.replace(size.to_bytes(4, "little"), (512 << 20).to_bytes(4, "little"))


def enormous():
    """A picture whose points would fill more than a gigabyte, in a few kilobytes."""
    target = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(target, "PNG")
    return target.getvalue()


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>"
)


def make_kept(owner, by, data=None, *, name="anh.png", purpose="evidence", accept=EVIDENCE, key=""):
    """A file at a record, kept by the real action."""
    data = picture() if data is None else data
    return actions.keep(data, owner=owner, name=name, purpose=purpose, accept=accept, by=by, key=key)
