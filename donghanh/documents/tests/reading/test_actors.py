"""Who is to do a task, and with whom."""

import pytest

from donghanh.documents.reading import actors


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Ban Phong trào chủ trì xây dựng kịch bản.", ["Ban Phong trào"]),
        ("Giao Văn phòng Huyện đoàn theo dõi, đôn đốc.", ["Văn phòng Huyện đoàn"]),
        ("Đề nghị Hội Khuyến học các xã báo cáo kết quả.", ["Hội Khuyến học các xã"]),
        ("Các huyện, thị, thành đoàn triển khai đến cơ sở.", ["Các huyện, thị, thành đoàn"]),
        (
            "Phân công Ban Tổ chức và Văn phòng chuẩn bị hội nghị.",
            ["Ban Tổ chức", "Văn phòng"],
        ),
        ("Hằng quý, Ban Kiểm tra tổng hợp số liệu.", ["Ban Kiểm tra"]),
        ("Tổ chức sinh hoạt chuyên đề tại chi đoàn.", []),
        ("Vận động các gia đình đăng ký danh hiệu.", []),
    ],
)
def test_the_actors_of_a_sentence(sentence, who):
    assert actors.in_sentence(sentence) == who


@pytest.mark.parametrize(
    ("heading", "who"),
    [
        ("Các huyện đoàn", ["Các huyện đoàn"]),
        ("Đối với các chi đoàn:", ["các chi đoàn"]),
        ("Trách nhiệm của Hội Khuyến học tỉnh", ["Hội Khuyến học tỉnh"]),
        ("Công tác tuyên truyền", []),
        ("Tổ chức thực hiện", []),
    ],
)
def test_the_actors_of_a_heading(heading, who):
    assert actors.in_heading(heading) == who


@pytest.mark.parametrize(
    ("sentence", "partners"),
    [
        ("Huyện đoàn phối hợp với Hội Khuyến học huyện tổ chức trao học bổng.", ["Hội Khuyến học huyện"]),
        ("Phối hợp với Phòng Giáo dục, Hội Phụ nữ mở lớp.", ["Phòng Giáo dục", "Hội Phụ nữ"]),
        ("Ban Tổ chức chủ trì.", []),
    ],
)
def test_the_partners_are_no_actors(sentence, partners):
    assert actors.partners(sentence) == partners


def test_a_list_with_a_shared_head_is_several():
    assert actors.split("Các Sở: Nội vụ, Tài chính") == ["Sở Nội vụ", "Sở Tài chính"]
