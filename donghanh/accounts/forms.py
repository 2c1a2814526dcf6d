"""What people may type; choices end at the actor's reach."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from donghanh.accounts import actions, queries
from donghanh.accounts.models import Authority, Role
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission, Scope
from donghanh.core.text import clean
from donghanh.identity import phone as phones
from donghanh.identity.models import User
from donghanh.organisations.models import Unit

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
NO_RIGHT = ""


def day_field(label: str, *, needed: bool = True, help_text: str = "") -> forms.DateField:
    """A day, from the browser's own calendar or typed as `31/12/2026`."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, required=needed, help_text=help_text, widget=widget, input_formats=DAY_FORMATS
    )


class ActorForm(forms.Form):
    """A form that knows who fills it in."""

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        self.by = by
        super().__init__(*args, **kwargs)


class UnitField(forms.CharField):
    """A unit within reach, by code or full name; `by` is set by the form."""

    by: Actor

    def clean(self, value: Any) -> Unit:
        """The one unit that is meant, or what else to type."""
        found = queries.unit_called(super().clean(value), by=self.by)
        if not found:
            raise ValidationError("Không có đơn vị mang mã hoặc tên này trong phạm vi của Đồng chí.")
        if len(found) > 1:
            codes = ", ".join(unit.code for unit in found)
            raise ValidationError(f"Có nhiều đơn vị cùng tên; Đồng chí hãy nhập mã: {codes}.")
        return found[0]


class PersonField(forms.CharField):
    """A colleague, by sign-in code, telephone number or e-mail address; `by` is set by the form."""

    by: Actor

    def clean(self, value: Any) -> User:
        """The person who is meant."""
        found = queries.colleague(super().clean(value), by=self.by)
        if found is None:
            raise ValidationError("Không tìm thấy người này trong phạm vi của Đồng chí.")
        return found


def _unit() -> UnitField:
    return UnitField(label="Đơn vị", help_text="Mã hoặc tên đầy đủ của đơn vị.", max_length=200)


def _person(label: str) -> PersonField:
    return PersonField(
        label=label, help_text="Mã đăng nhập, số điện thoại hoặc thư điện tử của người ấy.", max_length=120
    )


class GivePostForm(ActorForm):
    """Giao nhiệm vụ."""

    action = actions.give_post
    unit = _unit()
    title = forms.CharField(label="Chức danh", max_length=120, help_text="Ví dụ: Bí thư Đoàn xã.")
    role = forms.ModelChoiceField(Role.objects.none(), label="Vai trò", empty_label="Chọn vai trò")
    since = day_field("Từ ngày")
    until = day_field("Đến hết ngày", needed=False, help_text="Để trống nếu chưa biết.")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        _limit(self)

    def clean_until(self) -> date | None:
        """Our periods end on the day after the last one."""
        return _after(self.cleaned_data["until"])


class AccountForm(ActorForm):
    """Cấp tài khoản."""

    action = actions.make_account
    full_name = forms.CharField(label="Họ và tên", max_length=120)
    phone = forms.CharField(label="Số điện thoại", required=False, max_length=30)
    email = forms.EmailField(label="Thư điện tử", required=False)
    code = forms.RegexField(
        r"^(?=.*[a-z])[a-z0-9][a-z0-9._-]*$",
        label="Mã đăng nhập",
        required=False,
        max_length=60,
        help_text="Để trống thì hệ thống tự đặt theo tên.",
        error_messages={"invalid": "Chỉ dùng chữ thường không dấu, chữ số và các dấu . _ -"},
    )
    unit = _unit()
    title = forms.CharField(label="Chức danh", max_length=120)
    role = forms.ModelChoiceField(Role.objects.none(), label="Vai trò", empty_label="Chọn vai trò")
    since = day_field("Từ ngày")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        _limit(self)

    def clean_phone(self) -> str:
        """One spelling, or what is wrong with it."""
        return _number(self.cleaned_data["phone"])


class EndPostForm(ActorForm):
    """Thôi giao nhiệm vụ."""

    action = actions.end_post
    on = day_field("Thôi từ ngày", help_text="Ngày đầu tiên không còn giữ nhiệm vụ.")


class DelegateForm(ActorForm):
    """Ủy quyền."""

    action = actions.delegate
    to = _person("Ủy quyền cho")
    authority = forms.ChoiceField(label="Hình thức", choices=Authority.choices)
    since = day_field("Từ ngày")
    until = day_field("Đến hết ngày")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.fields["to"].by = by  # type: ignore[attr-defined]

    def clean_until(self) -> date | None:
        """Our periods end on the day after the last one."""
        return _after(self.cleaned_data["until"])


