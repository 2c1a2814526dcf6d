"""The choices on the page that makes a programme of a paper."""

from typing import Any

from django import forms

from donghanh.programmes.models import OnClosing, Programme, ProgrammeKind
from donghanh.programmes.queries.confirming import Preview

OPEN = ""  # nobody yet; to be chosen before the programme starts
PROPOSED = "thuc-hien"  # those whom the plan tells to carry it out


class ConfirmForm(forms.Form):
    """Whose programme, what sort, which parent, which boards, who gets what names nobody."""

    whose = forms.ChoiceField(label="Chương trình của ai")
    kind = forms.ChoiceField(label="Loại", choices=ProgrammeKind.choices)
    parent = forms.ModelChoiceField(
        label="Chương trình cấp trên",
        queryset=Programme.objects.none(),
        required=False,
        empty_label="Không có",
    )
    on_closing = forms.ChoiceField(
        label="Khi một đơn vị kết thúc hoạt động mà việc còn dở", choices=OnClosing.choices
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, preview: Preview) -> None:
        initial = {
            "whose": preview.whose,
            "kind": preview.kind,
            "parent": next(iter(preview.ownership.parents), None) if preview.own else None,
            "on_closing": OnClosing.ASK,
            "version": preview.reception.version,
        }
        super().__init__(data, initial=initial)
        self.preview = preview
        self.fields["whose"].choices = self._whose()  # type: ignore[attr-defined]
        found = [programme.pk for programme in preview.ownership.parents]
        self.fields["parent"].queryset = Programme.objects.filter(pk__in=found)  # type: ignore[attr-defined]
        for owner in preview.owners:
            boards = [(str(board.pk), board.name) for board in preview.boards[owner.pk]]
            if boards:
                self.fields[f"board-{owner.pk}"] = forms.ChoiceField(
                    label=f"Ban thường trực của {owner}",
                    choices=[("", "Chưa chọn"), *boards],
                    initial=str(preview.board_of.get(owner.pk, "")),
                    required=False,
                )
        for task in preview.plan.orphans:
            self.fields[f"task-{task.key}"] = forms.ChoiceField(
                label=task.text,
                choices=self._carriers(),
                initial=PROPOSED if self._proposed() else OPEN,
                required=False,
            )

    def boards(self) -> list[forms.BoundField]:
        """The fields for standing boards."""
        return [self[name] for name in self.fields if name.startswith("board-")]

    def orphans(self) -> list[forms.BoundField]:
        """The fields for tasks that name nobody."""
        return [self[name] for name in self.fields if name.startswith("task-")]

    def chosen(self) -> dict[str, Any]:
        """What the action wants to know."""
        data = self.cleaned_data
        return {
            "whose": data["whose"],
            "kind": ProgrammeKind(data["kind"]),
            "parent": data["parent"],
            "on_closing": OnClosing(data["on_closing"]),
            "version": data["version"],
            "boards": {
                owner.pk: int(data[f"board-{owner.pk}"]) if data.get(f"board-{owner.pk}") else None
                for owner in self.preview.owners
            },
            "carriers": {
                name.removeprefix("task-"): self._names(value)
                for name, value in data.items()
                if name.startswith("task-")
            },
        }

    def _whose(self) -> list[tuple[str, str]]:
        owned = self.preview.ownership
        issuers = " và ".join(unit.name for unit in owned.issuers)
        choices = [("issuer", f"Của cơ quan ban hành: {issuers}")] if owned.issuers_may else []
        if owned.own not in owned.issuers or not choices:
            choices.append(("own", f"Của đơn vị mình, để thực hiện văn bản: {owned.own}"))
        return choices

    def _proposed(self) -> list[str]:
        return list(dict.fromkeys(actor.name for actor in self.preview.plan.proposed))

    def _names(self, value: str) -> list[str]:
        """The names as written that a choice stands for."""
        if value == PROPOSED:
            return self._proposed()
        return [self.preview.hand.written[value]] if value in self.preview.hand.written else []

    def _carriers(self) -> list[tuple[str, str]]:
        """Nobody yet; those whom the plan tells to carry it out; every name in it that means somebody."""
        choices = [(OPEN, "Để trống, chọn sau")]
        if proposed := self._proposed():
            choices.append((PROPOSED, f"{'; '.join(proposed)} (theo phần Tổ chức thực hiện)"))
        hand = self.preview.hand
        named = [(key, hand.written[key]) for key, means in hand.means.items() if means]
        return choices + sorted(named, key=lambda pair: pair[1])
