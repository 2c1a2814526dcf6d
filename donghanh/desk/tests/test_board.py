"""The superior's board: units × tasks, filters, drilling down, and the tasks behind a cell."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from donghanh.accounts.tests.factories import make_post, sign_in
from donghanh.core.permissions import Permission
from donghanh.desk.queries import places
from donghanh.desk.queries.tracking import tone_of
from donghanh.desk.tests.conftest import now_in
from donghanh.organisations.models import Kind, Level, System
from donghanh.organisations.tests.factories import make_unit
from donghanh.programmes import actions
from donghanh.programmes.queries.counting import Counts
from donghanh.programmes.tests.factories import helps, make_programme, make_running, task

pytestmark = pytest.mark.django_db
BESIDE = 4  # the session, the person, their posts; the bell
BOARD = 9  # the programme, its owners, the line of units; six of the board
BEHIND = 6  # the programme, its owners, the line; tasks to filter by; two of assignments
ALL = 9  # three of programmes; the line of units; five of the board


def rows(page):
    """Rows of the last table: the words of each cell."""
    table = page.rsplit("<tbody>", 1)[1].split("</tbody>")[0]
    found = [re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in table.split("<tr>")[1:]]
    return [[" ".join(re.sub(r"<.*?>", " ", cell).split()) for cell in row] for row in found]


@pytest.fixture
def running(province, commune, sister, chief, doer, today):
    """Two tasks for two communes: one commune is late with the first and has reported the second."""
    day = timedelta(days=1)
    programme = make_running(
        province,
        task(commune, sister, text="Nộp kế hoạch", due_on=today - day),
        task(commune, sister, text="Ngày hội đọc sách", due_on=today + 9 * day),
        by=chief,
        name="Tháng đọc sách",
    )
    first = programme.assignments.get(unit=sister, task__text="Nộp kế hoạch")
    first.reported_on = today - 2 * day
    first.reported_by_id, first.confirmed_at, first.confirmed_by_id = doer.user_id, chief.now, chief.user_id
    first.save()
    actions.report_done(
        programme.assignments.get(unit=commune, task__text="Ngày hội đọc sách"), note="Xong.", by=doer
    )
    return programme


def test_the_board_says_every_cell_in_words_the_late_unit_first(client, chief_post, running, commune, sister):
    sign_in(client, chief_post.user)

    page = client.get(f"/tien-do/{running.pk}/").text

    assert rows(page) == [
        ["Đoàn xã Hòa An", "1", "1", "1", "0", "0/2 0%", "Quá hạn", "Chờ xác nhận"],
        ["Đoàn xã Hòa Bình", "0", "0", "0", "1", "1/2 50%", "Xong", "Chưa làm"],
    ]
    assert re.findall(r"<dd>(.*?)</dd>", page)[0] == "1"
    assert "Xem và xác nhận 1 việc đã báo xong" in page
    assert f'<th scope="row"><a href="chi-tiet/?don-vi={commune.pk}">' in page


def test_a_cell_opens_the_tasks_behind_it(client, chief_post, running, commune):
    sign_in(client, chief_post.user)
    board = client.get(f"/tien-do/{running.pk}/").text
    cell = re.search(r'<td class="c is-late" data-label="Nộp kế hoạch"><a href="(.*?)">', board)[1]

    page = client.get(f"/tien-do/{running.pk}/{cell.replace('&amp;', '&')}").text

    assert [row[1:3] for row in rows(page)] == [["Nộp kế hoạch", "Đoàn xã Hòa An"]]
    assert "Quá hạn 1 ngày" in page


def test_numbers_of_the_list_equal_those_of_the_board(client, chief_post, running, province):
    sign_in(client, chief_post.user)
    expected = {
        "qua-han": 1,
        "cho-xac-nhan": 1,
        "chua-bat-dau": 1,
        "trong-han": 1,
        "xong": 1,
        "xong-tre": 0,
        "": 4,
    }

    for state, number in expected.items():
        page = client.get(
            f"/tien-do/{running.pk}/chi-tiet/", {"don-vi": province.pk, "trang-thai": state}
        ).text
        assert ("Không có việc nào như vậy" in page) == (number == 0)
        if number:
            assert f"{number} việc." in page


def test_filters_keep_the_rows_and_columns_asked_for(client, chief_post, running, province):
    sign_in(client, chief_post.user)
    first, second = running.tasks.order_by("place")

    def names(**asked):
        page = client.get(f"/tien-do/{running.pk}/", asked).text
        return [row[0] for row in rows(page)] if "<tbody>" in page else []

    assert names(**{"trang-thai": "qua-han"}) == ["Đoàn xã Hòa An"]
    assert names(**{"trang-thai": "xong"}) == ["Đoàn xã Hòa Bình"]
    assert names(**{"trang-thai": "qua-han", "viec": second.pk}) == []
    assert names(**{"sap-xep": "ten"}) == ["Đoàn xã Hòa An", "Đoàn xã Hòa Bình"]
    assert names(**{"sap-xep": "x", "trang-thai": "x", "trang": "-1"}) == [
        "Đoàn xã Hòa An",
        "Đoàn xã Hòa Bình",
    ]
    only = client.get(f"/tien-do/{running.pk}/", {"viec": first.pk}).text
    assert len(rows(only)[0]) == 7
    assert (
        "2 đơn vị không thuộc điều đã lọc" in client.get(f"/tien-do/{running.pk}/", {"loai": "school"}).text
    )


def test_kinds_of_units_can_be_chosen(client, province, commune, chief, chief_post):
    school = make_unit("Đoàn trường THPT Lê Lợi", province, level=Level.BASE, kind=Kind.SCHOOL)
    programme = make_running(province, task(commune, school), by=chief)
    sign_in(client, chief_post.user)

    page = client.get(f"/tien-do/{programme.pk}/", {"loai": "school"}).text

    assert [row[0] for row in rows(page)] == ["Đoàn trường THPT Lê Lợi"]
    assert "Trường phổ thông" in page


def test_the_board_leads_down_and_back_up(client, central, province, commune, today):
    leader = make_post(central, "lanh-dao")
    programme = make_running(central, task(commune, due_on=today - timedelta(days=1)), by=now_in(leader))
    sign_in(client, leader.user)
    top = client.get(f"/tien-do/{programme.pk}/").text
    assert rows(top)[0][:2] == ["Tỉnh đoàn Bình Minh", "1"]
    assert f'href="?don-vi={province.pk}"' in top

    below = client.get(f"/tien-do/{programme.pk}/", {"don-vi": province.pk}).text

    assert rows(below)[0][0] == "Đoàn xã Hòa An"
    assert f'<a href="?don-vi={central.pk}">Trung ương Đoàn</a>' in below


def test_sharing_never_passes_a_hundred_and_helpers_are_in_no_number(
    client, commune, sister, chief, chief_post, give, report
):
    programme = give(commune, helps(sister), text="Chung tay")
    actions.confirm_done(report(programme), by=chief)
    sign_in(client, chief_post.user)

    page = client.get(f"/tien-do/{programme.pk}/").text
    helping = client.get(f"/tien-do/{programme.pk}/chi-tiet/", {"vai": "phoi-hop"}).text

    assert rows(page) == [["Đoàn xã Hòa An", "0", "0", "0", "0", "1/1 100%", "Xong"]]
    assert [row[2] for row in rows(helping)] == ["Đoàn xã Hòa Bình"]


def test_a_tone_names_the_worst(today):
    assert [
        tone_of(counts)
        for counts in (
            Counts(overdue=1, done_in_time=3, waiting=1),
            Counts(waiting=1, in_time=1),
            Counts(done_in_time=2),
            Counts(done_in_time=1, done_late=1),
            Counts(not_started=1, done_in_time=1),
            Counts(not_started=3),
        )
    ] == ["late", "waiting", "done", "done-late", "going", "still"]


def test_another_branch_sees_nothing(client, running, outsider_post, commune, province):
    sign_in(client, outsider_post.user)

    for path in ("", "chi-tiet/", "excel/"):
        assert client.get(f"/tien-do/{running.pk}/{path}").status_code == 404
    page = client.get("/tien-do/").text
    assert "Tháng đọc sách" not in page
    assert "Không có chương trình nào" in page
    for pk in (commune.pk, province.pk, 987654321):
        assert client.get("/tien-do/", {"don-vi": pk}).status_code == 404


def test_a_commune_sees_its_own_row_only(client, running, doer_post, commune, sister, province):
    sign_in(client, doer_post.user)

    page = client.get(f"/tien-do/{running.pk}/").text

    assert [row[0] for row in rows(page)] == ["Đoàn xã Hòa An (riêng đơn vị)"]
    assert "Xem và xác nhận" not in page
    for pk in (sister.pk, province.pk):
        assert client.get(f"/tien-do/{running.pk}/", {"don-vi": pk}).status_code == 404
    assert "Xác nhận hoàn thành" not in client.get(f"/tien-do/{running.pk}/chi-tiet/").text


def test_both_owners_of_a_joint_programme_see_both_sides(client, central, province, commune, chief, today):
    hall = make_unit("Trung ương Hội", system=System.LEARNING_ASSOCIATION)
    league = make_unit("Hội Khuyến học tỉnh", hall, level=Level.PROVINCE)
    local = make_unit("Hội Khuyến học xã Hòa An", league, level=Level.COMMUNE)
    president = make_post(league, "lanh-dao")
    programme = make_programme(
        province,
        task(commune, text="Việc của Đoàn"),
        task(local, text="Việc của Hội"),
        by=chief,
        owners=[league],
    )
    actions.agree(programme, by=now_in(president))
    actions.start(programme, by=chief)
    sign_in(client, president.user)

    mine = client.get(f"/tien-do/{programme.pk}/").text
    theirs = client.get(f"/tien-do/{programme.pk}/", {"don-vi": province.pk}).text

    assert [row[0] for row in rows(mine)] == ["Hội Khuyến học xã Hòa An"]
    assert f'Bên chủ trì: <a href="?don-vi={province.pk}">Tỉnh đoàn Bình Minh</a>' in mine
    assert [row[0] for row in rows(theirs)] == ["Đoàn xã Hòa An"]


def test_a_right_that_ends_at_the_own_unit_opens_no_other(running, doer, commune, chief):
    near = chief.__class__(
        **{**vars(chief), "own_only": frozenset({Permission.PROGRAMME_VIEW}), "organisation_id": commune.pk}
    )

    assert places.place(running, commune.pk, by=near).unit == commune
    assert places.place(running, running.owners.get().unit_id, by=near) is None


def test_all_programmes_stand_in_one_list_the_late_ones_first(client, chief_post, running, commune, give):
    calm = give(commune, name="Chương trình yên ả", in_days=50)
    sign_in(client, chief_post.user)

    page = client.get("/tien-do/").text

    first = page.split("</table>")[0]
    assert first.index("Tháng đọc sách") < first.index("Chương trình yên ả")
    assert rows(page)[0][:3] == ["Đoàn xã Hòa An", "1", "1"]
    assert f'href="/tien-do/{calm.pk}/"' in page
    assert "Không có chương trình nào" in client.get("/tien-do/", {"tinh-trang": "ket-thuc"}).text


def test_a_programme_in_preparation_has_an_empty_board(client, province, commune, chief, chief_post):
    programme = make_programme(province, task(commune), by=chief)
    sign_in(client, chief_post.user)

    assert "Chương trình chưa bắt đầu" in client.get(f"/tien-do/{programme.pk}/").text


def test_the_pages_ask_as_often_for_124_units_as_for_three(client, province, chief, chief_post, today):
    sign_in(client, chief_post.user)
    counted = []
    for number in (3, 121):
        units = [
            make_unit(f"Đoàn xã {number} {serial}", province, level=Level.COMMUNE) for serial in range(number)
        ]
        programme = make_running(province, task(*units), task(*units, text="Khác"), by=chief)
        found = []
        for path in (f"/tien-do/{programme.pk}/", f"/tien-do/{programme.pk}/chi-tiet/", "/tien-do/"):
            with CaptureQueriesContext(connection) as made:
                assert client.get(path).status_code == 200
            found.append(len(made))
        counted.append(found)

    assert counted == [[BESIDE + BOARD, BESIDE + BEHIND, BESIDE + ALL]] * 2
