"""A generator of valid documents, each with what a reader must find in it.

Names, numbers, dates and clauses are those of real papers (kinds of numbers and traps of citation included);
which of them meet in one document, and how deep and long its outline is, is drawn. What is to be found is
noted while drawing, never computed by the writer or the reader.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from donghanh.documents.writing import (
    Basis,
    Content,
    Issuer,
    Item,
    Items,
    Point,
    Receiver,
    Signature,
)

PROVINCES = ("Quảng Trị", "Lâm Đồng", "Cà Mau", "Đồng Tháp", "Tuyên Quang", "Hưng Yên", "Đắk Lắk", "An Giang")
COMMUNES = ("Cam Lộ", "Hải Lăng", "Tân Thành", "Bến Quan", "Mỹ Thủy", "Ea Kao", "Vĩnh Hòa Hưng", "Ia Grai")
PLACES = ("Hà Nội", "Đông Hà", "Cà Mau", "Đắk Lắk", "Cam Lộ", "Mỹ Thủy", "Thái Bình", "Vĩnh Long")
PEOPLE = ("Hồ Thị Thanh Nhàn", "Nguyễn Văn Bình", "Trần Đức", "Y Thanh Hà Niê", "Lê Thị Mỹ Ái", "Đặng Quốc Ý")
PURPOSES = ("", "report", "know", "carry_out", "cooperate", "direct")
DEPARTMENTS = ("VP", "BTG", "PTTN", "TNNT", "BKT")
# Each number with the words that lead to it and the body that issued it.
CITED = (
    ("Kế hoạch", "12-KH/TĐTN-BTG", "Ban Thường vụ Tỉnh đoàn"),
    ("Kế hoạch", "225-KH/TWĐTN-CTTN", "Ban Bí thư Trung ương Đoàn"),
    ("Quyết định", "164a-QĐ/TWĐTN-BKT", "Ban Bí thư Trung ương Đoàn"),
    ("Quyết định", "1364-QĐKT/TWĐTN-VP", "Ban Bí thư Trung ương Đoàn"),
    ("Kế hoạch", "99/KH-HKH", "Hội Khuyến học tỉnh"),
    ("Hướng dẫn", "40-HD/TWĐTN-BQT", "Ban Bí thư Trung ương Đoàn"),
    ("Chương trình phối hợp", "40/CTPH-HKVN-ĐTNCSHCM", "Hội Khuyến học Việt Nam"),
    ("Chỉ thị", "11-CT/TW", "Bộ Chính trị"),
    ("Kết luận", "49-KL/TW", "Ban Bí thư"),
    ("Chỉ thị", "15/CT-UBND", "Ủy ban nhân dân tỉnh"),
    ("Quyết định", "1373/QĐ-TTg", "Thủ tướng Chính phủ"),
    ("Nghị định", "30/2020/NĐ-CP", "Chính phủ"),
    ("Thông tư", "24/2023/TT-BGDĐT", "Bộ Giáo dục và Đào tạo"),
    ("Công văn", "4179-CV/TWĐTN-VP", "Văn phòng Trung ương Đoàn"),
)
SUBJECTS = (
    "công tác khuyến học năm 2026",
    "tổ chức Tháng Thanh niên năm 2026",
    "xây dựng xã hội học tập giai đoạn 2026 - 2030",
    "hỗ trợ học sinh có hoàn cảnh khó khăn",
)
TITLES = (
    "Tổ chức Tháng Thanh niên năm 2026",
    "Triển khai phong trào “Học tập suốt đời” trong đoàn viên, thanh niên",
    "Vận động thiết bị học tập cho học sinh có hoàn cảnh khó khăn năm học 2026 - 2027",
    "Xây dựng xã hội học tập giai đoạn 2026 - 2030 trên địa bàn",
    "Công tác kiểm tra, giám sát năm 2026",
)
AIMS = (
    "Nâng cao nhận thức của cán bộ, đoàn viên, hội viên về học tập suốt đời.",
    "Giáo dục truyền thống cách mạng cho đoàn viên, thanh thiếu nhi.",
    "Các hoạt động thiết thực, tiết kiệm, phù hợp điều kiện của đơn vị.",
    "Bảo đảm an toàn, đúng quy định.",
)
ORDERS = (
    "Tổ chức ít nhất 02 đợt sinh hoạt chuyên đề về học tập suốt đời",
    "Xây dựng kế hoạch triển khai phù hợp tình hình của đơn vị",
    "Tuyên truyền, vận động đoàn viên, hội viên tham gia phong trào",
    "Kiểm tra, đôn đốc việc thực hiện tại cơ sở",
    "Vận động nguồn lực hỗ trợ học sinh có hoàn cảnh khó khăn",
    "Biên soạn tài liệu, mở lớp tập huấn cho cán bộ cơ sở",
    "Rà soát, lập danh sách học sinh cần hỗ trợ",
    "Thành lập mới câu lạc bộ khuyến học tại các trường",
)
Due = tuple[str, dict[str, Any]]
DUES: tuple[Due, ...] = (
    ("trước ngày 20/3/2026", {"date": "2026-03-20"}),
    ("chậm nhất ngày 05/02/2026", {"date": "2026-02-05"}),
    ("xong trước ngày 15/12/2026", {"date": "2026-12-15"}),
    ("chậm nhất 15/11 hằng năm", {"every": "year", "month": 11, "day": 15}),
    ("trước ngày 25 hằng tháng", {"every": "month", "day": 25}),
)
REPORTS: tuple[Due, ...] = (
    ("Báo cáo kết quả bằng văn bản {due}.", {}),
    ("Tổng hợp, báo cáo kết quả (qua Văn phòng) {due}.", {}),
)
NESTED: Due = ("Báo cáo kết quả lồng ghép vào báo cáo tổng kết năm.", {"nested": True})
THEMES = (
    "Công tác tuyên truyền",
    "Hỗ trợ học tập",
    "Xây dựng mô hình học tập",
    "Hoạt động tình nguyện",
    "Bồi dưỡng cán bộ",
)
ACTORS = {
    "union": (
        "Ban Thường vụ Tỉnh đoàn",
        "Các huyện, thị, thành đoàn, đoàn trực thuộc",
        "Đoàn các xã, phường, đặc khu",
        "Văn phòng Tỉnh đoàn",
    ),
    "association": (
        "Ban Thường vụ Hội Khuyến học tỉnh",
        "Hội Khuyến học các xã, phường",
        "Văn phòng Tỉnh hội",
    ),
    "state": ("Ủy ban nhân dân các xã, phường", "Sở Giáo dục và Đào tạo", "Văn phòng"),
}
RECEIVERS = (
    "Ban Bí thư Trung ương Đoàn",
    "Thường trực Tỉnh ủy",
    "Hội Khuyến học Việt Nam",
    "Các huyện, thị, thành đoàn, đoàn trực thuộc",
    "Ủy ban nhân dân các xã, phường",
    "Sở Giáo dục và Đào tạo",
    "Như trên",
    "Ban Tuyên giáo",
)


@dataclass(frozen=True)
class Truth:
    """A content and what a reader must find in the file written from it."""

    layout: str
    content: Content
    issuers: tuple[str, ...]
    sections: tuple[str, ...]
    tasks: tuple[tuple[str | None, str], ...]
    deadlines: tuple[dict[str, Any], ...]


class Outline:
    """An outline under the pen: its blocks with the labels, tasks and deadlines that are in it."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.sections: list[str] = []
        self.tasks: list[tuple[str | None, str]] = []
        self.deadlines: list[dict[str, Any]] = []

    def order(self, section: str | None, *, reports: bool = False) -> str:
        """A sentence that orders something in a section, maybe with a day."""
        shape = self.draw(
            st.sampled_from(("plain", "due", "report", "nested") if reports else ("plain", "due"))
        )
        due, found = self.draw(st.sampled_from(DUES))
        if shape == "plain":
            text = f"{self.draw(st.sampled_from(ORDERS))}."
        elif shape == "due":
            text = f"{self.draw(st.sampled_from(ORDERS))}, {due}."
            self.deadlines.append(found)
        elif shape == "report":
            text = self.draw(st.sampled_from(REPORTS))[0].format(due=due)
            self.deadlines.append(found)
        else:
            text = NESTED[0]
            self.deadlines.append(NESTED[1])
        self.tasks.append((section, text))
        return text

    def items(self, section: str | None, *, reports: bool = False) -> Items:
        """A list of orders, one of them maybe with details."""
        count = self.draw(st.integers(1, 4))
        found: list[str | Item] = []
        for _ in range(count):
            text = self.order(section, reports=reports)
            detailed = not reports and self.draw(st.booleans())
            found.append(Item(text=text, details=("Có phân công cụ thể.",)) if detailed else text)
        return Items(items=tuple(found))

    def point(self, label: str, heading: str, body: Any) -> Point:
        """A point with its label noted before those of its body."""
        self.sections.append(label)
        return Point(heading=heading, body=tuple(body()))


