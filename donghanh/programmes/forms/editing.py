"""What people may change in a programme: its facts, tasks, targets, deadlines."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from donghanh.core.actor import Actor
from donghanh.core.fields import DayField
from donghanh.programmes.forms.doing import CountField
from donghanh.programmes.forms.rules import RuleForm
from donghanh.programmes.models import (
    Comparator,
    Deadline,
    Evidence,
    Nature,
    OnClosing,
    Owner,
    Part,
    Programme,
    ProgrammeKind,
    Target,
    Task,
)
from donghanh.programmes.queries import carriers, outline
from donghanh.programmes.queries.carriers import Carrier
from donghanh.programmes.values import NewActor, NewDeadline, NewTarget, NewTask

PARTS = [(Part.LEAD.value, "Chủ trì"), (Part.COORDINATE.value, "Phối hợp"), ("", "Không giao")]
NOT_REACHED = "Có đơn vị, nhóm hoặc người không còn chọn được. Đồng chí tìm và chọn lại."


def lines(label: str, *, rows: int, longest: int, required: bool = True) -> forms.CharField:
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget)


class ProgrammeForm(forms.Form):
    """A programme's own facts."""

    name = lines("Tên chương trình", rows=2, longest=1000)
    kind = forms.ChoiceField(label="Loại", choices=ProgrammeKind.choices)
    purpose = lines("Mục đích", rows=4, longest=10_000, required=False)
    starts_on = DayField("Bắt đầu")
    ends_on = DayField("Kết thúc")
    on_closing = forms.ChoiceField(
        label="Khi một đơn vị kết thúc hoạt động mà việc còn dở", choices=OnClosing.choices
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, programme: Programme) -> None:
        super().__init__(data, initial={name: getattr(programme, name) for name in self.base_fields})


class PartForm(forms.Form):
    """What belongs to one owner of a joint programme, or to all; each owner only changes its own."""

    def __init__(self, data: Any = None, *, held: Sequence[Owner], joint: bool, **more: Any) -> None:
        super().__init__(data, **more)
        if joint:
            mine = [(str(owner.unit_id), f"Của {owner.unit}") for owner in held]
            self.fields["part_of"] = forms.ChoiceField(
                label="Phần của bên nào", choices=[("", "Chung của các bên"), *mine], required=False
            )

    def whose(self) -> int | None:
        """The owner whose part it is."""
        said = self.cleaned_data.get("part_of")
        return int(said) if said else None


class TaskForm(PartForm):
    """One task: what, when, how it is shown; who does it comes from `Carriers`."""

    text = lines("Nội dung việc", rows=4, longest=10_000)
    section = forms.ChoiceField(label="Thuộc đề mục", required=False)
    nature = forms.ChoiceField(label="Tần suất", choices=Nature.choices, initial=Nature.ONCE)
    due_on = DayField("Hạn")
    owed = forms.TypedChoiceField(
        label="Bắt buộc hay khuyến khích",
        choices=[("1", "Bắt buộc"), ("0", "Khuyến khích, không tính quá hạn")],
        coerce=lambda said: said == "1",
        initial="1",
    )
    evidence = forms.ChoiceField(label="Minh chứng cần có", choices=Evidence.choices, initial=Evidence.NOTE)
    count_of = forms.CharField(label="Đếm gì (nếu cần số lượng)", max_length=120, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, programme: Programme, held: Sequence[Owner], task: Task | None = None
    ) -> None:
        initial = {name: getattr(task, name) for name in self.base_fields} if task else {}
        if task:
            initial |= {"owed": "1" if task.owed else "0", "part_of": str(task.part_of_id or "")}
        super().__init__(data, held=held, joint=programme.owners.count() > 1, initial=initial)
        self.task = task
        headings = [
            (heading["label"], f"{heading['label']}. {heading['heading'] or ''}"[:90])
            for heading in outline.headings(programme)
        ]
        kept = task.section if task else ""
        if kept and kept not in dict(headings):
            headings.insert(0, (kept, kept))
        self.fields["section"].choices = [("", "Không thuộc đề mục nào"), *headings]  # type: ignore[attr-defined]

    def new(self, rule: dict[str, Any] | None, actors: tuple[NewActor, ...]) -> NewTask:
        """The values for the action."""
        data = self.cleaned_data
        recurring = data["nature"] == Nature.RECURRING
        return NewTask(
            text=data["text"],
            section=data["section"],
            part_of=self.whose(),
            nature=Nature(data["nature"]),
            due_text=self.task.due_text if self.task else "",
            due_on=None if recurring else data["due_on"],
            rule=rule if recurring else None,
            owed=data["owed"],
            evidence=Evidence(data["evidence"]),
            count_of=data["count_of"],
            actors=actors,
        )


