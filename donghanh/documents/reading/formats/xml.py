"""XML from a stranger's file: no entities, no DTD, no network, no endless depth."""

from lxml import etree

from donghanh.documents.reading.source import Unreadable

NO_MEMORY = 2


def parse(data: bytes, *, part: str) -> etree._Element:
    """The root of an XML part; `part` names it for the person who is told that it is broken."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) == NO_MEMORY:
            raise MemoryError from error
        raise Unreadable(reason(str(error), part)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(
            f"Phần {part} của tệp khai báo DTD, điều mà tệp văn bản thông thường không có. "
            "Vì an toàn, tệp không được đọc; đề nghị mở bằng Word hoặc LibreOffice và lưu lại."
        )
    return root


def reason(error: str, part: str) -> str:
    """Why libxml2 refused a part, for a person."""
    if "depth" in error.lower():
        return f"Phần {part} của tệp lồng nhau quá sâu nên không đọc được. {SAVE_AGAIN}"
    if "entit" in error.lower():
        return f"Phần {part} của tệp dùng thực thể XML không an toàn nên không được đọc. {SAVE_AGAIN}"
    if "huge" in error.lower() or "too long" in error.lower():
        return f"Phần {part} của tệp có một đoạn quá dài nên không đọc được. {SAVE_AGAIN}"
    return f"Tệp bị hỏng ở phần {part} nên không đọc được. {SAVE_AGAIN}"


SAVE_AGAIN = (
    "Đề nghị mở tệp bằng Word hoặc LibreOffice, lưu lại rồi thử lại; nếu không mở được, xin lại bản gốc."
)
