"""Programmes in a browser: from the plan's sentence to its task, and a task done on a phone and confirmed."""

from contextlib import suppress
from types import SimpleNamespace

import pytest
from playwright.sync_api import Error, expect

from donghanh.accounts.tests.factories import acting, make_post, make_user, sign_in
from donghanh.core.dates.periods import Every
from donghanh.core.dates.rule import Rule
from donghanh.documents.tests.factories import PLAN, make_document
from donghanh.organisations.models import Kind, Level
from donghanh.organisations.tests.factories import make_unit
from donghanh.programmes import actions
from donghanh.programmes.models import Assignment, Evidence, Nature, StepKind
from donghanh.programmes.tests.factories import (
    all_communes,
    helps,
    make_programme,
    make_running,
    target,
    task,
)
from donghanh.programmes.values import NewDeadline
from tests.browser.openness import check_pages
from tests.files.making import photo

READING = "Đoàn xã Hòa An phối hợp với Hội Khuyến học xã Hòa An tổ chức ngày hội đọc sách trong tháng 4/2026."
BANNERS = "Các xã, phường đoàn treo băng rôn tại trụ sở trước ngày 20/4/2026."
GOAL = "100% Đoàn xã, phường tổ chức ít nhất 01 ngày hội đọc sách trong năm 2026."
OWED = "Báo cáo kết quả về Tỉnh đoàn qua Ban Tuyên giáo trước ngày 15/11/2026."
MONTHLY = Rule(every=Every.MONTH, day=25).as_dict()


def at(document, words):
    return document.text.index(words), len(words)


def plan_of(document, *, province, communes, commune, sister):
    """What the plan says, as its review would hand it over."""
    tasks = (
        task(communes, text=BANNERS, section="III.1", span=at(document, BANNERS), due_on=None),
        task(
            commune,
            helps(sister),
            text=READING,
            section="III.2",
            span=at(document, READING),
            due_on=None,
            evidence=Evidence.PHOTO,
            key="reading",
        ),
        task(
            communes,
            text="Sinh hoạt câu lạc bộ đọc sách hằng tháng",
            section="III.2",
            due_on=None,
            nature=Nature.RECURRING,
            rule=MONTHLY,
            owed=False,
        ),
    )
    targets = (
        target(about="Đoàn xã, phường có ngày hội đọc sách", value=100, unit_name="%", of_units=True,
               task_key="reading", span=at(document, GOAL)),
        target(),
    )  # fmt: skip
    owed = NewDeadline(
        what="Báo cáo kết quả", rule=MONTHLY, who_name="Các xã, phường đoàn", to_name="Tỉnh đoàn",
        through_name="Ban Tuyên giáo", section="IV.2", span=at(document, OWED),
    )  # fmt: skip
    return {"tasks": tasks, "targets": targets, "deadlines": (owed,)}


@pytest.fixture
def cast(db, settings, tmp_path):
    """A province with its plan, a board that keeps it, two communes, and a person in each office."""
    settings.MEDIA_ROOT = tmp_path / "files"
    province = make_unit("Tỉnh đoàn Bình Minh", make_unit("Trung ương Đoàn"))
    board = make_unit("Ban Tuyên giáo Tỉnh đoàn", province, level=Level.PROVINCE, kind=Kind.STAFF_BOARD)
    commune, sister = (
        make_unit(name, province, level=Level.COMMUNE) for name in ("Đoàn xã Hòa An", "Đoàn xã Hòa Bình")
    )
    chief = make_post(province, "lanh-dao", user=make_user("chief", full_name="Trần Thị Mai"))
    doer = make_post(commune, "can-bo-co-so", user=make_user("doer", full_name="Lê Văn Bình"))
    document = make_document(PLAN, by=acting(chief))
    plan = plan_of(
        document, province=province, communes=all_communes(province), commune=commune, sister=sister
    )
    fields = {
        "name": "Triển khai phong trào “Học tập suốt đời” năm 2026",
        "purpose": "Nâng cao ý thức tự học của đoàn viên, thanh niên.",
        "boards": [(province, board)],
        "document": document,
        "by": acting(chief),
        "ends_on": None,
        "targets": plan["targets"],
        "deadlines": plan["deadlines"],
    }
    running = make_running(province, *plan["tasks"], **fields)
    draft = make_programme(province, *plan["tasks"], **fields)
    work = running.assignments.get(unit=commune, task__text=READING)
    return SimpleNamespace(province=province, chief=chief, doer=doer, running=running, draft=draft, work=work)


