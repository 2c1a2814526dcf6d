"""What people fill in to change units: a form for each deed. `facts` is what the deed is told (orders)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from donghanh.core.actor import Actor
from donghanh.core.fields import DayField
from donghanh.core.permissions import Permission
from donghanh.core.text import clean
from donghanh.organisations import orders
from donghanh.organisations.forms.units import UnitField, UnitsField, give_actor
from donghanh.organisations.models import Area, Level, Placement, Unit
from donghanh.organisations.models import Kind as Sort
from donghanh.organisations.orders import Kind
from donghanh.organisations.queries import previews

CHANGE, REORGANISE = Permission.UNIT_CHANGE, Permission.UNIT_REORGANISE
MOST_PARTS = 12


class DeedForm(forms.Form):
    """The day and the paper that every deed has; each deed adds its own."""

    kind: ClassVar[Kind]
    lead: ClassVar[str] = ""
    helps: ClassVar[Mapping[str, str]] = {}

    on = DayField("Từ ngày")
    decision_number = forms.CharField(label="Số, ký hiệu quyết định", max_length=60, required=False)
    decision_day = DayField("Ngày ban hành")
    decision_issuer = forms.CharField(label="Cơ quan ban hành", max_length=200, required=False)

    paper_names: ClassVar[tuple[str, ...]] = ("decision_number", "decision_day", "decision_issuer")

    def __init__(self, data: Any = None, *, unit: Unit, by: Actor) -> None:
        super().__init__(data)
        self.unit, self.by = unit, by
        if "on" in self.fields:
            self.fields["on"].required = True
            self.fields["on"].initial = by.today
        self.prepare()
        give_actor(list(self.fields.values()), by)
        for name, text in self.helps.items():
            self.fields[name].help_text = text

    def prepare(self) -> None:
        """Choices and first values that depend on the unit."""

    @property
    def paper(self) -> list[BoundField]:
        """The fields about the decision."""
        return [self[name] for name in self.paper_names if name in self.fields]

    @property
    def main(self) -> list[BoundField]:
        """The deed's own fields, the day among them first of all."""
        names = [name for name in self.fields if name not in self.paper_names and not _of_child(name)]
        return [self[name] for name in sorted(names, key=lambda name: name == "on")]

    @property
    def children(self) -> list[BoundField]:
        """A field for each unit directly below, where the deed asks for its new place."""
        return [self[name] for name in self.fields if _of_child(name)]

    def clean(self) -> dict[str, Any]:
        """A paper has a number."""
        data = self.cleaned_data
        if (data.get("decision_day") or data.get("decision_issuer")) and not data.get("decision_number"):
            self.add_error("decision_number", "Đồng chí hãy ghi số, ký hiệu của quyết định.")
        return data

    def told(self) -> dict[str, Any]:
        """The deed's own facts."""
        return {"unit": self.unit.pk}

    def facts(self) -> dict[str, Any]:
        """All facts, as JSON can hold them."""
        data, facts = self.cleaned_data, self.told()
        if "on" in self.fields:
            facts["on"] = data["on"].isoformat()
        if self.paper:
            day = data.get("decision_day")
            facts["decision"] = {
                "number": clean(data["decision_number"]),
                "issued_on": day.isoformat() if day else None,
                "issuer": clean(data["decision_issuer"]),
            }
        return facts

    def area(self, name: str) -> int | None:
        """The land of this code on the day, or a trouble at the field."""
        code, day = clean(self.cleaned_data.get(name) or ""), self.cleaned_data.get("on")
        if not code or not day:
            return None
        area = Area.objects.on(day).filter(code=code).first()
        if area is None:
            self.add_error(name, f"Không có địa bàn mang mã {code} vào ngày này.")
        return area.pk if area else None


def code_field(label: str = "Mã đơn vị mới", *, needed: bool = True) -> forms.CharField:
    """A code that is nobody's yet."""
    return forms.CharField(label=label, max_length=40, required=needed)


def name_field(label: str = "Tên đơn vị mới", *, needed: bool = True) -> forms.CharField:
    """A name."""
    return forms.CharField(label=label, max_length=200, required=needed)


