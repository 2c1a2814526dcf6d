"""What a visitor may hand over to be read, checked, or laid out."""

from typing import Any

from django import forms

from donghanh.core.fields import DayField
from donghanh.documents import writing
from donghanh.documents.writing.content import URGENCY
from donghanh.documents.writing.kinds import KINDS

LARGEST_FILE = 10 * 1024 * 1024
LONGEST_TEXT = 200_000
LONGEST_DRAFT = 60_000
ACCEPTED = ".docx,.doc,.pdf,.odt,.rtf,.txt,.html,.htm,.mht,.png,.jpg,.jpeg,.tif,.tiff"


class ReadForm(forms.Form):
    """A file or pasted text; one of the two."""

    largest_file = LARGEST_FILE

    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"invalid": "Tệp chưa gửi được trọn vẹn. Đồng chí hãy chọn lại tệp."},
    )
    text = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean(self) -> dict[str, Any]:
        """Something to read must be there, and of a size that we read."""
        given: dict[str, Any] = super().clean() or {}
        file, text = given.get("file"), given.get("text")
        if file and file.size > LARGEST_FILE:
            self.add_error("file", "Tệp lớn hơn 10 MB. Đồng chí hãy chọn tệp nhỏ hơn, hoặc dán phần cần đọc.")
        if text and len(text) > LONGEST_TEXT:  # no maxlength: a browser would cut the text without a word
            self.add_error("text", "Đoạn dán vào dài quá 200.000 ký tự. Đồng chí hãy dán từng phần.")
        if not self.errors and not file and not (text or "").strip():
            self.add_error(None, "Chưa có gì để đọc. Đồng chí hãy chọn một tệp hoặc dán nội dung văn bản.")
        return given


class CheckForm(forms.Form):
    """A Word file or PDF whose layout is to be checked."""

    largest_file = LARGEST_FILE

    file = forms.FileField(
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx,.docm,.pdf"}),
        error_messages={
            "required": "Chưa có tệp nào. Đồng chí hãy chọn một tệp Word hoặc PDF.",
            "invalid": "Tệp chưa gửi được trọn vẹn. Đồng chí hãy chọn lại tệp.",
        },
    )

    def clean_file(self) -> Any:
        """A file of a size that we check."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError("Tệp lớn hơn 10 MB. Đồng chí hãy chọn tệp nhỏ hơn.")
        return file


def _words(label: str, *, rows: int = 0, most: int = 500) -> forms.CharField:
    """A line, or a box of so many rows, that may stay empty: what is missing is said beside the preview."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label,
        required=False,
        widget=widget,
        max_length=None if rows else most,
        error_messages={"max_length": f"Phần này dài quá {most} ký tự. Đồng chí hãy viết gọn lại."},
    )


AUTHORITIES = ("", "TM.", "KT.", "TL.", "TUQ.", "Q.", "TM.+KT.", "TL.+KT.", "TUQ.+KT.")


class ComposeForm(forms.Form):
    """What an official document says, typed part by part; a draft may lack anything."""

    layout = forms.ChoiceField(
        label="Mẫu trình bày",
        choices=[(one.key, f"{one.name[:1].upper()}{one.name[1:]}") for one in writing.WRITABLE],
    )
    kind = forms.ChoiceField(
        label="Loại văn bản",
        choices=[(one.code, f"{one.name[:1].upper()}{one.name[1:]} ({one.code})") for one in KINDS.values()],
    )
    over = _words("Cơ quan cấp trên")
    issuer = _words("Cơ quan ban hành")
    issuer_2 = _words("Cơ quan cùng ban hành")
    number = _words("Số", most=10)
    symbol = _words("Ký hiệu", most=60)
    place = _words("Địa danh", most=60)
    issued_on = DayField("Ngày ban hành")
    title = _words("Trích yếu")
    addressees = _words("Kính gửi", rows=2)
    authority = _words("Thẩm quyền ban hành")
    bases = _words("Căn cứ", rows=3)
    opening = _words("Đoạn mở đầu", rows=2)
    outline = _words("Nội dung", rows=16)
    closing = _words("Câu kết", most=1000)
    authority_1 = forms.ChoiceField(label="Quyền hạn", required=False)
    for_1 = _words("Thay mặt, thừa lệnh")
    instead_1 = _words("Ký thay chức vụ")
    title_1 = _words("Chức vụ người ký")
    name_1 = _words("Họ tên người ký")
    authority_2 = forms.ChoiceField(label="Quyền hạn", required=False)
    for_2 = _words("Thay mặt, thừa lệnh")
    instead_2 = _words("Ký thay chức vụ")
    title_2 = _words("Chức vụ người ký")
    name_2 = _words("Họ tên người ký")
    receivers = _words("Nơi nhận", rows=5)
    archive = _words("Lưu", most=100)
    urgency = forms.ChoiceField(
        label="Mức độ khẩn",
        required=False,
        choices=[("", "Không"), *((one, one.capitalize()) for one in URGENCY)],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("authority_1", "authority_2"):
            self.fields[name].choices = [(one, one or "Không ghi") for one in AUTHORITIES]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """All that is typed, of a length that one page of the site can carry."""
        given: dict[str, Any] = super().clean() or {}
        for name, text in list(given.items()):
            if isinstance(text, str) and len(text) > LONGEST_DRAFT:
                self.add_error(name, "Phần này dài quá 60.000 ký tự. Đồng chí hãy tách thành nhiều văn bản.")
        return given
