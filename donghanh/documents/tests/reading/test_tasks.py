"""Tasks: what orders, what does not, and who is to do it."""

import pytest

from donghanh.documents import reading


def tasks(body, kind="KẾ HOẠCH"):
    return [(task.section, task.actors) for task in reading.read_text(f"{kind}\nKhuyến học\n{body}").tasks]


def test_each_bullet_under_an_ordering_point_is_a_task():
    body = (
        "I. NỘI DUNG\n"
        "1. Tuyên truyền\n"
        "- Mở chuyên mục trên trang của Đoàn.\n"
        "- Ban Tuyên giáo chủ trì viết bài.\n"
    )

    assert tasks(body) == [("I.1", ()), ("I.1", ("Ban Tuyên giáo",))]


def test_the_heading_says_who_when_the_sentence_does_not():
    body = "I. TỔ CHỨC THỰC HIỆN\n1. Các huyện đoàn\n- Xây dựng kế hoạch cụ thể của đơn vị.\n"

    assert tasks(body) == [("I.1", ("Các huyện đoàn",))]


@pytest.mark.parametrize(
    "heading",
    [
        "MỤC ĐÍCH, YÊU CẦU",
        "MỤC TIÊU",
        "CHỈ TIÊU",
        "THỜI GIAN, ĐỊA ĐIỂM",
        "KINH PHÍ",
        "ĐỐI TƯỢNG",
        "QUAN ĐIỂM",
    ],
)
def test_purposes_times_and_means_order_nothing(heading):
    assert tasks(f"I. {heading}\n- Nâng cao nhận thức của đoàn viên về việc học suốt đời.\n") == []


@pytest.mark.parametrize(
    "closing",
    [
        "Trên đây là Kế hoạch khuyến học, đề nghị các đơn vị nghiêm túc thực hiện.",
        "Văn phòng thông báo để các đơn vị biết, thực hiện.",
        "Mọi vướng mắc xin liên hệ Văn phòng Hội.",
    ],
)
def test_closing_formulas_order_nothing(closing):
    assert tasks(f"I. NỘI DUNG\n- Mở lớp học ngoại ngữ cho thanh niên.\n{closing}") == [("I", ())]


def test_details_of_a_bullet_are_no_tasks_unless_it_only_names_who():
    details = (
        "I. NỘI DUNG\n"
        "- Tổ chức hội thi tìm hiểu truyền thống hiếu học.\n"
        "+ Thời gian: tháng 5.\n"
        "+ Địa điểm: hội trường.\n"
    )
    named = "I. PHÂN CÔNG\n- Tiểu ban Nội dung:\n+ Soạn câu hỏi cho hội thi.\n+ Mời giám khảo các vòng thi.\n"

    assert tasks(details) == [("I", ())]
    assert tasks(named) == [("I", ("Tiểu ban Nội dung",))] * 2


def test_the_last_article_of_a_decision_is_a_task_of_those_it_names():
    body = (
        "Điều 1. Thành lập Quỹ Khuyến học.\n"
        "Điều 2. Văn phòng Hội và Ban Kiểm tra chịu trách nhiệm thi hành Quyết định này.\n"
    )

    assert tasks(body, "QUYẾT ĐỊNH") == [("Điều 2", ("Văn phòng Hội", "Ban Kiểm tra"))]


@pytest.mark.parametrize("kind", ["TỜ TRÌNH", "BÁO CÁO"])
def test_requests_and_accounts_of_the_past_order_nothing(kind):
    assert tasks("I. KẾT QUẢ\n- Các chi đoàn đã mở 5 lớp học và trao 20 suất quà.\n", kind) == []


def test_a_task_keeps_its_words_partners_time_and_place():
    text = (
        "KẾ HOẠCH\n"
        "Khuyến học\n"
        "I. NỘI DUNG\n"
        "- Ban Phong trào phối hợp với Hội Khuyến học tỉnh mở lớp, xong trước ngày 20/4/2024.\n"
    )
    (task,) = reading.read_text(text).tasks

    assert task.text == "Ban Phong trào phối hợp với Hội Khuyến học tỉnh mở lớp, xong trước ngày 20/4/2024."
    assert (task.collaborators, task.actors_from) == (("Hội Khuyến học tỉnh",), "sentence")
    assert task.due.endswith("ngày 20/4/2024")
    assert text[slice(*task.span)] == task.text


def test_the_heading_of_an_emulation_movement_is_no_contest():
    body = (
        "II. NỘI DUNG THI ĐUA\n- Hội Khuyến học các xã, phường tập huấn bộ tiêu chí trước ngày 04/9/2026.\n"
    )

    assert tasks(body) == [("II", ("Hội Khuyến học các xã, phường",))]


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Đoàn các trường THPT xác minh hoàn cảnh học sinh của trường.", "Đoàn các trường THPT"),
        ("Văn phòng Tỉnh đoàn cân đối kinh phí thực hiện.", "Văn phòng Tỉnh đoàn"),
        ("Ban Xây dựng tổ chức Đoàn Tỉnh đoàn thẩm định hồ sơ.", "Ban Xây dựng tổ chức Đoàn Tỉnh đoàn"),
        ("Đoàn các xã, phường phân công đoàn viên kèm cặp học sinh.", "Đoàn các xã, phường"),
        ("Khuyến khích Đoàn các xã, phường tổ chức gặp gỡ sinh viên.", "Đoàn các xã, phường"),
    ],
)
def test_the_name_ends_where_the_work_begins(sentence, actor):
    assert tasks(f"I. NỘI DUNG\n- {sentence}\n") == [("I", (actor,))]


def test_the_time_is_the_words_of_the_limit_alone():
    text = (
        "KẾ HOẠCH\nKhuyến học\nI. NỘI DUNG\n- Đánh giá mô hình trong thanh thiếu nhi trước ngày 28/3/2027.\n"
    )

    assert [task.due for task in reading.read_text(text).tasks] == ["trước ngày 28/3/2027"]