class Carriers:
    """Who leads and who helps: one choice for each that stands in the task or was found.

    The fields are named by what they mean, so that the page works without a script, too.
    """

    def __init__(
        self, data: Mapping[str, str] | None, *, programme: Programme, by: Actor, task: Task | None = None
    ) -> None:
        self.programme, self.by = programme, by
        self.known = carriers.in_task(task) if task else []
        self.data = data
        self.error = ""
        self.found: Sequence[Carrier] = ()

    def find(self, words: str) -> None:
        """Offer those whose names have these words."""
        have = {carrier.field for carrier in self.listed()}
        found = carriers.find(self.programme, words, by=self.by)
        self.found = [carrier for carrier in found if carrier.field not in have]

    def listed(self) -> list[Carrier]:
        """Those of the task, as they were or as they were just chosen, and those that were added."""
        if self.data is None:
            return self.known
        chosen = {name: value for name, value in self.data.items() if name.startswith("ai-") and value}
        kept = [self._with(carrier, self.data.get(carrier.field, "")) for carrier in self.known]
        have = {carrier.field for carrier in self.known}
        keys = {_key(name): part for name, part in chosen.items() if name not in have and _key(name)}
        reached = carriers.chosen(self.programme, [key for key in keys if key], by=self.by)
        added = [self._with(reached[key], part) for key, part in keys.items() if key in reached]
        if len(added) < len(keys):
            self.error = NOT_REACHED
        return kept + added

    def actors(self) -> tuple[NewActor, ...]:
        """The names for the action: leads first."""
        listed = [carrier for carrier in self.listed() if carrier.part]
        return tuple(
            carrier.chosen(part)
            for part in (Part.LEAD, Part.COORDINATE)
            for carrier in listed
            if carrier.part == part
        )

    @staticmethod
    def _with(carrier: Carrier, part: str) -> Carrier:
        part = part if part in {Part.LEAD, Part.COORDINATE} else ""
        return Carrier(kind=carrier.kind, pk=carrier.pk, name=carrier.name, about=carrier.about, part=part)


def _key(name: str) -> tuple[str, int] | None:
    """`ai-unit-12` → unit 12."""
    _, kind, pk = [*name.split("-"), "", ""][:3]
    return (
        (kind, int(pk)) if pk.isascii() and pk.isdigit() and len(pk) < 15 and kind in carriers.KINDS else None
    )


class TargetForm(PartForm):
    """How much of what is to be reached."""

    about = lines("Chỉ tiêu", rows=2, longest=500)
    comparator = forms.ChoiceField(label="So sánh", choices=Comparator.choices, initial=Comparator.AT_LEAST)
    value = CountField(label="Mức", max_digits=18, decimal_places=2, min_value=0)
    unit_name = forms.CharField(label="Đơn vị tính", max_length=60)
    baseline = CountField(label="Mức đầu kỳ", max_digits=18, decimal_places=2, min_value=0, required=False)
    population = forms.CharField(label="Tính trên", max_length=300, required=False)
    task = forms.ModelChoiceField(
        label="Tính từ việc",
        queryset=Task.objects.none(),
        required=False,
        empty_label="Không tính từ việc nào",
    )
    due_on = DayField("Đến ngày")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, programme: Programme, held: Sequence[Owner], target: Target | None = None
    ) -> None:
        initial: dict[str, Any] = {"version": programme.version}
        if target:
            initial |= {name: getattr(target, name) for name in self.base_fields if name != "version"}
            initial |= {"part_of": str(target.part_of_id or "")}
        super().__init__(data, held=held, joint=programme.owners.count() > 1, initial=initial)
        self.target = target
        tasks = Task.objects.of(programme).standing().in_order()
        self.fields["task"].queryset = tasks  # type: ignore[attr-defined]

    def new(self) -> NewTarget:
        """The values for the action; a share of units is one that a task says."""
        data = self.cleaned_data
        return NewTarget(
            about=data["about"],
            value=data["value"],
            unit_name=data["unit_name"],
            section=self.target.section if self.target else "",
            part_of=self.whose(),
            comparator=Comparator(data["comparator"]),
            baseline=data["baseline"],
            population=data["population"],
            group=self.target.group_id if self.target else None,
            of_units=data["task"] is not None,
            due_on=data["due_on"],
        )


class DeadlineForm(forms.Form):
    """What is owed to whom, through whom, by when."""

    what = forms.CharField(label="Nộp gì", max_length=300)
    due_on = DayField("Hạn")
    nested_in = forms.CharField(label="Lồng ghép vào báo cáo", max_length=300, required=False)
    who_name = forms.CharField(label="Ai nộp", max_length=300, required=False)
    to_name = forms.CharField(label="Gửi ai", max_length=300, required=False)
    through_name = forms.CharField(label="Qua ai", max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, programme: Programme, deadline: Deadline | None = None) -> None:
        initial: dict[str, Any] = {"version": programme.version}
        if deadline:
            initial |= {name: getattr(deadline, name) for name in self.base_fields if name != "version"}
        super().__init__(data, initial=initial)
        self.deadline = deadline

    def new(self, rule: dict[str, Any] | None) -> NewDeadline:
        """The values for the action; what a name means stays as long as the name does."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        if rule:
            data["due_on"] = None
        old = self.deadline
        if old is None:
            return NewDeadline(rule=rule, **data)
        same = {
            name: data[f"{name}_name"] == getattr(old, f"{name}_name") for name in ("who", "to", "through")
        }
        return NewDeadline(
            rule=rule,
            section=old.section,
            text=old.text,
            to_unit=old.to_unit_id if same["to"] else None,
            through_unit=old.through_unit_id if same["through"] else None,
            who_unit=old.who_unit_id if same["who"] else None,
            who_group=old.who_group_id if same["who"] else None,
            **data,
        )


class SettleForm(forms.Form):
    """What becomes of the open tasks of a unit that is no more."""

    to = forms.ChoiceField(label="Việc còn dở")
    on = DayField("Từ ngày")

    def __init__(self, data: Any = None, *, heirs: Sequence[Any], by: Actor, prefix: str) -> None:
        super().__init__(
            data, prefix=prefix, initial={"on": by.today, "to": str(heirs[0].pk) if heirs else ""}
        )
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            *((str(heir.pk), f"Chuyển cho {heir}") for heir in heirs),
            ("0", "Kết thúc, không ai làm tiếp"),
        ]
        self.fields["on"].required = True


__all__ = [
    "Carriers",
    "DeadlineForm",
    "ProgrammeForm",
    "RuleForm",
    "SettleForm",
    "TargetForm",
    "TaskForm",
]