class HandOverForm(ActorForm):
    """Bàn giao."""

    action = actions.hand_over
    to = _person("Bàn giao cho")
    on = day_field("Từ ngày", help_text="Từ ngày này người nhận giữ các nhiệm vụ.")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.fields["to"].by = by  # type: ignore[attr-defined]


class ContactForm(ActorForm):
    """Đổi liên hệ."""

    action = actions.change_contact
    phone = forms.CharField(
        label="Số điện thoại", required=False, max_length=30, help_text="Dùng để đăng nhập thay cho mã."
    )
    email = forms.EmailField(label="Thư điện tử", required=False)

    def clean_phone(self) -> str:
        """One spelling, or what is wrong with it."""
        return _number(self.cleaned_data["phone"])


class RoleForm(ActorForm):
    """Vai trò: a name, and for each right how far it goes."""

    action = actions.compose_role
    SCOPES: ClassVar = [(NO_RIGHT, "Không"), (Scope.OWN, "Đơn vị mình"), (Scope.REACH, "Cả phạm vi")]
    name = forms.CharField(label="Tên vai trò", max_length=120)
    note = forms.CharField(label="Dùng cho ai", max_length=300, required=False)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        for right in Permission:
            self.fields[right.value] = forms.ChoiceField(
                label=right.label,
                choices=self.SCOPES,
                required=False,
                disabled=right not in by.permissions,
                widget=forms.RadioSelect,
            )

    @property
    def matrix(self) -> list[forms.BoundField]:
        """The rights, one to a row."""
        return [self[right.value] for right in Permission]

    @property
    def rights(self) -> dict[Permission, Scope]:
        """What was chosen."""
        return {right: Scope(scope) for right in Permission if (scope := self.cleaned_data.get(right.value))}


class SearchForm(ActorForm):
    """What the list of people is asked."""

    q = forms.CharField(label="Tên hoặc mã", required=False, max_length=100)
    vai_tro = forms.ModelChoiceField(
        Role.objects.none(), label="Vai trò", required=False, empty_label="Mọi vai trò"
    )
    tinh_trang = forms.ChoiceField(
        label="Tình trạng", required=False, choices=[*queries.State.choices, ("tat-ca", "Tất cả")]
    )
    don_vi = forms.CharField(label="Đơn vị", required=False, max_length=200)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.fields["vai_tro"].queryset = Role.objects.visible_to(by).in_order()  # type: ignore[attr-defined]

    def clean_don_vi(self) -> Unit | None:
        """The unit whose people are wanted, with all below it."""
        typed = self.cleaned_data["don_vi"]
        found = queries.unit_called(typed, by=self.by) if typed else []
        if typed and not found:
            raise ValidationError("Không có đơn vị này trong phạm vi của Đồng chí.")
        return found[0] if found else None

    def asked(self) -> queries.Search:
        """The question; what is not understood is left out."""
        self.is_valid()
        data = self.cleaned_data
        role = data.get("vai_tro")
        state = data.get("tinh_trang") or queries.State.RUNNING
        return queries.Search(
            text=data.get("q", ""),
            role=role.pk if role else None,
            state="" if state == "tat-ca" else state,
            unit=data.get("don_vi"),
        )


class SheetForm(forms.Form):
    """A spreadsheet of people."""

    largest_file = 5 * 1024 * 1024
    file = forms.FileField(label="Bảng tính", error_messages={"required": "Đồng chí chưa chọn tệp."})

    def clean_file(self) -> Any:
        """Not larger than a list of people can be."""
        file = self.cleaned_data["file"]
        if file.size > self.largest_file:
            raise ValidationError(
                f"Tệp lớn hơn {self.largest_file >> 20} MB. Đồng chí hãy tách thành nhiều tệp."
            )
        return file


def _limit(form: ActorForm) -> None:
    form.fields["unit"].by = form.by  # type: ignore[attr-defined]
    form.fields["role"].queryset = Role.objects.visible_to(form.by).in_order()  # type: ignore[attr-defined]


def _after(last: date | None) -> date | None:
    return last + timedelta(days=1) if last else None


def _number(typed: str) -> str:
    number = phones.normal(typed)
    if clean(typed) and not number:
        raise ValidationError("Số điện thoại chưa đúng. Ví dụ: 0912 345 678.")
    return number
