"""What a visitor may hand over to be read."""

from typing import Any

from django import forms

LARGEST_FILE = 10 * 1024 * 1024
LONGEST_TEXT = 200_000
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
