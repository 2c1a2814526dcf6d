"""Who is to do a task: the subject of its sentence, those it is given to, and the partners.

A Vietnamese order names its actor at the beginning ("Ban Tuyên giáo Tỉnh đoàn chủ trì …"), after a giving
verb ("Giao Văn phòng …", "đề nghị các đơn vị …"), or not at all; then the heading above it says who. Verbs
are not inflected, so the end of the name is found by the first verb written small.
"""

import re
from collections.abc import Iterator

from donghanh.documents.reading.lines import UPPER

_GROUPS = (
    "cấp|ngành|ban|đơn vị|cơ sở|chi đoàn|chi hội|chi đội|chi bộ|huyện|xã|trường|phòng|sở|đoàn|hội"
    "|liên đội|liên chi|tổ chức|cơ quan|đồng chí|đ/c"
    "|thành viên|địa phương|phường|khối|câu lạc bộ|clb|đội|lớp|khoa|tỉnh|thôn|bên|gia đình|dòng họ"
    "|cá nhân|tập thể|quận|thị|thành|bộ|tiểu ban|tổ"
    "|nhóm|bạn|em|thầy|giáo viên|công ty|doanh nghiệp|trung tâm|ủy ban|uỷ ban|ubnd|ông|bà|đoàn thể|hộ|nhà"
    "|cụm|ấp|khu phố|văn phòng|viện|báo|đài"
    "|đảng ủy|cấp ủy|chính quyền|liên đoàn|ủy viên|uỷ viên|đoàn viên|hội viên|cán bộ|bí thư|chủ tịch"
    "|tổng phụ trách|người|thủ trưởng|giám đốc|cấp hội|thí sinh|học sinh|sinh viên"
    "|đảng viên|công đoàn|ban ngành|mặt trận"
)
_SINGLE = (
    "ban(?! hành)|bch|btv|bbt|bcđ|ủy ban|uỷ ban|ubnd|ubmttq|ub mttq|mttq|mặt trận|hội(?! (?:thi|nghị|thảo"
    "|trại|diễn|chợ|họp|tụ|ngộ|đàm))|hkh|đoàn(?! (?:kết|phí|đại biểu))"
    "|liên chi đoàn|liên chi hội|chi đoàn|chi hội|phân đoàn|phân hội|liên đội|chi đội|tỉnh đoàn"
    "|thành đoàn|huyện đoàn|quận đoàn|thị đoàn|xã đoàn"
    "|tỉnh hội|huyện hội|thành hội|thị hội|xã hội khuyến học|trung ương|tw đoàn|tw hội|văn phòng|vp|sở"
    "|phòng(?! (?:chống|ngừa|,|tránh|bệnh))|bộ(?! (?:tiêu|tài|quy|hồ|câu|công cụ|luật|ảnh))"
    "|cục|vụ|viện|trung tâm|nhà văn hóa|nhà thiếu nhi|cung văn hóa|cung thiếu nhi|trường(?! hợp)"
    "|nhà trường|cơ sở (?:giáo dục|đoàn|hội)|phó hiệu trưởng|thầy|cô|bộ phận|cha mẹ|học viện|đại học|khoa"
    "|công an|quân sự|đồn|đảng ủy|đảng bộ|đảng đoàn"
    "|huyện ủy|thành ủy|tỉnh ủy|thị ủy|quận ủy|chi bộ|cấp ủy|cấp uỷ|chính quyền|liên đoàn|công đoàn"
    "|báo(?! cáo)|đài|tạp chí|cơ quan|đơn vị|công ty|ngân hàng"
    "|tổ(?! chức)|nhóm|tiểu ban|đội(?! ngũ)|câu lạc bộ|clb|bí thư|phó bí thư|chủ tịch|phó chủ tịch"
    "|giám đốc|phó giám đốc|hiệu trưởng|chánh văn phòng|chánh vp"
    "|trưởng(?! thành)|phó trưởng|phó ban|thủ trưởng|tổng phụ trách|đồng chí|đ/c|giáo viên|cán bộ"
    "|đoàn viên|hội viên|đội viên|ủy viên|uỷ viên|thường trực|lãnh đạo"
    "|hai bên|hai ngành|hai đơn vị|hai cơ quan|hiệp hội|quỹ|huyện|thành phố|cấp (?:tỉnh|huyện|xã|cơ sở"
    "|trường|chi)|ngành|cụm|khối|hội đồng|bệnh viện|lữ đoàn|trung đoàn|sư đoàn"
    "|tổ chức (?:(?-i:Đoàn(?! viên)"
    "|Hội(?! (?:thi|nghị|thảo|trại|diễn|chợ))|Đội(?! (?:hình|ngũ)))|cơ sở|đảng|công đoàn)"
    "|xã|phường|thôn|bà|ông|quận|chủ nhiệm|người đứng đầu"
)
SUBJECT = re.compile(
    rf"^(?:(?:100%|\d{{2,3}}%)\s+(?:các\s+|số\s+)?(?:(?:{_GROUPS}|{_SINGLE})(?![\wÀ-ỹ]))"
    rf"|(?:các|những|mỗi|từng|toàn thể|tất cả(?: các)?|một số|hai|ba|bốn)\s+(?:(?:{_GROUPS})(?![\wÀ-ỹ]))"
    rf"|(?:{_SINGLE})(?![\wÀ-ỹ]))",
    re.IGNORECASE,
)
_VERBS = (
    "chủ trì|chủ động|chủ yếu|phối hợp|tham mưu|tổ chức|xây dựng|triển khai|thực hiện|hướng dẫn|chỉ đạo"
    "|quán triệt|tuyên truyền|phổ biến|vận động|huy động"
    "|phân công|cử|giao|lựa chọn|tuyển chọn|tuyển|giới thiệu|đề xuất|đề cử|báo cáo|gửi|nộp|lập|thành lập"
    "|duy trì|kiểm tra|giám sát|đôn đốc|theo dõi|tổng hợp|đánh giá"
    "|rà soát|thống kê|khảo sát|tiếp nhận|phân bổ|trao|tặng|hỗ trợ|bố trí|đảm bảo|bảo đảm|chuẩn bị"
    "|đăng ký|đăng kí|đăng cai|tham gia|tích cực|thường xuyên"
    "|tiếp tục|đẩy mạnh|tăng cường|nâng cao|phát huy|phát động|hưởng ứng|cần|phải|có trách nhiệm"
    "|có nhiệm vụ|có kế hoạch|có văn bản|có hình thức|có biện pháp|chịu trách nhiệm"
    "|căn cứ|dựa|tùy|tuỳ|quan tâm|tập trung|làm|là|nghiên cứu|ban hành|ký|kí|mở|cung cấp|bình xét|xét"
    "|xem xét|thẩm định|công nhận|quyết định|khen thưởng|biểu dương"
    "|tôn vinh|kịp thời|nghiêm túc|khẩn trương|sử dụng|quản lý|phát hành|phát hiện|phát triển|viết|đưa"
    "|lồng ghép|gắn|cụ thể hóa|bám sát|nắm|chăm lo|tạo điều kiện|kêu gọi|liên hệ"
    "|chấm|trình|xin|đề nghị|yêu cầu|mời|treo|ra quân|nhận|chọn|sơ kết|tổng kết|hoàn thành|hoàn thiện"
    "|phấn đấu|đạt(?! chuẩn)|do|không|được|sẽ|đang|đã|tự|chia sẻ|củng cố|mở rộng"
    "|khắc phục|chấn chỉnh|ngăn chặn|phòng ngừa|siết chặt|quản trị|chú trọng|coi trọng|chăm sóc|giữ gìn"
    "|cải tiến|hình thành|tích hợp|tôn tạo|thăm hỏi|vinh danh|phản ánh|kết nối|lan tỏa|sưu tầm|trưng bày"
    "|giao lưu|gặp mặt|dâng hương|trang bị|lắp đặt|sửa chữa|nâng cấp|tiếp sức|giao ban|xếp loại|chấm điểm"
    "|thu thập|lưu trữ|khuyến cáo|cảnh báo|bám nắm|bồi thường|hòa giải|tiết kiệm|phân cấp|thu hút|khơi dậy"
    "|phòng chống|phòng, chống|cung ứng|truyền thông|công khai|minh bạch|làm sạch"
    "|đổi mới|họp|dự|tập hợp|tập huấn|bồi dưỡng|động viên|khuyến khích|nhân rộng|xác định|đăng tải|đăng"
    "|đưa tin|thông tin|thông báo|kiện toàn|phê duyệt|sắp xếp|vừa|gồm|hằng|hàng"
    "|trực tiếp|đồng loạt|sớm|chậm nhất|trước|bằng|theo chức năng|theo đúng|từ nay|trên cơ sở|thống nhất"
    "|ưu tiên|lưu ý|vận dụng|cùng|trong tháng|ghi|ủng hộ|quyên góp|trích|đóng góp|hỗ trợ"
    "|tư vấn|dạy|khởi công|khánh thành|bàn giao|trồng|dọn|vệ sinh|ra mắt|tạo điều kiện|đồng hành|cam kết"
    "|rèn luyện|thi đua|đồng thời|nêu|niêm yết|bảo quản|bảo vệ|cập nhật|số hóa"
    "|giúp đỡ|có(?! (?:tên|liên quan|thành tích|điều kiện|trụ sở|HS))|chuyển|thanh toán|quyết toán|mua"
    "|điều hành|điều phối|đầu tư|phân loại|phân tích|xử lý|giải quyết|tháo gỡ|trả lời|giải đáp|nhắc nhở"
    "|gặp gỡ|thi hành|ký kết|kí kết|kết nạp|soạn"
    "|soạn thảo|biên soạn|biên tập|nghiệm thu|vào cuộc|tiến hành|khai thác|ứng dụng|chịu|tri ân|tham dự"
    "|tiếp cận|thí điểm|nhắc|định kỳ|định kì|nhanh chóng|linh hoạt|sáng tạo|bổ sung|điều chỉnh"
    "|xác minh|đối chiếu|cân đối|kèm cặp"
    "|luân phiên|phụ trách chung|lãnh đạo|vận hành|xét chọn|xét duyệt|hiến|thắp|ôn tập|tuyên dương"
    "|đón tiếp|hành động|chúc mừng|ghi nhận|bình chọn|tra cứu|nếu|để|và tổ chức"
)
_VERB = re.compile(rf"(?<=\s)(?:{_VERBS}|Báo cáo(?= (?:kết quả|về|tình hình)))(?![\wÀ-ỹ])")
_STARTS_WITH_VERB = re.compile(rf"^(?:{_VERBS})(?![\wÀ-ỹ])", re.IGNORECASE)
# A verb after one of these is a noun: "các tổ chức", "công tác tổ chức", "Giáo dục và Đào tạo".
_NOMINAL = re.compile(
    r"(?:các|những|mỗi|cơ quan,|đơn vị,|cơ quan và|ban|công tác|hệ thống|cơ sở,|với|về|của|phụ trách"
    r"|phụ trách công tác|doanh nghiệp,|chính quyền,|(?<!văn )phòng|ngành|hội đồng thi đua|thi đua,"
    r"|cá nhân,|và các|đảng,|đảng và|nhà nước,|sư phạm|đội ngũ|tham mưu,|công nghệ|trung tâm|thi đua"
    r"|bộ phận|tổ|ban xây dựng|mặt trận,|đoàn thể,|tổ chức,)\s*$",
    re.IGNORECASE,
)
# Boards are named for what they steer: "Ban chỉ đạo xây dựng xã hội học tập".
_BOARD = re.compile(
    r"(?:ban chỉ đạo|ban vận động|ban quản lý|ban điều hành|tổ công tác|hội đồng|quỹ|đội hình"
    r"|tiểu ban)\s*$",
    re.IGNORECASE,
)
_STEERED = re.compile(
    r"^(?:xây dựng|thực hiện|vận động|hỗ trợ|triển khai|tổ chức|khen thưởng|phát triển|tuyên truyền)\s"
)
_NOUN_TAIL = re.compile(
    r"^(?:tổ chức(?=,|;|\s+(?:chính trị|đoàn thể|hội|đảng|cơ sở|và cá nhân|xã hội|thành viên|và|cá nhân))"
    r"|khen thưởng(?=\s+(?:các|tỉnh|huyện|Hội))|học tập(?=\s+cộng đồng)|in(?=,))"
)
_LEAD_IN = re.compile(
    r"^(?:trường hợp|căn cứ|trên cơ sở|dựa|để|hằng|hàng|định k[ỳì]|trong|trước|sau|nhân|từ|tùy|tuỳ|theo"
    r"|bên cạnh|đồng thời|vào|nhận được|quá trình|năm|đến|quý|tháng"
    r"|qua|với|nhằm|song song|riêng|ngày|đối với|chậm nhất|kết thúc|mỗi năm|mỗi quý|thực hiện|ngay sau"
    r"|qua đó|cùng với|tiếp tục)(?![\wÀ-ỹ])",
    re.IGNORECASE,
)
_GIVE = re.compile(
    r"^(?:trước mắt,?\s+|trân trọng\s+|kính\s+)?(?:giao(?:\s+cho|\s+nhiệm vụ cho)?|phân công|đề nghị"
    r"|yêu cầu|khuyến khích|uỷ quyền cho|ủy quyền cho|chỉ định)\s+(?=\S)",
    re.IGNORECASE,
)
_GIVES = re.compile(r"\s(?:giao(?:\s+cho)?|phân công|đề nghị|yêu cầu)\s+(?=\S)")
_LABEL = re.compile(
    rf"^(?!Giao|Đề nghị|Yêu cầu|Phân công)(?:[{UPPER}][^.:;,()]{{2,70}}|Về [^.:;]{{2,60}}):\s+(?=\S)"
)
_HEADING_LEAD = re.compile(
    r"^(?:đối với|đề nghị|yêu cầu|giao|phân công|trách nhiệm của|nhiệm vụ của|trách nhiệm|nhiệm vụ"
    r"|về phía|phía|phân công nhiệm vụ cho|ở)\s+",
    re.IGNORECASE,
)
# People of the unit that gives the task; the task stays the unit's ("Đoàn xã phân công đoàn viên kèm cặp").
_OWN_PEOPLE = re.compile(
    r"^(?:các |những |mỗi |toàn thể )?(?:đoàn viên|hội viên|thành viên|thanh niên|tình nguyện viên|cán bộ)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 60  # words


def sentences(text: str) -> list[str]:
    """Sentences of a paragraph; abbreviations such as "TP." and "đ/c." do not end one."""
    return [part for part in re.split(rf"(?<!TP)(?<!\b[A-ZĐ])(?<=[.!?])\s+(?=[{UPPER}“\"])", text) if part]


def in_sentence(text: str) -> list[str]:
    """The actors that a task's own words name; none when it only says what to do."""
    text = " ".join(text.split())
    if label := _LABEL.match(text):
        organ = label[0].strip(" :")
        if SUBJECT.match(organ) and _first_verb(organ) is None:
            return split(organ)
    for index, sentence in enumerate(sentences(text)[:4]):
        name = _named(sentence, first=index == 0)
        if name:
            others = [other for other in _after_semicolons(sentence) if other not in name]
            return split(name) + [one for other in others for one in split(other)]
    return []


def _after_semicolons(sentence: str) -> list[str]:
    """Further subjects of one sentence: "UBND các xã chỉ đạo …; Thủ trưởng các cơ quan kiểm tra …"."""
    return [
        name
        for part in re.split(r";\s+", sentence)[1:]
        if SUBJECT.match(part) and not re.match(r"(?:mỗi|từng)\b", part) and (name := _subject(part))
    ]


def _named(sentence: str, *, first: bool) -> str | None:
    sentence = _LABEL.sub("", sentence) if first else sentence
    for part in _without_lead_in(sentence):
        if given := _given(part):
            return given
        if not first:
            return _answerable(part)
        if name := _subject(part):
            return name
    return None


def _answerable(sentence: str) -> str | None:
    """A later sentence names actors only when it orders plainly (articles of decisions do)."""
    name = _subject(sentence)
    if name and re.match(r"\s*(?:chịu trách nhiệm|căn cứ|có trách nhiệm|thi hành)", sentence[len(name) :]):
        return name
    return None


def _without_lead_in(sentence: str) -> Iterator[str]:
    """The sentence, and what follows each comma while it only says when, why or on what ground."""
    if not _LEAD_IN.match(sentence) or (
        re.match(r"^(?:thực hiện|tiếp tục)\b", sentence, re.IGNORECASE) and "," not in sentence[:140]
    ):
        yield sentence
        return
    if (rest := re.sub(r"^(?:riêng|đối với)\s+", "", sentence, flags=re.IGNORECASE)) != sentence:
        yield rest
    for found in re.finditer(r",\s+|;\s+|\.\s+", sentence[:420]):
        rest = sentence[found.end() :]
        if SUBJECT.match(rest) or _GIVE.match(rest):
            yield rest


def _given(sentence: str) -> str | None:
    """The receiver of "Giao …", "Đề nghị …", also when the giver is named before it."""
    found = _GIVE.match(sentence)
    if found:
        return _subject(sentence[found.end() :], given=True)
    giver = SUBJECT.match(sentence)
    verb = _first_verb(sentence) if giver else None
    if verb is None:
        return None
    given = _GIVES.match(sentence[verb - 1 :])
    name = _subject(sentence[verb - 1 + given.end() :], given=True) if given else None
    return None if name and _OWN_PEOPLE.match(name) else name


def _subject(text: str, *, given: bool = False) -> str | None:
    """The name at the beginning of `text`, up to its verb."""
    if given and (listed := re.match(r"^các (?:Bộ|Sở|Ban|Phòng)\s*:\s*", text)):
        end = _first_verb(text[listed.end() :])
        return text[: listed.end() + end].strip(" ,;") if end else None
    if not SUBJECT.match(text) or (
        _STARTS_WITH_VERB.match(text)
        and not re.match(r"(?:tổ chức|báo|lãnh đạo|ban|trưởng)\b", text, re.IGNORECASE)
    ):
        return None
    end = _first_verb(text)
    if end is None:
        end = _open_end(text) if given else None
    if end is None:
        return None
    name = re.sub(r"\s*\([^)]*\)", "", text[:end]).strip(" ,;:-–")
    name = re.sub(r"\s+(?:và|hoặc|cũng|tiếp tục|đã|cần)$", "", name)
    return name if 0 < len(name.split()) <= _LONGEST_NAME else None


def _open_end(text: str) -> int | None:
    """The end of a name that no known verb follows: a short one up to punctuation."""
    found = re.match(r"^[^.;:]{3,80}?(?=[.;:]|$)", text)
    return found.end() if found else None


def _first_verb(text: str) -> int | None:
    stop = re.search(rf":\s|\.\s+[{UPPER}]", text)
    for found in _VERB.finditer(text):
        if stop and found.start() > stop.start():
            return stop.start() if text[stop.start()] == ":" else None
        before = text[: found.start()]
        if _BOARD.search(before) and (
            _STEERED.match(text[found.start() :]) or text[found.start() :].startswith("chỉ đạo")
        ):
            continue
        if (
            _NOMINAL.search(before.rstrip() + " ")
            or _NOUN_TAIL.match(text[found.start() :])
            or before.count("(") > before.count(")")
        ):
            continue
        return found.start()
    return stop.start() if stop and text[stop.start()] == ":" else None


def in_heading(heading: str) -> list[str]:
    """The actors that a heading names as a whole ("2. Các Huyện, Thành đoàn", "Đối với các chi đoàn:")."""
    text = " ".join(heading.split()).strip(" :.-–*;")
    bare = _HEADING_LEAD.sub("", text)
    bare = re.sub(r"\s*\([^)]*\)$", "", bare)
    lead = bare != text
    if len(bare) > 160 or not SUBJECT.match(bare):
        return []
    if (verb := _first_verb(bare)) is not None:
        name = _subject(bare)
        return split(name) if name and (lead or verb > 3) and text.endswith(":") else []
    if (
        re.search(r"(?:kiểm tra|giám sát|tổ chức bộ máy|công tác|hoạt động|phong trào)$", bare, re.IGNORECASE)
        and not lead
        and not re.match(r"ban|ủy ban", bare, re.IGNORECASE)
    ):
        return []
    return split(bare)


_ORGAN_START = re.compile(
    r"^(?:(?:các|tất cả)\s+(?:\S)|(?:Ban(?! hành)|BCH|BTV|BCĐ|Hội(?! (?:thi|nghị|thảo))|HKH"
    r"|Đoàn(?! trực thuộc| kết)|Sở|Phòng|Văn phòng|VP|UBND|UBMTTQ|Ủy ban|Uỷ ban|Trường|Công an|Liên đoàn"
    r"|Liên đội"
    r"|Chi đoàn|Liên chi|Chi hội|Trung tâm|Nhà|Báo|Đài|Khoa|Tỉnh đoàn|Thành đoàn|Huyện đoàn|Quận đoàn"
    r"|Thị đoàn|Hiệu trưởng|Giám đốc|Chủ tịch|Bí thư|Chánh|Trưởng|Thủ trưởng|Bộ|Cục|Vụ|Mặt trận"
    r"|Tổng phụ trách|Câu lạc bộ|Hội đồng|Công đoàn|Tỉnh ủy|Đảng ủy|Kho bạc|Ngân hàng|Đại học|Học viện"
    r"|thủ trưởng|chi hội|chi đoàn|liên đội|cấp ủy|chính quyền|mỗi|toàn thể|cán bộ|giáo viên"
    r"|ban khuyến học|ban công tác|tổ chuyên môn|cha mẹ|Quỹ|Tổ|Đội|Bệnh viện|Thường trực|Phó)"
    r"(?=\s+\S))"
)
_WHOLE = frozenset(["UBND", "UBMTTQ", "MTTQ", "HĐND"])


def split(name: str) -> list[str]:
    """Single actors of a name: organs joined by a comma or *và*; a group with a shared head is one."""
    name = re.sub(r"^(?:100|\d{2,3})%\s+(?:các\s+|số\s+)?", "", " ".join(name.split()).strip(" ,;:.-–"))
    if shared := re.match(r"^[Cc]ác\s+(Sở|Bộ|Phòng|Ban|Hội)\s*:\s*(.+)$", name):
        return [
            f"{shared[1]} {part.strip()}"
            for part in re.split(r"[;,]\s*|\s+và\s+(?=[A-ZĐ])", shared[2])
            if part.strip()
        ]
    pieces = re.split(r"(\s*[,;]\s*|\s+và\s+|\s+cùng\s+)", name)
    result = [pieces[0]]
    for joint, part in zip(pieces[1::2], pieces[2::2], strict=True):
        if _stands_alone(part, joint, result[-1]):
            result.append(part)
        else:
            result[-1] += f"{joint}{part}"
    return [kept for one in result if (kept := re.sub(r"^(?:và|cùng)\s+", "", one).strip(" ,;"))]


def _stands_alone(part: str, joint: str, before: str) -> bool:
    words = part.split()
    if len(words) < 2:
        return False
    if not _ORGAN_START.match(part) and words[0] not in _WHOLE and part != "Văn phòng":
        return False
    group = re.match(r"^(?:các|Các|mỗi|Mỗi|những)\s", before)
    if (
        group
        and re.match(
            r"^(?:Đoàn|đoàn|Hội|Ban|đơn vị|Đơn vị|Phòng)\s+(?:trực thuộc|Thành đoàn|Huyện|trường|cơ sở)", part
        )
        and joint.strip() != ";"
    ):
        return False
    if re.search(r"\b(?:huyện|thị|quận|tỉnh|xã)$", before) and re.match(r"^(?:thị|thành|huyện)", part):
        return False
    return not (
        group
        and len(words) == 2
        and re.match(r"^(?:Đoàn|Thành|Huyện|Thị|Quận|Ban|Phòng|Hội|Chi)\b", part)
        and len(before.split()) <= 3
    )


_PARTNERS = re.compile(
    r"\b(?:phối hợp(?:\s+(?:chặt chẽ|tốt|thường xuyên))?\s+(?:với|cùng)|cùng với|phối hợp:)\s+", re.IGNORECASE
)


def partners(text: str) -> list[str]:
    """Those with whom the task is to be done: what follows *phối hợp với*."""
    result: list[str] = []
    for found in _PARTNERS.finditer(text):
        rest = text[found.end() :]
        end = _first_verb(rest)
        stop = re.search(r"[.;:(]|\strong\s|\stại\s|\sđể\s", rest)
        limit = min(
            [place for place in (end, stop.start() if stop else None) if place is not None], default=len(rest)
        )
        name = rest[:limit].strip(" ,;")
        if (
            name
            and len(name.split()) <= 40
            and (SUBJECT.match(name) or re.match(rf"^[{UPPER}]|^(?:các|ngành)", name))
        ):
            result += [one for one in split(name) if one not in result]
    return result


_WHEN = re.compile(
    r"^(?:mỗi|hằng|hàng|định k[ỳì]|trong|vào|cuối|đầu|trước|sau|kết thúc)\s+(?:[^\s,]+\s+){0,4}?[^\s,]+,?\s+",
    re.IGNORECASE,
)


def starts_with_verb(text: str) -> bool:
    """Whether a text begins as an order does: with a verb, or a word of manner or time before it."""
    if _STARTS_WITH_VERB.match(text):
        return True
    when = _WHEN.match(text)
    return bool(when and _STARTS_WITH_VERB.match(text[when.end() :]))
