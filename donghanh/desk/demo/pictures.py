"""Evidence of the demonstration: a picture that is drawn, and a list of invented names."""

from io import BytesIO

from PIL import Image, ImageDraw

from donghanh.core import sheets
from donghanh.core.actor import Actor
from donghanh.files import store
from donghanh.files.kinds import Kind
from donghanh.files.models import Blob
from donghanh.programmes.models import Evidence

NAMES: dict[str, str] = {Evidence.PHOTO: "anh-minh-hoa.png", Evidence.FILE: "danh-sach-minh-hoa.xlsx"}
SKY, SUN, FIELD, HOUSE, ROOF = "#cfe3f5", "#f2c46d", "#8fbf8a", "#fffdf9", "#a8231c"
COLUMNS = (
    sheets.Column(key="number", title="STT", width=6),
    sheets.Column(key="name", title="Họ và tên (hư cấu)", width=30),
)
INVENTED = ("Nguyễn Văn Mẫu", "Trần Thị Thí Dụ", "Lê Minh Họa")


def blobs(*, by: Actor) -> dict[str, Blob]:
    """The two files, stored once."""
    return {
        Evidence.PHOTO: store.put(_picture(), kind=Kind.PNG, now=by.now),
        Evidence.FILE: store.put(invented_list(), kind=Kind.XLSX, now=by.now),
    }


def _picture() -> bytes:
    image = Image.new("RGB", (960, 640), SKY)
    draw = ImageDraw.Draw(image)
    draw.ellipse((720, 70, 860, 210), fill=SUN)
    draw.rectangle((0, 430, 960, 640), fill=FIELD)
    draw.rectangle((280, 270, 620, 520), fill=HOUSE)
    draw.polygon(((240, 280), (450, 150), (660, 280)), fill=ROOF)
    target = BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


def invented_list() -> bytes:
    """A sheet with a few names."""
    rows = [{"number": str(place), "name": name} for place, name in enumerate(INVENTED, start=1)]
    return sheets.write("Danh sách", COLUMNS, rows)
