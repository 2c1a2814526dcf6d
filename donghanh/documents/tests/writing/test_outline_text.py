"""A typed outline becomes blocks; typed numbers are dropped and given anew."""

from donghanh.documents.writing import Item, Items, Paragraph, Point, Table, outline_text


def test_marks_make_points_items_details_and_tables():
    text = """
    Mở đầu.
    I. Mục đích
    1. Một
    - Ý thứ nhất
    + Chi tiết
    - Ý thứ hai
    a) Điểm a
    | TT | Đơn vị |
    |---|---|
    | 1 | Xã A |
    II) Nội dung
    2/ Hai
    """

    assert outline_text.read(text) == (
        (
            Paragraph(text="Mở đầu."),
            Point(
                heading="Mục đích",
                body=(
                    Point(
                        heading="Một",
                        body=(
                            Items(items=(Item(text="Ý thứ nhất", details=("Chi tiết",)), "Ý thứ hai")),
                            Point(
                                heading="Điểm a",
                                body=(Table(columns=("TT", "Đơn vị"), rows=(("1", "Xã A"),)),),
                            ),
                        ),
                    ),
                ),
            ),
            Point(heading="Nội dung", body=(Point(heading="Hai"),)),
        ),
        "plan",
    )


def test_the_first_mark_chooses_the_scheme():
    for text, scheme in (
        ("Điều 1. Một\n1. Hai", "articles"),
        ("Chương I\nĐiều 1. Một", "chapters"),
        ("Phần thứ nhất\nI. Một", "parts"),
        ("1. Một\n1.1. Hai\na) Ba", "numbers"),
        ("Chỉ có đoạn văn.", ""),
    ):
        assert outline_text.read(text)[1] == scheme


def test_a_level_that_is_skipped_is_no_hole():
    assert outline_text.read("I. Một\na) Hai") == (
        (Point(heading="Một", body=(Point(heading="Hai"),)),),
        "plan",
    )


def test_articles_of_chapters_count_on():
    blocks, scheme = outline_text.read("Chương I\nĐiều 1. Một\nChương II\nĐiều 9. Hai")

    assert scheme == "chapters"
    assert [point.body[0].heading for point in blocks] == ["Một", "Hai"]


def test_a_detail_without_an_item_is_one():
    assert outline_text.read("+ lẻ")[0] == (Items(items=("lẻ",)),)