def _plan(pen: Outline, system: str) -> tuple[Any, ...]:
    """Mục đích, yêu cầu → nội dung → tổ chức thực hiện."""
    draw = pen.draw

    def aims(label: str, heading: str) -> Point:
        chosen = draw(st.lists(st.sampled_from(AIMS), min_size=1, max_size=3, unique=True))
        return pen.point(label, heading, lambda: [Items(items=tuple(chosen))])

    def theme(count: int) -> Point:
        label = f"II.{count}"

        def body() -> list[Any]:
            shape = draw(st.sampled_from(("items", "letters", "both")))
            blocks: list[Any] = []
            if shape != "letters":
                blocks.append(pen.items(label))
            if shape != "items":
                for letter in "abcd"[: draw(st.integers(1, 4))]:
                    pen.sections.append(f"{label}.{letter}")
                    blocks.append(Point(heading=pen.order(f"{label}.{letter}")))
            return blocks

        return pen.point(label, f"{draw(st.sampled_from(THEMES))}", body)

    def duty(count: int) -> Point:
        actor = draw(st.sampled_from(ACTORS[system]))
        return pen.point(f"III.{count}", actor, lambda: [pen.items(f"III.{count}", reports=True)])

    first = pen.point("I", "Mục đích, yêu cầu", lambda: [aims("I.1", "Mục đích"), aims("I.2", "Yêu cầu")])
    themes = draw(st.integers(1, 4))
    second = pen.point("II", "Nội dung", lambda: [theme(count) for count in range(1, themes + 1)])
    duties = draw(st.integers(1, 4))
    third = pen.point("III", "Tổ chức thực hiện", lambda: [duty(count) for count in range(1, duties + 1)])
    return first, second, third


