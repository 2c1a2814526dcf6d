"""From a reviewed draft to the values of a programme: tasks, targets, deadlines, who carries them out.

It asks the database only about names (`documents.queries.understanding`) and trees; nothing is written.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from donghanh.core.actor import Actor
from donghanh.core.text import search_words
from donghanh.documents import naming
from donghanh.documents.draft.shape import Draft, Item, head, standing
from donghanh.documents.naming import Meant
from donghanh.documents.queries import Names
from donghanh.organisations.models import Kind, Lineage, Unit, UnitGroup
from donghanh.programmes.models import Comparator, Evidence, Nature, Part, ProgrammeKind
from donghanh.programmes.queries import keeping
from donghanh.programmes.values import NewActor, NewDeadline, NewTarget, NewTask

CARRYING_OUT = re.compile(r"tổ chức thực hiện|tổ chức triển khai|phân công thực hiện", re.IGNORECASE)
STANDING = re.compile(
    r"(?:đơn vị|cơ quan|bộ phận|ban|làm|là) thường trực(?! (?:ban|đảng|hội đồng))"
    r"|thường trực (?:giúp|tham mưu|thực hiện|chương trình|kế hoạch|của chương trình)",
    re.IGNORECASE,
)
MOVEMENT = re.compile(r"(?:\w+ ){0,3}phong trào ")
UNMADE = 0  # in place of the id of a group or body that confirming makes
ALIKE = 0.6  # of a target's words that a task must have to be the one that the target counts


def kind_of(draft: Draft, issuers: Sequence[Unit]) -> ProgrammeKind:
    """What sort of undertaking it is, guessed from the kind of document and its title."""
    title = str(head(draft, "title") or "").lower()
    if head(draft, "kind") == "CTPH" or len(issuers) > 1 or "phối hợp" in title.split(":")[0][:60]:
        return ProgrammeKind.JOINT
    if "thi đua" in title or MOVEMENT.match(title):
        return ProgrammeKind.MOVEMENT
    if "vận động" in title or "chiến dịch" in title:
        return ProgrammeKind.CAMPAIGN
    return ProgrammeKind.PLAN


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a draft becomes: `outside` are tasks of others, which an office's own programme leaves out."""

    tasks: tuple[NewTask, ...]
    targets: tuple[NewTarget, ...]
    deadlines: tuple[NewDeadline, ...]
    outside: tuple[NewTask, ...]
    proposed: tuple[NewActor, ...]

    @property
    def orphans(self) -> tuple[NewTask, ...]:
        """Tasks for which no name in them means anybody."""
        return tuple(task for task in self.tasks if is_orphan(task))

    def completed(self, chosen: Mapping[str, Sequence[NewActor]]) -> "Plan":
        """With these actors for tasks without any; a task that is not named keeps none."""
        tasks = tuple(
            replace(task, actors=(*task.actors, *chosen.get(task.key, ()))) if is_orphan(task) else task
            for task in self.tasks
        )
        return replace(self, tasks=tasks)


def is_orphan(task: NewTask) -> bool:
    """Whether nobody would get the task."""
    return not any(means_somebody(actor) for actor in task.actors)


def means_somebody(actor: NewActor) -> bool:
    """Whether the name means a unit, group, post or body, made already or not."""
    return any(key is not None for key in (actor.unit, actor.group, actor.post, actor.body))


def in_hand(names: Names, *, by: Actor) -> Names:
    """The meanings cut down to what lies in the actor's hand, for an office's own programme."""
    means = {
        key: naming.narrowed(meants, by=by, on=by.today) if meants else ()
        for key, meants in names.means.items()
    }
    return replace(names, means=means)


