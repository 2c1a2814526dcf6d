"""The commands of `donghanh` that run the product: serve, demo, doctor, manage."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from donghanh.config import doctor as examination
from donghanh.config import folders, frontend, ports, postgres, supervisor
from donghanh.config.trouble import Trouble

PREPARATIONS = (("prepare",),)
DEMO_PREPARATIONS = (("prepare", "--demo"),)


def plainly(command: Callable[..., None]) -> Callable[..., None]:
    """Show a trouble as one message with what mends it, instead of a traceback."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except Trouble as trouble:
            click.secho(f"Lỗi: {trouble}", fg="red", err=True)
            sys.exit(1)

    return run


def served(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say where the site is served."""
    for option in (
        click.option(
            "--host", default="127.0.0.1", envvar="HOST", show_default=True, help="Địa chỉ lắng nghe."
        ),
        click.option("--port", default=8000, envvar="PORT", show_default=True, type=int, help="Cổng."),
        click.option("--workers", default=2, show_default=True, type=int, help="Số tiến trình trang web."),
    ):
        command = option(command)
    return command


@click.command()
@served
@plainly
def serve(host: str, port: int, workers: int) -> None:
    """Chạy cơ sở dữ liệu (nếu là của mình), trang web và việc nền; Ctrl-C để tắt tất cả."""
    _fetch_frontend()
    supervisor.serve(supervisor.Plan(host=host, port=port, workers=workers, preparations=PREPARATIONS))


@click.command()
@served
@plainly
def demo(host: str, port: int, workers: int) -> None:
    """Nạp tỉnh mẫu (một lần) rồi chạy với đăng nhập một chạm; không dùng cho dữ liệu thật."""
    os.environ["DONGHANH_DEMO"] = "1"
    if "DONGHANH_HOME" not in os.environ:
        os.environ["DONGHANH_HOME"] = os.fspath(folders.home() / "demo")
    ports.check(host, port)  # before anything slow
    _fetch_frontend()
    notice = folders.home() / "demo-accounts.txt"
    supervisor.serve(
        supervisor.Plan(host=host, port=port, workers=workers, preparations=DEMO_PREPARATIONS, notice=notice)
    )


@click.command("frontend")
@plainly
def fetch_frontend() -> None:
    """Tải kiểu trang và phông chữ từ kho gói npm, nếu chưa có."""
    _fetch_frontend()


def _fetch_frontend() -> None:
    """In a checkout the front-end packages are fetched; an installed package has them inside."""
    if frontend.SOURCE.is_dir():
        frontend.install(click.echo)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def doctor(as_json: bool) -> None:  # noqa: FBT001 - click passes a flag so
    """Kiểm tra máy: đang dùng gì, thiếu gì, lệnh nào sửa được."""
    findings = examination.examine()
    if as_json:
        click.echo(examination.as_json(findings))
    else:
        examination.show(findings)
    sys.exit(1 if examination.failed(findings) else 0)


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@plainly
def manage(arguments: tuple[str, ...]) -> None:
    """Chạy lệnh quản trị của Django với vai trò chủ cơ sở dữ liệu."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - Django is slow to import

    if "DATABASE_URL" in os.environ:
        os.environ["DATABASE_URL"] = os.environ.get("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])
        execute_from_command_line(["donghanh manage", *arguments])
        return
    with postgres.running(folders.home()) as cluster:
        os.environ["DATABASE_URL"] = cluster.owner_url
        execute_from_command_line(["donghanh manage", *arguments])
