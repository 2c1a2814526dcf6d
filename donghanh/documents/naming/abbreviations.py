"""What offices abbreviate: tokens as they are written, and what they stand for.

A token counts only in capitals. More than one reading is settled by what follows
(`TT Tỉnh ủy` is its standing committee, `TT Hoạt động thanh thiếu nhi` a centre).
"""

import re
from typing import Final

from donghanh.documents.naming.keys import fold

# Token without dots, hyphens and accents → words. All are written in capitals.
TOKENS: Final = {
    "bbt": "ban bí thư",
    "bch": "ban chấp hành",
    "btv": "ban thường vụ",
    "bcd": "ban chỉ đạo",
    "btc": "ban tổ chức",
    "btg": "ban tuyên giáo",
    "btgdv": "ban tuyên giáo và dân vận",
    "bdv": "ban dân vận",
    "bpt": "ban phong trào",
    "bgh": "ban giám hiệu",
    "bgd": "ban giám đốc",
    "btnth": "ban thanh niên trường học",
    "btccb": "ban tổ chức cán bộ",
    "tnth": "thanh niên trường học",
    "tntnth": "thanh thiếu nhi trường học",
    "ttnth": "thanh thiếu nhi trường học",
    "tttnth": "thanh thiếu nhi trường học",
    "cttn": "công tác thiếu nhi",
    "dkttn": "đoàn kết tập hợp thanh niên",
    "tnxp": "thanh niên xung phong",
    "tntp": "thiếu niên tiền phong",
    "tnncdt": "thanh niên nông thôn công nhân và đô thị",
    "ubkt": "ủy ban kiểm tra",
    "vp": "văn phòng",
    "twd": "trung ương đoàn",
    "twdtn": "trung ương đoàn",
    "twh": "trung ương hội",
    "tw": "trung ương",
    "tu": "trung ương",
    "dtn": "đoàn thanh niên",
    "tdtn": "tỉnh đoàn",
    "tncs": "tncs",
    "hcm": "hồ chí minh",
    "hkh": "hội khuyến học",
    "hkhvn": "hội khuyến học việt nam",
    "khvn": "khuyến học việt nam",
    "hdd": "hội đồng đội",
    "hsv": "hội sinh viên",
    "lhtn": "liên hiệp thanh niên",
    "lhtnvn": "liên hiệp thanh niên việt nam",
    "lhpn": "liên hiệp phụ nữ",
    "lhpnvn": "liên hiệp phụ nữ việt nam",
    "ccb": "cựu chiến binh",
    "ctd": "chữ thập đỏ",
    "ubnd": "ủy ban nhân dân",
    "ub": "ủy ban",
    "hdnd": "hội đồng nhân dân",
    "mttq": "mặt trận tổ quốc",
    "mttqvn": "mặt trận tổ quốc việt nam",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "ubmttqvn": "ủy ban mặt trận tổ quốc việt nam",
    "ldld": "liên đoàn lao động",
    "pct": "phó chủ tịch",
    "gddt": "giáo dục và đào tạo",
    "gd": "giáo dục",
    "ldtbxh": "lao động thương binh và xã hội",
    "tttt": "thông tin và truyền thông",
    "vhttdl": "văn hóa thể thao và du lịch",
    "vhtt": "văn hóa và thông tin",
    "khcn": "khoa học và công nghệ",
    "ptth": "phát thanh truyền hình",
    "nnptnt": "nông nghiệp và phát triển nông thôn",
    "nhcsxh": "ngân hàng chính sách xã hội",
    "clb": "câu lạc bộ",
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thị trấn",
}
_STANDING = re.compile(
    r"^tt\.?\s+(?=tinh|thanh|huyen|quan uy|thi uy|dang|hdnd|hoi dong nhan|ubnd|uy ban|ub|mttq|hoi\b|hkh|doan"
    r"|bch|trung uong|tw|tu$)"
)
_CENTRE = re.compile(r"^TT\.?\s+\w+\s+\w")


def expand(name: str) -> str:
    """The name with every known abbreviation written out; other words stay as they are."""
    if _STANDING.match(fold(name)):
        name = re.sub(r"^\S+", "thường trực", name, count=1)
    elif _CENTRE.match(name):
        name = re.sub(r"^\S+", "trung tâm", name, count=1)
    return re.sub(r"[^\s,;:()]+", lambda found: _written_out(found[0]), name)


def _written_out(token: str) -> str:
    if not token.isupper():
        return token
    letters = re.sub(r"[^\w]", "", token)
    return "tỉnh ủy" if letters == "TU" else TOKENS.get(fold(letters), token)
