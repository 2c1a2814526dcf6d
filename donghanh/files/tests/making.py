"""Files of every kind, made here."""

import io
import zipfile

from PIL import Image


def picture(kind="PNG", size=(64, 48), colour="navy", **options):
    """A picture of one colour."""
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, kind, **options)
    return target.getvalue()


def zipped(members):
    """An archive of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return target.getvalue()


def docx(*, macro=False):
    """As small as Word's files get."""
    members = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"}
    return zipped(members | ({"word/vbaProject.bin": "x"} if macro else {}))