def area_field() -> forms.CharField:
    """The code of the land, which is known from the state's list."""
    return forms.CharField(
        label="Mã địa bàn",
        max_length=20,
        required=False,
        help_text="Mã xã, tỉnh theo danh mục của Nhà nước; để trống nếu đơn vị không gắn với địa bàn.",
    )


class OpenForm(DeedForm):
    """A new unit below this one."""

    kind = Kind.OPEN
    lead = "Đơn vị mới trực thuộc đơn vị này từ ngày đã chọn."

    code = code_field()
    name = name_field()
    level = forms.TypedChoiceField(label="Cấp", coerce=int)
    sort = forms.ChoiceField(label="Loại hình", choices=Sort.choices)
    area_code = area_field()
    aliases = forms.CharField(
        label="Tên khác",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi dòng một tên.",
    )

    def prepare(self) -> None:
        """Levels from this one's down."""
        levels = [(level.value, level.label) for level in Level if level >= self.unit.level]
        self.fields["level"].choices = levels  # type: ignore[attr-defined]
        self.fields["level"].initial = min(self.unit.level + 1, Level.BRANCH)

    def clean(self) -> dict[str, Any]:
        """The land of that code."""
        data = super().clean()
        data["area_id"] = self.area("area_code")
        return data

    def told(self) -> dict[str, Any]:
        """The new unit."""
        data = self.cleaned_data
        new = {
            "code": clean(data["code"]),
            "name": clean(data["name"]),
            "system": self.unit.system,
            "level": data["level"],
            "kind": data["sort"],
            "area_id": data["area_id"],
            "aliases": _lines(data["aliases"]),
        }
        return {"parent": self.unit.pk, "new": new}


class RenameForm(DeedForm):
    """Another name for this unit."""

    kind = Kind.RENAME
    lead = "Đơn vị vẫn là đơn vị ấy; những ngày trước giữ tên cũ."

    name = name_field("Tên mới")

    def prepare(self) -> None:
        """Begin with the name of now."""
        self.fields["name"].initial = self.unit.name

    def told(self) -> dict[str, Any]:
        """The new name."""
        return super().told() | {"name": clean(self.cleaned_data["name"])}


class MoveForm(DeedForm):
    """Another parent for this unit."""

    kind = Kind.MOVE
    lead = "Đơn vị và mọi đơn vị bên dưới chuyển theo; những ngày trước giữ cấp trên cũ."

    parent = UnitField(label="Cấp trên mới", right=CHANGE, help_text="Gõ tên hoặc mã đơn vị.")

    def told(self) -> dict[str, Any]:
        """The new parent."""
        return super().told() | {"parent": self.cleaned_data["parent"].pk}


class CloseForm(DeedForm):
    """This unit ends, and nobody carries on for it."""

    kind = Kind.CLOSE
    lead = "Đơn vị không còn từ ngày đã chọn và không có đơn vị kế thừa. Có đơn vị kế thừa thì dùng Sáp nhập."


class AbolishForm(DeedForm):
    """Every unit of a level below this one ends."""

    kind = Kind.ABOLISH
    lead = "Mọi đơn vị của cấp ấy ở bên dưới kết thúc; đơn vị trực thuộc của chúng lên một bậc."

    level = forms.TypedChoiceField(label="Cấp được bỏ", coerce=int)

    def prepare(self) -> None:
        """Levels below this one's."""
        levels = [(level.value, level.label) for level in Level if level > self.unit.level]
        self.fields["level"].choices = levels  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """The level."""
        return super().told() | {"level": self.cleaned_data["level"]}


class AliasesForm(DeedForm):
    """Other names under which people look for this unit."""

    kind = Kind.ALIASES
    lead = "Tên mà người tìm hay gõ: tên tắt, tên cũ trong dân. Tên chính thức thì dùng Đổi tên."
    on = decision_number = decision_day = decision_issuer = None  # type: ignore[assignment]

    names = forms.CharField(
        label="Tên khác",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Mỗi dòng một tên. Tên không còn ở đây sẽ được bỏ.",
    )

    def prepare(self) -> None:
        """Those of now."""
        self.fields["names"].initial = "\n".join(
            self.unit.aliases.order_by("name").values_list("name", flat=True)
        )

    def told(self) -> dict[str, Any]:
        """The names."""
        return super().told() | {"names": _lines(self.cleaned_data["names"])}


