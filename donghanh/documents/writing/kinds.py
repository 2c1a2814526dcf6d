"""Kinds of documents as the writer names them: heading, the word in running text, how points are numbered.

The abbreviations are those of appendix III of Decree 30/2020/NĐ-CP and of guideline 29-HD/TWĐTN-VP, and the
joint kinds met in practice; a test compares them with those that the reader knows.
"""

from dataclasses import dataclass

from donghanh.documents.writing.content import Scheme


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its abbreviation, its name in a sentence, and the usual numbering of its points."""

    code: str
    name: str
    scheme: Scheme = "plan"
    resolves: str = ""  # the word on a line of its own between the bases and what is decided
    joint: bool = False

    @property
    def heading(self) -> str:
        """The name as it stands above the subject."""
        return self.name.upper()


_ALL = (
    Kind("KH", "kế hoạch"),
    Kind("CTr", "chương trình"),
    Kind("HD", "hướng dẫn"),
    Kind("TB", "thông báo"),
    Kind("BC", "báo cáo"),
    Kind("TTr", "tờ trình"),
    Kind("KL", "kết luận"),
    Kind("CT", "chỉ thị", "numbers"),
    Kind("NQ", "nghị quyết", "plan"),
    Kind("QĐ", "quyết định", "articles", resolves="QUYẾT ĐỊNH:"),
    Kind("QC", "quy chế", "chapters"),
    Kind("QyĐ", "quy định", "chapters"),
    Kind("ĐA", "đề án"),
    Kind("DA", "dự án"),
    Kind("PA", "phương án"),
    Kind("TC", "thông cáo"),
    Kind("TT", "thông tri"),
    Kind("TL", "thể lệ"),
    Kind("BB", "biên bản"),
    Kind("GM", "giấy mời", "numbers"),
    Kind("GTr", "giấy triệu tập", "numbers"),
    Kind("GGT", "giấy giới thiệu", "numbers"),
    Kind("GUQ", "giấy ủy quyền", "numbers"),
    Kind("CĐ", "công điện", "numbers"),
    Kind("BTT", "bản thỏa thuận", "articles"),
    Kind("LKG", "lời kêu gọi", "numbers"),
    Kind("CV", "công văn", "numbers"),
    Kind("CTPH", "chương trình phối hợp", joint=True),
    Kind("KHPH", "kế hoạch phối hợp", joint=True),
    Kind("KHLT", "kế hoạch liên tịch", joint=True),
    Kind("CTLT", "chương trình liên tịch", joint=True),
    Kind("HDLN", "hướng dẫn liên ngành", joint=True),
    Kind("HDLT", "hướng dẫn liên tịch", joint=True),
    Kind("NQLT", "nghị quyết liên tịch", joint=True),
    Kind("QCPH", "quy chế phối hợp", "chapters", joint=True),
)
KINDS = {kind.code: kind for kind in _ALL}
