"""Press items: told apart from papers, with the day and place of what they tell."""

from donghanh.documents import reading

ITEM = """Trang chủ » Tin tức
Hội Khuyến học huyện Đông Mai tổng kết công tác năm
Ngày đăng: 20/12/2023
Sáng ngày 18/12/2023, tại Đông Mai, Hội Khuyến học huyện đã tổ chức hội nghị tổng kết.
Tới dự hội nghị có đại diện các xã.
Phát biểu tại hội nghị, Chủ tịch Hội cho biết năm qua toàn huyện trao 120 suất học bổng.
Tin, ảnh: Thu Hà
"""


def test_a_press_item():
    found = reading.read_text(ITEM)

    assert (found.kind, found.title) == ("news", "Hội Khuyến học huyện Đông Mai tổng kết công tác năm")
    assert (found.event_on, found.issued_on, found.place) == ("2023-12-18", "2023-12-20", "Đông Mai")
    assert (found.tasks, found.targets, found.issuers) == ((), (), ())


def test_a_paper_that_tells_of_the_past_is_no_press_item():
    text = (
        "Số: 5/BC-HKH\n"
        "BÁO CÁO\n"
        "Công tác năm 2023\n"
        "I. KẾT QUẢ\n"
        "1. Hội đã tổ chức 5 lớp; tới dự có đại diện các xã.\n"
    )

    assert reading.read_text(text).kind == "BC"
