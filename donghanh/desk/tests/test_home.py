"""The signed-in home: what waits for a person in a post."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from donghanh.accounts.tests.factories import make_post, make_user, sign_in
from donghanh.desk import visits
from donghanh.desk.models import Visit
from donghanh.desk.tests.conftest import now_in
from donghanh.documents.models import Dispatch
from donghanh.documents.tests.factories import make_document, make_reception
from donghanh.programmes import actions
from donghanh.programmes.tests.factories import helps, make_programme, make_running, task

pytestmark = pytest.mark.django_db
HOME = "/ban-lam-viec/"
BESIDE = 4  # the session, the person, their posts; the bell
HOMES = 9  # the visit; two of tasks; to confirm; two of papers; three of programmes


def lists(page):
    """Each list of the page with the titles of its lines."""
    found = {}
    for section in re.findall(r"<section.*?</section>", page, re.DOTALL):
        title = re.sub(r"<.*?>|\s+", " ", re.search(r"<h2.*?>(.*?)</h2>", section, re.DOTALL)[1])
        lines = re.findall(r'class="work-title"[^>]*>([^<]*)<', section)
        found[" ".join(title.split())] = lines
    return found


def test_somebody_without_a_post_is_told_so(client, django_assert_num_queries):
    sign_in(client, make_user())

    with django_assert_num_queries(BESIDE):
        response = client.get(HOME)

    assert "Chào đồng chí Trần Ngọc Lan." in response.text
    assert "Đồng chí hiện không giữ nhiệm vụ nào" in response.text
    assert f'href="{reverse("portal:read")}"' in response.text


def test_home_offers_the_way_out_by_post(client):
    sign_in(client, make_user())

    page = client.get(HOME).text

    assert '<form method="post" action="/dang-xuat/">' in page
    assert "Mã đăng nhập: lan.tran" in page


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get(HOME)["Location"] == "/dang-nhap/?next=/ban-lam-viec/"


def test_each_task_stands_in_the_list_that_presses_most(
    client, commune, sister, chief, doer_post, doer, give
):
    give(commune, text="Việc trễ", in_days=-3)
    give(commune, text="Việc tuần này", in_days=5)
    give(commune, text="Việc mới", in_days=60)
    give(commune, text="Việc không hạn", in_days=None, ends_on=None)
    give(sister, helps(commune), text="Việc giúp", in_days=4)
    returned = give(commune, text="Việc bị trả lại", in_days=-9).assignments.get()
    actions.report_done(returned, note="Xong.", by=doer)
    actions.send_back(returned, reason="Thiếu ảnh.", by=chief)
    actions.report_done(give(commune, text="Việc đã báo").assignments.get(), note="Xong.", by=doer)
    done = give(commune, text="Việc đã xong").assignments.get()
    actions.report_done(done, note="Xong.", by=doer)
    actions.confirm_done(done, by=chief)
    sign_in(client, doer_post.user)

    assert lists(client.get(HOME).text) == {
        "Bị trả lại, cần làm tiếp 1": ["Việc bị trả lại"],
        "Quá hạn 1": ["Việc trễ"],
        "Đến hạn trong 7 ngày tới 1": ["Việc tuần này"],
        "Mới giao từ lần Đồng chí vào trước 2": ["Việc mới", "Việc không hạn"],
        "Việc Đồng chí phối hợp 1": ["Việc giúp"],
        "Đã báo, chờ xác nhận 1": ["Việc đã báo"],
    }


def test_what_was_given_before_the_last_visit_is_new_no_more(client, commune, doer_post, give, today):
    give(commune, text="Việc cũ", in_days=60).assignments.update(since=today - timedelta(days=2))
    sign_in(client, doer_post.user)
    assert "Mới giao từ lần Đồng chí vào trước 1" in lists(client.get(HOME).text)

    Visit.objects.update(seen_at=timezone.now() - timedelta(hours=20))

    assert "Việc còn lại 1" in lists(client.get(HOME).text)


def test_looks_within_half_an_hour_are_one_visit(doer, today):
    assert visits.see(doer) == today - timedelta(days=7)
    assert visits.see(doer) == today - timedelta(days=7)

    Visit.objects.update(seen_at=timezone.now() - timedelta(days=3))
    assert visits.see(doer) == today - timedelta(days=3)
    assert visits.see(doer) == today - timedelta(days=3)


def test_every_line_opens_its_task_and_says_its_day(client, commune, doer_post, give, today):
    programme = give(commune, in_days=-1, name="Phong trào đọc sách")
    sign_in(client, doer_post.user)

    page = client.get(HOME).text

    assert f'<a class="work-title" href="/viec/{programme.assignments.get().pk}/">' in page
    assert "Quá hạn 1 ngày (" in page
    assert "Phong trào đọc sách" in page


def test_one_programme_can_be_looked_at_alone(client, commune, doer_post, give):
    one, other = give(commune, text="Một", name="Chương trình một"), give(commune, text="Hai")
    sign_in(client, doer_post.user)

    page = client.get(HOME, {"chuong-trinh": one.pk}).text

    assert list(lists(page).values()) == [["Một"]]
    assert f'href="?chuong-trinh={other.pk}"' in page
    assert "Không có việc nào như vậy" in client.get(HOME, {"chuong-trinh": "987654321"}).text
    assert "Một" in client.get(HOME, {"chuong-trinh": "x"}).text


def test_a_long_list_is_cut_and_opens_in_full(client, province, commune, chief, doer_post, today):
    tasks = [task(commune, text=f"Việc {number}", due_on=today - timedelta(days=1)) for number in range(9)]
    make_running(province, *tasks, by=chief)
    sign_in(client, doer_post.user)

    assert len(lists(client.get(HOME).text)["Quá hạn 9"]) == 6
    assert '<a href="?muc=qua-han">Xem cả 9 việc</a>' in client.get(HOME).text
    assert len(lists(client.get(HOME, {"muc": "qua-han"}).text)["Quá hạn 9"]) == 9
    assert "Không có việc nào như vậy" in client.get(HOME, {"muc": "khong-co"}).text


def test_who_assigned_finds_what_waits_for_the_word_and_the_programmes_numbers(
    client, commune, sister, chief_post, give, report
):
    programme = give(commune, sister, text="Treo băng rôn", name="Tháng đọc sách")
    report(programme)
    sign_in(client, chief_post.user)

    page = client.get(HOME).text

    assert lists(page)["Chờ Đồng chí xác nhận 1"] == ["Treo băng rôn"]
    assert "1 chờ xác nhận" in page
    assert "xong 0/2" in page
    assert f'href="/tien-do/{programme.pk}/"' in page


def test_a_programme_in_preparation_says_so(client, province, commune, chief_post, chief):
    make_programme(province, task(commune), by=chief, name="Sắp bắt đầu")
    sign_in(client, chief_post.user)

    assert "Đang chuẩn bị, chưa bắt đầu" in client.get(HOME).text


def test_papers_to_review_and_papers_sent_stand_on_the_desk(
    client, province, commune, doer_post, doer, chief
):
    make_reception(by=doer)
    sent = make_document(by=chief)
    Dispatch.objects.create(document=sent, unit=commune, sent_at=timezone.now())
    sign_in(client, doer_post.user)

    found = lists(client.get(HOME).text)

    assert {"Văn bản chờ soát 1", "Văn bản mới đến 1"} <= set(found)


def test_a_sister_and_another_branch_see_nothing_of_it(client, commune, sister, outsider_post, give):
    give(commune, text="Việc riêng của Hòa An")
    for post in (make_post(sister, "can-bo-co-so"), outsider_post):
        sign_in(client, post.user)

        page = client.get(HOME).text

        assert "Việc riêng của Hòa An" not in page
        assert "Không có việc nào đang chờ" in page


def test_a_role_without_programmes_has_no_work_here(client, province):
    sign_in(client, make_post(province, "thiet-lap").user)

    assert "Nhiệm vụ này không có phần việc được giao" in client.get(HOME).text


def test_the_desk_asks_as_often_for_thirty_tasks_as_for_one(
    client, province, commune, sister, chief, chief_post, doer_post, today
):
    counted = {}
    for number in (1, 29):
        tasks = [task(commune, sister, text=f"Việc {one}", due_on=today) for one in range(number)]
        make_running(province, *tasks, by=chief)
        for post in (doer_post, chief_post):
            sign_in(client, post.user)
            with CaptureQueriesContext(connection) as made:
                assert client.get(HOME).status_code == 200
            counted[number, post.pk] = len(made)

    without = 2  # who has no programme of an own asks for no numbers of it
    assert {found for (_, post), found in counted.items() if post == chief_post.pk} == {BESIDE + HOMES}
    assert {found for (_, post), found in counted.items() if post == doer_post.pk} == {
        BESIDE + HOMES - without
    }


def test_an_officer_of_a_board_works_for_the_office(client, province, chief, keeper_post, today):
    make_running(province, task(province, text="Việc của Tỉnh đoàn", due_on=today), by=chief)
    sign_in(client, keeper_post.user)

    assert "Việc của Tỉnh đoàn" in client.get(HOME).text
    assert now_in(keeper_post).top_id == province.pk