def _letter(pen: Outline) -> tuple[Any, ...]:
    count = pen.draw(st.integers(1, 5))
    points = []
    for number in range(1, count + 1):
        pen.sections.append(str(number))
        points.append(Point(heading=pen.order(str(number), reports=True)))
    return tuple(points)


def _decision(pen: Outline) -> tuple[Any, ...]:
    who = pen.draw(
        st.sampled_from(
            ("Văn phòng Tỉnh đoàn", "Ban Tổ chức - Kiểm tra", "Văn phòng và các đơn vị liên quan")
        )
    )
    last = f"{who} chịu trách nhiệm thi hành Quyết định này."
    pen.sections += ["Điều 1", "Điều 2"]
    pen.tasks.append(("Điều 2", last))
    return Point(heading="Thành lập Ban Chỉ đạo gồm các đồng chí có tên trong danh sách kèm theo."), Point(
        heading=last
    )


KINDS = ("KH", "CTr", "HD", "CV", "QĐ")


@st.composite
def bases(draw: Any) -> tuple[Basis, ...]:
    """Căn cứ lines, of parts or as whole lines."""
    result = []
    for kind, number, issuer in draw(st.lists(st.sampled_from(CITED), min_size=1, max_size=4, unique=True)):
        day = draw(st.dates(min_value=date(2015, 1, 1), max_value=date(2026, 1, 31)))
        result.append(
            Basis(
                verb=draw(st.sampled_from(("Căn cứ", "Thực hiện"))),
                kind=kind,
                number=number,
                issued_on=day.isoformat(),
                issuer=issuer,
                about=draw(st.sampled_from(SUBJECTS)),
            )
        )
    return tuple(result)


