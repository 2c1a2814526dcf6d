"""Tables of duties: a row is a task, with bars or flattened to a cell a line."""

from donghanh.documents import reading

HEAD = "KẾ HOẠCH\nKhuyến học\nI. TỔ CHỨC THỰC HIỆN\n"
EXPECTED = [
    ("I", "Biên soạn tài liệu", ("Ban Tổ chức",), ("Văn phòng",), "Tháng 4/2024"),
    ("I", "Mở lớp tập huấn", ("Hội Khuyến học các xã",), (), "Quý II"),
]


def tasks(body):
    found = reading.read_text(HEAD + body).tasks
    return [(task.section, task.text, task.actors, task.collaborators, task.due) for task in found]


def test_rows_with_bars():
    assert (
        tasks(
            "TT | Nội dung | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian\n"
            "1 | Biên soạn tài liệu | Ban Tổ chức | Văn phòng | Tháng 4/2024\n"
            "2 | Mở lớp tập huấn | Hội Khuyến học các xã |  | Quý II\n"
        )
        == EXPECTED
    )


def test_cells_flattened_to_lines():
    body = (
        "TT\nNội dung\nĐơn vị chủ trì\nĐơn vị phối hợp\nThời gian\n"
        "1\nBiên soạn tài liệu\nBan Tổ chức\nVăn phòng\nTháng 4/2024\n"
    )

    assert tasks(body) == EXPECTED[:1]


def test_numbers_of_rows_are_no_sections():
    body = "TT | Nội dung | Chủ trì\n1 | Mở lớp | Ban A\n2 | Trao quà | Ban B\n"

    assert [section.label for section in reading.read_text(HEAD + body).sections] == ["I"]


def test_a_table_of_figures_has_no_tasks():
    assert tasks("TT | Họ tên | Số tiền\n1 | Lê Hoài Thu | 500.000\n") == []