def plan(draft: Draft, names: Names, hand: Names, *, text: str, owners: Sequence[Unit], by: Actor) -> Plan:
    """The values. `hand` is what of `names` the owners may assign to: tasks of nobody else's are left out."""
    tasks: list[NewTask] = []
    outside: list[NewTask] = []
    for item in standing(draft, "tasks"):
        task = _task(item, hand)
        others = is_orphan(task) and any(meant for _, meant in names.of(item["leads"]))
        (outside if others else tasks).append(task)
    targets, derived = _targets(draft, text, tasks, hand)
    part_of = _parts(owners, by=by) if len(owners) > 1 else None
    return Plan(
        tasks=tuple(replace(task, part_of=part_of(task)) if part_of else task for task in (*tasks, *derived)),
        targets=tuple(targets),
        deadlines=tuple(_deadline(item, names) for item in standing(draft, "deadlines")),
        outside=tuple(outside),
        proposed=tuple(_proposed(draft, hand)),
    )


def actors_of(names: Iterable[str], part: Part, means: Names) -> list[NewActor]:
    """Each name in this part, with each thing that it means; what is to be made yet counts under `UNMADE`."""
    return [
        NewActor(
            name=name,
            part=part,
            unit=meant.get("unit"),
            group=UNMADE if "new_group" in meant else meant.get("group"),
            body=UNMADE if "new_body" in meant else meant.get("body"),
        )
        for name, meant in means.of(names)
    ]


def _task(item: Item, means: Names) -> NewTask:
    return NewTask(
        key=item["id"],
        text=item["text"],
        section=item["section"] or "",
        span=_span(item),
        nature=Nature(item["nature"] or Nature.ONCE),
        due_text=item["due_text"] or "",
        due_on=_day(item["due_on"]),
        rule=item["rule"] if item["nature"] == Nature.RECURRING else None,
        owed=bool(item["owed"]),
        evidence=Evidence(item["evidence"] or Evidence.NOTE),
        count_of=item["count_of"] or "",
        actors=(
            *actors_of(item["leads"], Part.LEAD, means),
            *actors_of(item["coordinators"], Part.COORDINATE, means),
        ),
    )


def _targets(
    draft: Draft, text: str, tasks: Sequence[NewTask], means: Names
) -> tuple[list[NewTarget], list[NewTask]]:
    """The targets; a share of units that no task carries gets a task of its own, to be counted by."""
    found, derived = [], []
    for item in standing(draft, "targets"):
        target = _target(item, means)
        if target.of_units:
            carrier = _carrier(target, tasks)
            if carrier is None:
                carrier = _task_of(item, text, means)
                derived.append(carrier)
            target = replace(target, task_key=carrier.key)
        found.append(target)
    return found, derived


def _target(item: Item, means: Names) -> NewTarget:
    group = next((meant["group"] for _, meant in means.of(item["population"]) if "group" in meant), None)
    return NewTarget(
        about=item["about"],
        value=Decimal(str(item["value"])),
        unit_name=item["unit_name"],
        section=item["section"] or "",
        comparator=Comparator(item["comparator"] or Comparator.AT_LEAST),
        population="; ".join(item["population"]),
        group=group,
        of_units=bool(item["of_units"]),
        due_on=_day(item["due_on"]),
        span=_span(item),
    )


def _carrier(target: NewTarget, tasks: Sequence[NewTask]) -> NewTask | None:
    """The task in whose sentence the target stands, else the one that says the same in other words."""
    for task in tasks:
        if target.span and task.span and _encloses(task.span, target.span):
            return task
    wanted = set(search_words(target.about))
    scored = [(len(wanted & set(search_words(task.text))) / len(wanted), task) for task in tasks if wanted]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= ALIKE and len(wanted) >= 4 else None


def _task_of(item: Item, text: str, means: Names) -> NewTask:
    span = _span(item)
    return NewTask(
        key=item["id"],
        text=item["about"],
        section=item["section"] or "",
        span=_line_around(text, span) if span else None,
        due_on=_day(item["due_on"]),
        actors=tuple(actors_of(item["population"], Part.LEAD, means)),
    )


