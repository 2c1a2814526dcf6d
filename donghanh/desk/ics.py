"""The desk as an iCalendar file (RFC 5545) for the calendars of phones.

The same desk makes the same bytes, so that a calendar that asks again hears that nothing has changed.
"""

import io
from datetime import UTC, date, datetime, time, timedelta

import segno
from django.utils import timezone
from icalendar import Alarm, Calendar, Event

from donghanh.core.actor import Actor
from donghanh.desk.queries import month
from donghanh.programmes.models import Assignment, Programme
from donghanh.programmes.queries import counting

BACK, AHEAD = timedelta(days=60), timedelta(days=400)
REFRESH = timedelta(hours=6)
ALARM = timedelta(hours=-15)  # before the day begins: nine in the morning of the day before


def write(by: Actor, *, name: str, site: str) -> bytes:
    """Deadlines of the desk and ends of programmes, from two months ago to as far as days are made."""
    calendar = Calendar()
    calendar.add("prodid", "-//Dong Hanh//Lich viec//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Đồng Hành – {name}")
    calendar.add("x-wr-timezone", timezone.get_default_timezone_name())
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    first, last = by.today - BACK, by.today + AHEAD
    for assignment in month.tasks(by, first, last):
        calendar.add_component(_due(assignment, site))
    for programme in month.endings(by, first, last):
        calendar.add_component(_end(programme, site))
    made: bytes = calendar.to_ical()
    return made


def code(address: str) -> str:
    """The address as a picture for a phone's camera: an SVG in which nothing runs."""
    target = io.BytesIO()
    segno.make(address, error="m").save(
        target,
        kind="svg",
        xmldecl=False,
        svgns=True,
        border=2,
        omitsize=True,
        title="Mã để quét địa chỉ lịch",
    )
    return target.getvalue().decode()


def _due(assignment: Assignment, site: str) -> Event:
    status = assignment.get_status_display()
    open_ = counting.doing(assignment.status) and not assignment.waits
    event = _all_day(
        f"viec-{assignment.pk}@dong-hanh",
        assignment.due or assignment.since,
        f"{'Hạn' if open_ else status}: {assignment.task}",
    )
    event.add("dtstamp", _changed(assignment))
    event.add("sequence", assignment.version)
    event.add("description", f"{assignment.unit}\n{assignment.programme}\nTình trạng: {status}")
    event.add("url", site.rstrip("/") + assignment.get_absolute_url())
    if open_:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"Ngày mai đến hạn: {assignment.task}")
        alarm.add("trigger", ALARM)
        event.add_component(alarm)
    return event


def _end(programme: Programme, site: str) -> Event:
    event = _all_day(
        f"chuong-trinh-{programme.pk}@dong-hanh",
        programme.ends_on or programme.made_at.date(),
        f"Kết thúc chương trình: {programme}",
    )
    event.add("dtstamp", programme.started_at or programme.made_at)
    event.add("sequence", programme.version)
    event.add("url", site.rstrip("/") + programme.get_absolute_url())
    return event


def _all_day(uid: str, day: date, summary: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("summary", summary)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _changed(assignment: Assignment) -> datetime:
    """When it last changed, as far as its facts say."""
    days = [day for day in (assignment.since, assignment.started_on, assignment.reported_on) if day]
    moments = [moment for moment in (assignment.confirmed_at, assignment.returned_at) if moment]
    begun = [datetime.combine(day, time.min, timezone.get_default_timezone()) for day in days]
    return max(begun + moments).astimezone(UTC)