@dataclass(frozen=True)
class House:
    """Who writes in a layout: issuers as written and as read, the symbol's end, who signs."""

    issuers: tuple[Issuer, ...]
    read: tuple[str, ...]
    organ: str
    system: str
    bodies: tuple[str, ...]
    chiefs: tuple[str, ...]


@st.composite
def houses(draw: Any, layout: str) -> House:
    """An office that writes in a layout."""
    province, commune = draw(st.sampled_from(PROVINCES)), draw(st.sampled_from(COMMUNES))
    union = (
        House((Issuer(name=f"BCH Tỉnh đoàn {province}"),), (f"Ban Chấp hành Tỉnh đoàn {province}",), "TĐTN",
              "union", ("Ban Thường vụ Tỉnh đoàn",), ("Bí thư", "Phó Bí thư")),
        House((Issuer(name=f"BCH Đoàn xã {commune}", over=f"Tỉnh đoàn {province}"),),
              (f"Ban Chấp hành Đoàn xã {commune}",), "ĐTN", "union", ("Ban Chấp hành Đoàn xã",), ("Bí thư",)),
        House((Issuer(name="Ban Chấp hành Trung ương"),), ("Ban Chấp hành Trung ương Đoàn TNCS Hồ Chí Minh",),
              "TWĐTN", "union", ("Ban Bí thư Trung ương Đoàn",), ("Bí thư thường trực", "Bí thư")),
    )  # fmt: skip
    learning = (
        House((Issuer(name=f"Hội Khuyến học tỉnh {province}", over="Hội Khuyến học Việt Nam"),),
              (f"Hội Khuyến học tỉnh {province}",), "HKH", "association",
              ("Ban Thường vụ Hội Khuyến học tỉnh",), ("Chủ tịch", "Phó Chủ tịch")),
        House((Issuer(name=f"Hội Khuyến học xã {commune}", over=f"Hội Khuyến học tỉnh {province}"),),
              (f"Hội Khuyến học xã {commune}",), "HKH", "association", ("Ban Chấp hành Hội Khuyến học",),
              ("Chủ tịch",)),
        House((Issuer(name="Hội Khuyến học Việt Nam"),), ("Hội Khuyến học Việt Nam",), "KHVN", "association",
              ("Ban Thường vụ Trung ương Hội",), ("Chủ tịch", "Phó Chủ tịch thường trực")),
    )  # fmt: skip
    if layout == "youth_union":
        return draw(st.sampled_from(union))
    if layout == "association":
        return draw(st.sampled_from(learning))
    if layout == "school_hybrid":
        return House(
            (Issuer(name=f"Ban Chấp hành Đoàn trường THPT {commune}", over=f"Đoàn xã {commune}"),),
            (f"Ban Chấp hành Đoàn trường THPT {commune}",), "ĐTN", "union",
            ("Ban Chấp hành Đoàn trường",), ("Bí thư",),
        )  # fmt: skip
    if layout == "state":
        return House(
            (Issuer(name=f"Ủy ban nhân dân xã {commune}", over=f"Ủy ban nhân dân tỉnh {province}"),),
            (f"Ủy ban nhân dân xã {commune}",), "UBND", "state", ("Ủy ban nhân dân",), ("Chủ tịch",),
        )  # fmt: skip
    one, two = draw(st.sampled_from(learning[:2])), draw(st.sampled_from(union[:2]))
    return House(
        tuple(replace(issuer, over="") for issuer in (*one.issuers, *two.issuers)),
        one.read + two.read, f"{one.organ}-{two.organ}", "union", one.bodies + two.bodies,
        (one.chiefs[0], two.chiefs[0]),
    )  # fmt: skip


def _symbol(layout: str, kind: str, organ: str, department: str) -> str:
    if layout == "youth_union":
        return f"{kind}/{organ}-{department}"
    return f"{organ}-{department}" if kind == "CV" else f"{kind}-{organ}"