class CodeForm(DeedForm):
    """The code by which another system knows this unit."""

    kind = Kind.CODE
    lead = "Mã mà phần mềm hoặc danh mục khác dùng cho đơn vị này; mã trước cùng loại kết thúc từ ngày ấy."
    decision_number = decision_day = decision_issuer = None  # type: ignore[assignment]

    scheme = forms.CharField(label="Loại mã", max_length=40, help_text="Ví dụ: QLĐV, mã số thuế.")
    code = forms.CharField(label="Mã", max_length=60)

    def told(self) -> dict[str, Any]:
        """Scheme and code."""
        data = self.cleaned_data
        return super().told() | {"scheme": clean(data["scheme"]), "code": clean(data["code"])}


class MergeForm(DeedForm):
    """Several units end and one carries on."""

    kind = Kind.MERGE
    lead = "Các đơn vị kết thúc, một đơn vị mới hoặc đang có kế thừa tất cả."

    units = UnitsField(
        label="Các đơn vị sáp nhập", right=REORGANISE, help_text="Mỗi ô một đơn vị: gõ tên hoặc mã."
    )
    into = UnitField(
        label="Sáp nhập vào đơn vị đang có",
        right=REORGANISE,
        required=False,
        help_text="Để trống nếu thành lập đơn vị mới.",
    )
    name = name_field("Hoặc thành lập đơn vị mới, tên là", needed=False)
    code = code_field(needed=False)
    parent = UnitField(label="Cấp trên của đơn vị mới", right=REORGANISE, required=False)
    level = forms.TypedChoiceField(label="Cấp của đơn vị mới", coerce=int, choices=Level.choices)
    area_code = area_field()

    def prepare(self) -> None:
        """Begin with this unit and its parent; ask for the place of each child of those named so far."""
        self.fields["units"].initial = [self.unit]
        self.fields["level"].initial = self.unit.level
        place = Placement.objects.filter(unit=self.unit, period__contains=self.by.today).first()
        self.fields["parent"].initial = place.parent if place else None
        for child in self._below():
            self.fields[f"child_{child.unit_id}"] = UnitField(
                label=f"{child.unit.name} (thuộc {child.parent.name})", right=REORGANISE, required=False
            )

    def _below(self) -> Iterable[Placement]:
        """The children of the units typed so far, on the day chosen."""
        named, day = [self.unit], self.by.today
        if self.is_bound:
            give_actor([self.fields["units"], self.fields["into"]], self.by)
            named, day = self._typed("units") or [], self._typed("on") or day
        keys = [unit.pk for unit in named]
        into = self._typed("into") if self.is_bound else None
        ending = [key for key in keys if into is None or key != into.pk]
        return previews.children(ending, on=day).exclude(unit__in=keys)

    def _typed(self, name: str) -> Any:
        """A field's value before the whole is checked; nothing while it is not understood."""
        field = self.fields[name]
        typed = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        try:
            return field.clean(typed)
        except forms.ValidationError:
            return None

    def clean(self) -> dict[str, Any]:
        """One that carries on: a standing one or a new one."""
        data = super().clean()
        new = clean(data.get("name") or "") or clean(data.get("code") or "")
        if data.get("into") and new:
            self.add_error("into", "Đồng chí chọn một trong hai: đơn vị đang có, hoặc đơn vị mới.")
        elif not data.get("into") and "into" not in self.errors:
            for name, what in (("name", "tên"), ("code", "mã")):
                if not clean(data.get(name) or ""):
                    self.add_error(name, f"Đồng chí ghi {what} của đơn vị mới, hoặc chọn một đơn vị đang có.")
            if not data.get("parent") and "parent" not in self.errors:
                self.add_error("parent", "Đồng chí chọn cấp trên của đơn vị mới.")
        data["area_id"] = self.area("area_code")
        return data

    def told(self) -> dict[str, Any]:
        """The units, the heir, and the children that go elsewhere."""
        data = self.cleaned_data
        told = {name: data[name] for name in self.fields if _of_child(name) and data.get(name)}
        units = [unit.pk for unit in data["units"]]
        into = data["into"]
        if into and into.pk not in units:
            units.append(into.pk)
        new = {
            "code": clean(data["code"]),
            "name": clean(data["name"]),
            "system": self.unit.system,
            "level": data["level"],
            "kind": self.unit.kind,
            "area_id": data["area_id"],
        }
        return {
            "units": units,
            "into": into.pk if into else new,
            "parent": None if into else data["parent"].pk,
            "children_to": {_child(name): unit.pk for name, unit in told.items()},
        }


