"""Kinds of official documents: their names, abbreviations and how a heading names them.

Source: appendix III of Decree 30/2020/NĐ-CP, guideline 29-HD/TWĐTN-VP of the Youth Union, and the joint
kinds (chương trình phối hợp, liên tịch) met in practice.
"""

import re

# Longest names first, so that CHƯƠNG TRÌNH PHỐI HỢP is not read as CHƯƠNG TRÌNH.
NAMES: dict[str, str] = {
    "KẾ HOẠCH PHỐI HỢP": "KHPH",
    "CHƯƠNG TRÌNH PHỐI HỢP": "CTPH",
    "CHƯƠNG TRÌNH LIÊN TỊCH": "CTLT",
    "KẾ HOẠCH LIÊN TỊCH": "KHLT",
    "HƯỚNG DẪN LIÊN NGÀNH": "HDLN",
    "HƯỚNG DẪN LIÊN TỊCH": "HDLT",
    "NGHỊ QUYẾT LIÊN TỊCH": "NQLT",
    "THÔNG TƯ LIÊN TỊCH": "TTLT",
    "QUY CHẾ PHỐI HỢP": "QCPH",
    "KẾ HOẠCH": "KH",
    "CHƯƠNG TRÌNH": "CTr",
    "HƯỚNG DẪN": "HD",
    "QUYẾT ĐỊNH": "QĐ",
    "NGHỊ QUYẾT": "NQ",
    "NGHỊ ĐỊNH": "NĐ",
    "CHỈ THỊ": "CT",
    "THÔNG BÁO": "TB",
    "THÔNG CÁO": "TC",
    "THÔNG TRI": "TT",
    "THÔNG TƯ": "TT",
    "KẾT LUẬN": "KL",
    "BÁO CÁO": "BC",
    "TỜ TRÌNH": "TTr",
    "BIÊN BẢN": "BB",
    "GIẤY MỜI": "GM",
    "GIẤY TRIỆU TẬP": "GTr",
    "GIẤY GIỚI THIỆU": "GGT",
    "CÔNG ĐIỆN": "CĐ",
    "CÔNG VĂN": "CV",
    "QUY CHẾ": "QC",
    "QUY ĐỊNH": "QyĐ",
    "ĐỀ ÁN": "ĐA",
    "DỰ ÁN": "DA",
    "PHƯƠNG ÁN": "PA",
    "THỂ LỆ": "TL",
    "ĐIỀU LỆ": "ĐL",
    "LỜI KÊU GỌI": "LKG",
    "THƯ KÊU GỌI": "LKG",
    "THƯ NGỎ": "TN",
    "GIẤY ỦY QUYỀN": "GUQ",
    "BẢN THỎA THUẬN": "BTT",
    "HỢP ĐỒNG": "HĐ",
    "LUẬT": "L",
    "PHÁP LỆNH": "PL",
}
ABBREVIATIONS = frozenset(NAMES.values()) | {
    "CTPH",
    "QĐKT",
    "TTrLT",
    "KHPH",
    "KHĐH",
    "CTHĐ",
    "CTCT",
    "ĐADN",
    "KHLT",
    "LT",
}

# The words that head a citation of a document in running text, with the spellings people use.
CITED_KINDS = (
    "kế hoạch phối hợp|kế hoạch liên tịch|chương trình phối hợp|chương trình liên tịch|chương trình hành động"
    "|chương trình công tác|nghị quyết liên tịch|thông tư liên tịch|hướng dẫn liên ngành|kế hoạch"
    "|chương trình"
    "|hướng dẫn|quyết định|nghị quyết|nghị định|chỉ thị|chi thị|thông báo|thông tư|thông tri|kết luận|báo cáo"
    "|tờ trình|công văn|văn bản|quy chế|quy định|điều lệ|đề án|luật|pháp lệnh|công điện|giấy mời|biên bản"
    "|chương trình|thể lệ"
)

_NAMES = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in NAMES)
TYPE_LINE = re.compile(rf"(?P<name>{_NAMES})(?![\wÀ-ỹ])")


def abbreviation(name: str) -> str:
    """The abbreviation of a kind written in capitals; raises `KeyError` for an unknown one."""
    return NAMES[" ".join(name.split())]
