"""Why assignments cannot be brought up to a day, passed on or ended."""

from datetime import date

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.organisations.models import Unit
from donghanh.programmes.models import Assignment, Programme, ProgrammeState
from donghanh.programmes.queries import closings, keeping
from donghanh.programmes.rules.programmes import NOT_YOURS


def sync(programme: Programme) -> str:
    """Why there is nothing to bring up to a day."""
    return "" if programme.state == ProgrammeState.RUNNING else "Chương trình không đang thực hiện."


def settle_unit(programme: Programme, *, unit: Unit, on: date, by: Actor) -> str:
    """Why there is nothing of this unit to settle."""
    if not keeping.keeps(programme, by=by, right=Permission.PROGRAMME_CHANGE):
        return NOT_YOURS
    if unit.exists_on(on):
        return f"Vào ngày đã chọn {unit} vẫn hoạt động. Đồng chí chọn ngày từ khi đơn vị kết thúc."
    if not closings.of_closed_units(programme, on=by.today).filter(unit=unit).exists():
        return f"{unit} không còn việc nào chờ giải quyết."
    return ""


def pass_on(assignment: Assignment, *, to: Unit, on: date, by: Actor) -> str:
    """Why the other unit cannot carry on."""
    if reason := end(assignment, on=on, by=by):
        return reason
    if to.pk == assignment.unit_id or not to.exists_on(on):
        return f"{to} không hoạt động vào ngày chuyển việc. Đồng chí chọn đơn vị khác."
    tops = keeping.tops(assignment.programme, on=on)
    below = Unit.objects.filter(pk=to.pk, lineage_up__ancestor__in=tops, lineage_up__period__contains=on)
    return "" if below.exists() else f"{to} không thuộc đơn vị chủ trì chương trình."


def end(assignment: Assignment, *, on: date, by: Actor) -> str:
    """Why it is not to be ended by choice."""
    if not keeping.keeps(
        assignment.programme,
        by=by,
        right=Permission.PROGRAMME_CHANGE,
        part_of=assignment.task.part_of_id,
    ):
        return NOT_YOURS
    if assignment.ending:
        return f"Đơn vị đã thôi thực hiện việc này: {assignment.get_ending_display().lower()}."
    if assignment.reported_on:
        return "Đơn vị đã báo hoàn thành việc này trước khi kết thúc; Đồng chí xác nhận hoặc trả lại."
    if assignment.unit.exists_on(on):
        return f"{assignment.unit} vẫn hoạt động nên tự thực hiện việc này."
    return ""
