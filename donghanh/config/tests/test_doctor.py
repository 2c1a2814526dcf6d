"""The doctor says what is there, what is missing and what mends it; it starts nothing."""

import io
import json
import socket
from contextlib import closing

import pytest
from rich.console import Console

from donghanh.config import doctor, postgres, supervisor
from donghanh.config.doctor import State
from donghanh.config.tests.test_serve import free_port


def by_subject(findings):
    return {finding.subject: finding for finding in findings}


def test_a_new_installation_has_no_fault_in_its_database(home):
    findings = by_subject(doctor.examine(port=free_port()))

    assert findings["Cơ sở dữ liệu"].says == "đang tắt; donghanh serve sẽ tự khởi động"
    assert {findings[name].state for name in ("Python", "Thư mục dữ liệu", "PostgreSQL", "Phần mở rộng")} == {
        State.OK
    }
    assert str(home) in findings["Thư mục dữ liệu"].says
    assert not home.exists()


@pytest.mark.slow
def test_migrations_are_pending_until_they_are_run(made, monkeypatch):
    monkeypatch.setenv("DONGHANH_TESTING", "false")
    cluster = postgres.start(made, fast=True)
    assert doctor.migrations().state is State.WARNING
    assert by_subject(doctor.examine(port=free_port()))["Cơ sở dữ liệu"].says.startswith("PostgreSQL 1")

    supervisor.prepare(["migrate", "--noinput"], cluster.owner_url)

    assert doctor.migrations().state is State.OK


def test_programs_that_are_missing_are_a_fault(home, monkeypatch):
    monkeypatch.setenv("DONGHANH_PG_BIN", "/nowhere")

    findings = doctor.examine(port=free_port())

    assert doctor.failed(findings)
    assert by_subject(findings)["PostgreSQL"].state is State.FAULT
    assert "DONGHANH_PG_BIN=/nowhere" in by_subject(findings)["PostgreSQL"].says
    assert by_subject(findings)["Phần mở rộng"].state is State.WARNING


def test_a_server_that_does_not_answer_is_a_fault_and_its_password_stays_secret(home, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"postgresql://me:hidden@127.0.0.1:{free_port()}/donghanh")

    findings = doctor.examine(port=free_port())

    assert by_subject(findings)["Cơ sở dữ liệu"].state is State.FAULT
    assert "Không vào được donghanh ở 127.0.0.1" in by_subject(findings)["Cơ sở dữ liệu"].says
    assert "hidden" not in doctor.as_json(findings)


def test_a_port_in_use_is_a_warning_with_another_port(home):
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        other.settimeout(0)

        finding = doctor.port_state("127.0.0.1", port)

    assert (finding.state, finding.mend) == (State.WARNING, f"donghanh serve --port {port + 1}")


@pytest.mark.parametrize(
    ("probe", "package"),
    [
        (doctor.chromium, "chromium"),
        (doctor.tesseract, "tesseract-ocr-vie"),
        (doctor.office, "catdoc"),
        (doctor.fonts, "fonts-liberation2"),
    ],
)
def test_a_tool_that_is_missing_is_a_warning_with_its_package(probe, package, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    finding = probe()

    assert finding.state is State.WARNING
    assert package in finding.mend


def test_the_report_for_people_and_for_machines():
    findings = [
        doctor.ok("Một", "tốt cả"),
        doctor.warning("Hai", "thiếu một phần", "sudo apt install hai"),
        doctor.fault("Ba", "hỏng", "make setup"),
    ]
    paper = io.StringIO()

    doctor.show(findings, Console(file=paper, width=100))

    assert "→ sudo apt install hai" in paper.getvalue()
    assert "1 mục tốt, 1 lưu ý, 1 lỗi." in paper.getvalue()
    assert [(each["subject"], each["state"]) for each in json.loads(doctor.as_json(findings))] == [
        ("Một", "ok"),
        ("Hai", "warning"),
        ("Ba", "fault"),
    ]
    assert doctor.failed(findings)
    assert not doctor.failed(findings[:2])