def enter(page, live_server, client, post):
    """The page, signed in as the holder of this post."""
    client.logout()
    sign_in(client, post.user)
    cookie = client.cookies["donghanh"].value
    page.context.add_cookies([{"name": "donghanh", "value": cookie, "url": live_server.url}])


def send_into_nothing(page):
    """Press the button whose answer never comes, and wait until the browser says so."""
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Ghi tiến độ").click(no_wait_after=True)
    with suppress(Error):  # the wait itself reports the lost line
        page.wait_for_url("chrome-error://**")
    page.wait_for_function("document.readyState === 'complete'")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_open_to_everybody(page, live_server, client, cast, scheme):
    page.emulate_media(color_scheme=scheme)
    at = f"/chuong-trinh/{cast.running.pk}/"
    actions.note_progress(cast.work, note="Đã lập danh sách.", by=acting(cast.doer))
    enter(page, live_server, client, cast.chief)

    check_pages(
        page,
        live_server.url,
        {
            "list": "/chuong-trinh/",
            "nothing found": "/chuong-trinh/?q=khong-co",
            "programme": at,
            "filtered": f"{at}?tinh_trang=qua-han",
            "measures": f"{at}chi-tieu/",
            "timeline": f"{at}dong-thoi-gian/",
            "people": f"{at}don-vi/",
            "text": f"{at}van-ban/",
            "print": f"{at}in/",
            "draft": f"/chuong-trinh/{cast.draft.pk}/",
            "start": f"/chuong-trinh/{cast.draft.pk}/bat-dau/",
            "work of another": f"/viec/{cast.work.pk}/",
            "change": f"{at}sua/",
            "add a task": f"{at}them-viec/",
            "change a task": f"/chuong-trinh/viec/{cast.work.task_id}/sua/",
            "change a target": f"/chuong-trinh/chi-tieu/{cast.running.targets.first().pk}/sua/",
            "change a deadline": f"/chuong-trinh/thoi-han/{cast.running.deadlines.first().pk}/sua/",
            "closed units": f"{at}don-vi-ket-thuc/",
            "finish": f"{at}ket-thuc/",
        },
    )
    enter(page, live_server, client, cast.doer)
    check_pages(page, live_server.url, {"work": f"/viec/{cast.work.pk}/", "programme": at})


def test_from_a_task_to_its_sentence_and_back_with_the_keyboard(page, live_server, client, cast):
    enter(page, live_server, client, cast.chief)
    page.goto(f"{live_server.url}/chuong-trinh/{cast.running.pk}/")

    link = page.locator(f"#viec-{cast.work.task_id}").get_by_role("link", name="Câu trong văn bản")
    link.focus()
    page.keyboard.press("Enter")

    sentence = page.locator(f"#w{cast.work.task_id}")
    expect(sentence).to_be_in_viewport()
    expect(sentence).to_contain_text("Đoàn xã Hòa An phối hợp")
    sentence.focus()
    page.keyboard.press("Enter")
    value = page.locator(f"#v{cast.work.task_id}")
    expect(value).to_be_in_viewport()
    value.get_by_role("link", name="Ai làm, đến đâu").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#viec-{cast.work.task_id}")).to_be_in_viewport()