class SplitForm(DeedForm):
    """One unit ends and several carry on."""

    kind = Kind.SPLIT
    lead = "Đơn vị kết thúc, các đơn vị mới thay vào chỗ ấy và nhận các đơn vị trực thuộc."

    parts = forms.IntegerField(widget=forms.HiddenInput, initial=2, required=False)

    def prepare(self) -> None:
        """Code and name of each part; for each child the part that receives it."""
        number = self.number
        for part in range(1, number + 1):
            self.fields[f"name_{part}"] = name_field(f"Tên đơn vị mới thứ {part}", needed=part < 3)
            self.fields[f"code_{part}"] = code_field(f"Mã đơn vị mới thứ {part}", needed=part < 3)
        day = self._day()
        self.below = list(previews.children([self.unit.pk], on=day))
        choices = [(str(part), self._said(part)) for part in range(1, number + 1)]
        if self.below:
            self.fields["rest"] = forms.ChoiceField(
                label="Các đơn vị trực thuộc không chọn riêng thì về",
                choices=[("", "chọn riêng từng đơn vị"), *choices],
                required=False,
            )
        for place in self.below:
            self.fields[f"child_{place.unit_id}"] = forms.ChoiceField(
                label=place.unit.name, choices=[("", "–"), *choices], required=False
            )

    @property
    def number(self) -> int:
        """How many new units the form has room for."""
        typed = str(self.data.get("parts", "")) if self.is_bound else ""
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 else 2
        return min(max(number, 2), MOST_PARTS)

    def _day(self) -> date:
        field = self.fields["on"]
        try:
            return field.clean(self.data.get("on")) if self.is_bound else self.by.today
        except forms.ValidationError:
            return self.by.today

    def _said(self, part: int) -> str:
        typed = clean(str(self.data.get(f"name_{part}", ""))) if self.is_bound else ""
        return typed[:80] or f"đơn vị mới thứ {part}"

    def told(self) -> dict[str, Any]:
        """The parts that have a name, and who gets which child."""
        data = self.cleaned_data
        codes = {str(part): clean(data[f"code_{part}"]) for part in range(1, self.number + 1)}
        into = [
            {
                "code": codes[str(part)],
                "name": clean(data[f"name_{part}"]),
                "system": self.unit.system,
                "level": self.unit.level,
                "kind": self.unit.kind,
            }
            for part in range(1, self.number + 1)
            if codes[str(part)] or clean(data[f"name_{part}"])
        ]
        rest = data.get("rest", "")
        chosen = {str(place.unit_id): data.get(f"child_{place.unit_id}") or rest for place in self.below}
        return super().told() | {
            "into": into,
            "children_to": {child: codes[part] for child, part in chosen.items() if part},
        }


def _of_child(name: str) -> bool:
    return name.startswith("child_")


def _child(name: str) -> str:
    return name.removeprefix("child_")


def _lines(text: str) -> list[str]:
    """Each line that says something, once."""
    return list(dict.fromkeys(filter(None, map(clean, text.splitlines()))))


FORMS: Mapping[Kind, type[DeedForm]] = {
    form.kind: form
    for form in (
        OpenForm,
        RenameForm,
        MoveForm,
        MergeForm,
        SplitForm,
        CloseForm,
        AbolishForm,
        AliasesForm,
        CodeForm,
    )
}
RIGHTS: Mapping[Kind, Permission] = {kind: orders.right_for(kind) for kind in FORMS}
