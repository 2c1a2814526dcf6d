"""The main loop of the product, as the front page tells it; `live` is what a visitor can use today."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Step:
    """One of the five steps from a plan to recognition."""

    name: str
    what: str
    live: bool = False


STEPS = (
    Step(name="Kế hoạch", what="Soạn, trình ký, cấp số và gửi văn bản theo đúng thể thức."),
    Step(
        name="Đọc",
        what="Từ tệp Word, PDF hay bản chép: ai làm gì, với ai, bao nhiêu, bao giờ xong.",
        live=True,
    ),
    Step(
        name="Giao việc",
        what="Việc và chỉ tiêu đến đúng từng đơn vị, kèm câu gốc trong văn bản.",
        live=True,
    ),
    Step(name="Báo cáo", what="Số liệu nhập một lần, cấp trên có ngay bản tổng hợp để duyệt."),
    Step(name="Khen thưởng", what="Xét, quyết định và cấp giấy chứng nhận từ chính số liệu ấy."),
)