def test_a_task_is_done_with_a_photo_and_confirmed_by_another(page, live_server, client, cast):
    enter(page, live_server, client, cast.doer)
    page.goto(f"{live_server.url}/viec/{cast.work.pk}/")
    expect(page.get_by_text("Việc này cần ảnh làm minh chứng.")).to_be_visible()

    page.get_by_label("Gửi ảnh, văn bản, danh sách").set_input_files(
        {"name": "ngày hội.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    expect(page.get_by_role("link", name="ngày hội.jpg", exact=True)).to_be_visible()
    page.get_by_label("Đã làm được gì").focus()
    page.keyboard.type("Đã tổ chức ngày hội, 120 người dự.")
    page.get_by_role("button", name="Báo hoàn thành").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã báo hoàn thành. Đơn vị giao việc sẽ xác nhận hoặc trả lại.")).to_be_visible()

    enter(page, live_server, client, cast.chief)
    page.goto(f"{live_server.url}/viec/{cast.work.pk}/")
    expect(page.get_by_text("Đã tổ chức ngày hội, 120 người dự.")).to_be_visible()
    page.get_by_label("Nhận xét, hoặc lý do trả lại").fill("Làm tốt.")
    page.get_by_role("button", name="Xác nhận hoàn thành").dblclick()

    expect(page.get_by_text("Xong đúng hạn")).to_be_visible()
    kinds = list(cast.work.steps.order_by("pk").values_list("kind", flat=True))
    assert kinds == [StepKind.REPORTED, StepKind.CONFIRMED]


def test_what_was_typed_survives_a_lost_line(page, live_server, client, cast):
    enter(page, live_server, client, cast.doer)
    address = f"{live_server.url}/viec/{cast.work.pk}/"
    page.goto(address)
    page.get_by_label("Đã làm được gì").fill("Đang vận động sách từ các chi đoàn.")
    page.context.set_offline(True)
    send_into_nothing(page)
    page.context.set_offline(False)

    page.goto(address)

    expect(page.get_by_label("Đã làm được gì")).to_have_value("Đang vận động sách từ các chi đoàn.")
    expect(page.get_by_text("Đã lấy lại nội dung")).to_be_visible()
    page.get_by_role("button", name="Ghi tiến độ").click()
    expect(page.get_by_text("Đã ghi tiến độ.")).to_be_visible()
    expect(page.get_by_label("Đã làm được gì")).to_have_value("")
    assert cast.work.steps.count() == 1


def test_an_answer_that_was_lost_makes_no_second_step(page, live_server, client, cast):
    enter(page, live_server, client, cast.doer)
    address = f"{live_server.url}/viec/{cast.work.pk}/"
    page.goto(address)
    lost = []

    def lose_the_answer(route):
        """The first note arrives, but its answer does not."""
        if lost:
            return route.continue_()
        lost.append(route.fetch(max_redirects=0).status)
        return route.abort("connectionfailed")

    page.route("**/tien-do/", lose_the_answer)
    page.get_by_label("Đã làm được gì").fill("Đã mượn hội trường.")
    send_into_nothing(page)

    page.goto(address)

    expect(page.get_by_label("Đã làm được gì")).to_have_value("")
    assert lost == [302]
    assert cast.work.steps.count() == 1


def test_a_programme_is_started_after_it_was_said_who_gets_what(page, live_server, client, cast):
    enter(page, live_server, client, cast.chief)
    page.goto(f"{live_server.url}/chuong-trinh/{cast.draft.pk}/")

    page.get_by_role("link", name="Xem và cho bắt đầu").click()
    expect(page.get_by_text("2 đơn vị nhận 3 việc")).to_be_visible()
    page.get_by_role("button", name="Cho bắt đầu").click()

    expect(page.get_by_text("Chương trình đã bắt đầu: 2 đơn vị được giao việc")).to_be_visible()
    assert Assignment.objects.filter(programme=cast.draft).exists()


def test_tasks_are_filtered_where_they_stand(page, live_server, client, cast):
    enter(page, live_server, client, cast.doer)
    page.goto(f"{live_server.url}/chuong-trinh/{cast.running.pk}/")

    page.get_by_label("Hạn").select_option(label="Lặp lại")
    page.get_by_role("button", name="Lọc").click()

    expect(page.get_by_text("1 trong 3 việc")).to_be_visible()
    expect(page.locator(".task-text")).to_have_text("Sinh hoạt câu lạc bộ đọc sách hằng tháng")
    assert "han=lap-lai" in page.url


def test_a_task_is_changed_with_the_keyboard_alone(page, live_server, client, cast):
    enter(page, live_server, client, cast.chief)
    page.goto(f"{live_server.url}/chuong-trinh/{cast.running.pk}/them-viec/")

    page.get_by_label("Nội dung việc").focus()
    page.keyboard.type("Trao tủ sách cho chi đoàn")
    page.get_by_label("Tìm đơn vị, nhóm, người, cơ quan").focus()
    page.keyboard.type("hoa binh")
    chosen = page.get_by_label("Đoàn xã Hòa Bình")
    chosen.focus()
    page.keyboard.type("Ch")
    expect(chosen).to_have_value("lead")
    page.get_by_label("Tần suất").select_option(label="Định kỳ")
    page.get_by_text("Việc định kỳ: lặp lại thế nào").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Lặp lại").select_option(label="Mỗi quý")
    page.get_by_label("Ngày nào trong kỳ").select_option(label="Ngày làm việc cuối kỳ")
    expect(page.get_by_text("Ngày làm việc cuối cùng của mỗi quý")).to_be_visible()
    expect(page.get_by_text("Các ngày sắp tới:")).to_be_visible()
    page.get_by_role("button", name="Lưu").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Đã lưu việc.")).to_be_visible()
    assert cast.running.tasks.get(text="Trao tủ sách cho chi đoàn").assignments.exists()