def _deadline(item: Item, means: Names) -> NewDeadline:
    to, through, who = (_first(item[key], means) for key in ("to", "through", "who"))
    return NewDeadline(
        what=item["what"],
        section=item["section"] or "",
        text=item["text"] or "",
        due_on=_day(item["due_on"]),
        rule=item["rule"] or None,
        nested_in=item["nested_in"] or "",
        to_name="; ".join(item["to"]),
        to_unit=to.get("unit"),
        through_name="; ".join(item["through"]),
        through_unit=through.get("unit"),
        who_name="; ".join(item["who"]),
        who_unit=who.get("unit"),
        who_group=who.get("group"),
        span=_span(item),
    )


def _first(names: Iterable[str], means: Names) -> Meant:
    return next((meant for _, meant in means.of(names) if meant), {})


def _proposed(draft: Draft, means: Names) -> Iterator[NewActor]:
    """Whom the plan tells to carry it out: under "Tổ chức thực hiện", else its receivers "để thực hiện"."""
    carrying = [
        item["label"] for item in standing(draft, "sections") if CARRYING_OUT.search(item["heading"] or "")
    ]
    told = [
        name
        for item in standing(draft, "tasks")
        if any(_inside(item["section"] or "", label) for label in carrying)
        for name in item["leads"]
    ]
    receivers = [item["name"] for item in standing(draft, "recipients") if item["purpose"] == "carry_out"]
    reporters = [name for item in standing(draft, "deadlines") for name in item["who"]]
    for names in (told, receivers, reporters):
        groups = [
            actor for actor in actors_of(dict.fromkeys(names), Part.LEAD, means) if actor.group is not None
        ]
        if groups:
            yield from groups
            return


def _inside(section: str, label: str) -> bool:
    return section == label or section.startswith(f"{label}.")


def board_of(draft: Draft, names: Names, boards: Mapping[int, Sequence[Unit]]) -> dict[int, int]:
    """The standing board of each owner, where a sentence says "… là đơn vị thường trực"."""
    found: dict[int, int] = {}
    of = {board.pk: owner for owner, listed in boards.items() for board in listed}
    for item in standing(draft, "tasks"):
        if STANDING.search(item["text"] or ""):
            for _, meant in names.of([*item["leads"], *item["coordinators"]]):
                if meant.get("unit") in of:
                    found.setdefault(of[meant["unit"]], meant["unit"])
    return found


def _parts(owners: Sequence[Unit], *, by: Actor) -> Callable[[NewTask], int | None]:
    """Whose part of a joint programme a task is: of the one owner in whose tree all its leads stand."""
    tops = {
        owner.pk: next(iter(keeping.offices([owner.pk], on=by.today)), owner.pk)
        if owner.kind == Kind.STAFF_BOARD
        else owner.pk
        for owner in owners
    }

    def part_of(task: NewTask) -> int | None:
        leads = [actor for actor in task.actors if actor.part == Part.LEAD and (actor.unit or actor.group)]
        owned = UnitGroup.objects.filter(pk__in=[actor.group for actor in leads if actor.group])
        units = {actor.unit for actor in leads if actor.unit} | set(owned.values_list("owner_id", flat=True))
        lines = Lineage.objects.filter(
            ancestor__in=tops.values(), descendant__in=units, period__contains=by.today
        )
        over = dict(lines.values_list("descendant_id", "ancestor_id"))
        whose = {over.get(unit) for unit in units}
        return next((owner for owner, top in tops.items() if whose == {top}), None)

    return part_of


def _line_around(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The line in which these words stand."""
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[0] + span[1])
    return start, (end if end >= 0 else len(text)) - start


def _encloses(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[0] + inner[1] <= outer[0] + outer[1]


def _span(item: Item) -> tuple[int, int] | None:
    span = item.get("span")
    return (span[0], span[1] - span[0]) if span and span[1] > span[0] else None


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
