"""The calendar's address: made, shown once, read by a phone, revoked, ended with the post."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from donghanh.accounts import actions as accounts
from donghanh.accounts.models import Post
from donghanh.accounts.tests.factories import make_post, make_user, sign_in
from donghanh.audit.models import Entry
from donghanh.core.actor import NOBODY, Actor
from donghanh.core.errors import NotPermitted, Refused
from donghanh.desk import actions, feeds, rules
from donghanh.desk.models import CalendarFeed
from donghanh.organisations.tests.factories import SYSTEM
from donghanh.programmes import actions as programmes

pytestmark = pytest.mark.django_db
PAGE, MAKE = "/ban-lam-viec/lich/dien-thoai/", "/ban-lam-viec/lich/dien-thoai/lap/"


def read(client, token, **headers):
    return client.get(f"/lich/{token}.ics", **headers)


def events(response):
    assert response.status_code == 200
    return {str(event["summary"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}


def test_only_a_digest_of_the_secret_is_kept(doer):
    feed, token = actions.make_feed(by=doer)

    assert feed.digest == feeds.digest(token)
    assert len(token) >= 43
    assert token not in str(CalendarFeed.objects.filter(pk=feed.pk).values().get())
    assert Entry.objects.about(feed).get().verb == "desk.make_feed"
    assert token not in str(Entry.objects.about(feed).get().facts)


def test_a_new_address_ends_the_one_before(client, doer):
    _, old = actions.make_feed(by=doer)
    _, new = actions.make_feed(by=doer)

    assert read(client, old).status_code == 404
    assert read(client, new).status_code == 200
    assert CalendarFeed.objects.live().count() == 1


def test_making_one_needs_a_post_and_the_right(doer, province):
    nobody = Actor(user_id=doer.user_id, organisation_id=NOBODY, permissions=doer.permissions, now=doer.now)
    with pytest.raises(Refused, match="không giữ nhiệm vụ nào"):
        actions.make_feed(by=nobody)
    with pytest.raises(NotPermitted):
        actions.make_feed(by=Actor(user_id=1, organisation_id=1, permissions=frozenset(), now=doer.now))


def test_the_page_shows_the_address_once(client, doer_post):
    sign_in(client, doer_post.user)
    assert "Nhiệm vụ này chưa có địa chỉ lịch." in client.get(PAGE).text

    shown = client.post(MAKE, follow=True).text
    address = re.search(r'value="(http://testserver/lich/[\w-]+\.ics)"', shown)[1]

    assert "Địa chỉ này chỉ hiện một lần." in shown
    assert f'href="webcal:{address.removeprefix("http:")}"' in shown
    assert "<svg" in shown
    again = client.get(PAGE)
    assert address not in again.text
    assert again["Cache-Control"] == "no-store"
    assert "Chưa có điện thoại nào đọc." in again.text
    assert read(client, address.rsplit("/", 1)[1].removesuffix(".ics")).status_code == 200
    assert "Điện thoại đọc gần nhất lúc" in client.get(PAGE).text


def test_a_phone_reads_what_the_post_is_to_do(client, commune, sister, doer, chief, give, today):
    give(
        commune,
        text="Ngày hội, đọc sách; có bạn",
        in_days=12,
        name="Tháng đọc sách",
        ends_on=today + timedelta(days=40),
    )
    give(sister, text="Việc của xã khác", in_days=12, ends_on=today + timedelta(days=900))
    done = give(
        commune, text="Việc đã xong", in_days=3, ends_on=today + timedelta(days=900)
    ).assignments.get()
    programmes.report_done(done, note="Xong.", by=doer)
    programmes.confirm_done(done, by=chief)
    _, token = actions.make_feed(by=doer)

    response = read(client, token)
    found = events(response)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert set(found) == {
        "Hạn: Ngày hội, đọc sách; có bạn",
        "Xong đúng hạn: Việc đã xong",
        "Kết thúc chương trình: Tháng đọc sách",
    }
    due = found["Hạn: Ngày hội, đọc sách; có bạn"]
    assert due.decoded("dtstart") == today + timedelta(days=12)
    assert due.decoded("dtend") == today + timedelta(days=13)
    (alarm,) = due.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=-15)  # nine in the morning of the day before
    assert str(due["url"]).startswith("http://testserver/viec/")
    assert "Tháng đọc sách" in str(due["description"])
    assert found["Xong đúng hạn: Việc đã xong"].walk("VALARM") == []
    assert len({str(event["uid"]) for event in found.values()}) == 3


def test_lines_are_folded_as_the_standard_asks(client, commune, doer, give):
    give(commune, text="Tổ chức sinh hoạt chuyên đề về học tập suốt đời " * 5)
    _, token = actions.make_feed(by=doer)

    lines = read(client, token).content.split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert lines[0] == b"BEGIN:VCALENDAR"


def test_what_has_not_changed_is_not_sent_again(client, commune, doer, give):
    assignment = give(commune, in_days=9).assignments.get()
    _, token = actions.make_feed(by=doer)
    first = read(client, token)

    same = read(client, token, headers={"if-none-match": first["ETag"]})
    programmes.note_progress(assignment, note="Đang làm.", by=doer)
    other = read(client, token, headers={"if-none-match": first["ETag"]})

    assert (same.status_code, same.content) == (304, b"")
    assert other.status_code == 200
    assert other["ETag"] != first["ETag"]
    assert first["Cache-Control"] == "private, max-age=900"


def test_it_stops_with_the_post(client, doer_post, doer):
    _, token = actions.make_feed(by=doer)
    Post.objects.filter(pk=doer_post.pk).update(period=(doer.today - timedelta(days=99), doer.today))

    assert read(client, token).status_code == 404


def test_another_post_of_the_same_person_does_not_keep_it_alive(client, sister, doer_post, doer):
    make_post(sister, "can-bo-co-so", user=doer_post.user)
    _, token = actions.make_feed(by=doer)
    Post.objects.filter(pk=doer_post.pk).update(period=(doer.today - timedelta(days=99), doer.today))

    assert read(client, token).status_code == 404


def test_it_stops_when_the_account_is_locked(client, doer_post, doer):
    _, token = actions.make_feed(by=doer)
    accounts.lock(doer_post.user, by=SYSTEM)

    assert read(client, token).status_code == 404


def test_it_stops_when_revoked(client, doer_post, doer, outsider_post):
    feed, token = actions.make_feed(by=doer)
    path = f"{PAGE}{feed.pk}/thu-hoi/"
    sign_in(client, outsider_post.user)
    assert client.post(path).status_code == 404
    sign_in(client, doer_post.user)

    said = client.post(path, follow=True).text

    assert "Đã thu hồi địa chỉ lịch." in said
    assert read(client, token).status_code == 404
    assert Entry.objects.about(feed).filter(verb="desk.revoke_feed").count() == 1
    assert client.post(path).status_code == 409


def test_the_rule_speaks_for_both(doer, chief):
    feed, _ = actions.make_feed(by=doer)

    assert rules.revoke_feed(feed, by=chief) == "Địa chỉ lịch này của người khác."
    assert rules.revoke_feed(feed, by=doer) == ""
    feed.revoked_at = timezone.now()
    assert rules.revoke_feed(feed, by=doer) == "Địa chỉ lịch này đã được thu hồi."


def test_nobody_guesses_one(client, monkeypatch):
    assert read(client, "khong-co").status_code == 404

    monkeypatch.setattr(feeds, "TIMES", 2)
    answers = [read(client, "khong-co").status_code for _ in range(3)]

    assert answers[-1] == 429


def test_addresses_of_other_posts_are_listed_to_be_revoked(client, sister, doer_post):
    other = make_post(sister, "can-bo-co-so", user=doer_post.user, title="Phó bí thư")
    CalendarFeed.objects.create(user=doer_post.user, post=other, digest="0" * 64, made_at=timezone.now())
    sign_in(client, doer_post.user)

    assert "Địa chỉ của các nhiệm vụ khác" in client.get(PAGE).text


def test_the_page_needs_the_right(client, province):
    for user in (make_user(), make_post(province, "thiet-lap").user):
        sign_in(client, user)
        assert client.get(PAGE).status_code == 403
        assert client.post(MAKE).status_code == 403
