"""The register as a spreadsheet."""

from collections.abc import Iterable

from django.utils import timezone

from donghanh.core import sheets
from donghanh.core.dates import spoken
from donghanh.documents.models import Document

KIND = sheets.KIND
COLUMNS = (
    sheets.Column(key="number", title="Số, ký hiệu", width=24),
    sheets.Column(key="issued_on", title="Ngày ban hành", width=15),
    sheets.Column(key="kind", title="Loại", width=20),
    sheets.Column(key="title", title="Trích yếu", width=80),
    sheets.Column(key="issuer", title="Cơ quan ban hành", width=40),
    sheets.Column(key="direction", title="Chiều", width=14),
    sheets.Column(key="unit", title="Đơn vị lưu", width=30),
    sheets.Column(key="registered", title="Vào sổ ngày", width=15),
)


def register(documents: Iterable[Document]) -> bytes:
    """One row a document, as the list shows them."""
    rows = (
        {
            "number": document.number,
            "issued_on": spoken.day(document.issued_on) if document.issued_on else "",
            "kind": document.kind_said,
            "title": document.title,
            "issuer": getattr(document, "issuer_name", "") or "",
            "direction": document.get_direction_display(),
            "unit": document.unit.name,
            "registered": spoken.day(timezone.localdate(document.registered_at)),
        }
        for document in documents
    )
    return sheets.write("Sổ văn bản", COLUMNS, rows)