@st.composite
def documents(draw: Any, layout: str) -> Truth:
    """A whole document in a layout."""
    house = draw(houses(layout))
    kind = draw(st.sampled_from(("CTPH", "KHPH") if layout == "joint" else KINDS))
    pen = Outline(draw)
    plan = {"CV": _letter, "QĐ": _decision}.get(kind)
    outline = plan(pen) if plan else _plan(pen, house.system)
    who = house.bodies[0]
    name = {"KH": "Kế hoạch", "CTr": "Chương trình", "HD": "Hướng dẫn"}.get(kind, "văn bản này")
    day = draw(st.dates(min_value=date(2020, 3, 5), max_value=date(2026, 12, 31)))
    receivers = draw(st.lists(st.sampled_from(RECEIVERS), min_size=1, max_size=6, unique=True))
    content = Content(
        kind=kind,
        title=draw(st.sampled_from(TITLES)),
        issuers=house.issuers,
        symbol=_symbol(layout, kind, house.organ, draw(st.sampled_from(DEPARTMENTS))),
        number=draw(st.one_of(st.integers(1, 2500).map(str), st.just("164a"), st.just(""))),
        place=draw(st.sampled_from(PLACES)),
        issued_on=draw(st.sampled_from((day.isoformat(), day.isoformat(), day.isoformat()[:7]))),
        addressees=tuple(draw(st.lists(st.sampled_from(RECEIVERS[:6]), min_size=1, max_size=3, unique=True)))
        if kind == "CV"
        else (),
        authority=who if kind == "QĐ" else "",
        bases=draw(bases()),
        opening=() if kind == "QĐ" else (f"{who} ban hành {name}, cụ thể như sau:",),
        outline=outline,
        closing="" if kind == "QĐ" else draw(st.sampled_from(CLOSINGS)),
        signatures=_signatures(draw, layout, house),
        receivers=tuple(Receiver(name=one, purpose=draw(st.sampled_from(PURPOSES))) for one in receivers),
        archive=("VT", draw(st.sampled_from(DEPARTMENTS))),
        urgency=draw(st.sampled_from(("", "", "", "KHẨN", "HỎA TỐC"))),
        draft=draw(st.sampled_from(("", "", "DỰ THẢO"))),
    )
    return Truth(layout, content, house.read, tuple(pen.sections), tuple(pen.tasks), tuple(pen.deadlines))


CLOSINGS = (
    "Trên đây là nội dung triển khai, đề nghị các đơn vị nghiêm túc thực hiện",
    "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị các đơn vị phản ánh để được hướng dẫn",
)


def _signatures(draw: Any, layout: str, house: House) -> tuple[Signature, ...]:
    names = draw(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=2, unique=True))
    if layout == "joint":
        return tuple(
            Signature(authority="TM.", on_behalf_of=body, title=chief, name=name)
            for body, chief, name in zip(house.bodies, house.chiefs, names, strict=True)
        )
    chief = draw(st.sampled_from(house.chiefs))
    shape = draw(st.sampled_from(("TM.", "TM.", "TM.+KT.", "KT.", "TL.", "TUQ.", "Q.", "")))
    head = house.chiefs[0]
    return (
        {
            "TM.": Signature(authority="TM.", on_behalf_of=house.bodies[0], title=chief, name=names[0]),
            "TM.+KT.": Signature(
                authority="TM.+KT.",
                on_behalf_of=house.bodies[0],
                acting_for=head,
                title=f"Phó {head}",
                name=names[0],
            ),
            "KT.": Signature(authority="KT.", on_behalf_of=head, title=f"Phó {head}", name=names[0]),
            "TL.": Signature(
                authority="TL.", on_behalf_of=house.bodies[0], title="Chánh Văn phòng", name=names[0]
            ),
            "TUQ.": Signature(authority="TUQ.", on_behalf_of=head, title="Chánh Văn phòng", name=names[0]),
            "Q.": Signature(authority="Q.", title=head, name=names[0]),
            "": Signature(title=head, name=names[0]),
        }[shape],
    )
