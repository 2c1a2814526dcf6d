"""Fetching the front-end packages: once, all or nothing, and with words that help when it fails."""

import os
import shutil
import time

import pytest

from donghanh.config import frontend
from donghanh.config.trouble import Trouble


@pytest.fixture
def vendor(tmp_path, monkeypatch):
    """A folder of our own to lay files into."""
    folder = tmp_path / "static" / "vendor"
    monkeypatch.setattr(frontend, "VENDOR", folder)
    monkeypatch.setattr(frontend, "FONTS", tmp_path / "writing" / "fonts")
    return folder


@pytest.fixture
def npm(tmp_path, monkeypatch):
    """Puts a program in the place of the machine's npm; the real one would need the network."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")

    def make(body):
        program = programs / "npm"
        program.write_text(f'#!/bin/sh\nif [ "$1" = --version ]; then echo 11.0.0; exit; fi\n{body}\n')
        program.chmod(0o755)

    return make


def files_for_all():
    """Shell lines that write every chosen file, as npm would."""
    names = [f"node_modules/{name}" for name in (*frontend.CHOSEN, *frontend.FACES)]
    lines = [
        f"mkdir -p $(dirname {name}) && printf 'a{{}}\\n/*# sourceMappingURL=x.map */' > {name}"
        for name in names
    ]
    return "\n".join(lines)


def test_lays_the_chosen_files_and_has_nothing_to_do_the_second_time(vendor, npm):
    npm(files_for_all())

    first = frontend.install(say=lambda _: None)
    start = time.perf_counter()
    second = frontend.install(say=lambda _: None)

    assert (first, second) == (True, False)
    assert time.perf_counter() - start < 1
    laid = {str(path.relative_to(vendor)) for path in vendor.rglob("*") if path.is_file()}
    assert laid == {*frontend.CHOSEN.values(), "stamp"}
    assert (vendor / "tabler.css").read_text() == "a{}\n"
    assert {path.name for path in frontend.FONTS.iterdir()} == {*frontend.FACES.values(), "stamp"}


def test_fonts_that_went_astray_are_fetched_again_and_the_rest_is_left_alone(vendor, npm):
    npm(files_for_all())
    frontend.install(say=lambda _: None)
    (vendor / "tabler.css").write_text("b{}")
    shutil.rmtree(frontend.FONTS)

    assert frontend.install(say=lambda _: None)
    assert (frontend.FONTS / "Tinos-Bold.ttf").is_file()
    assert (vendor / "tabler.css").read_text() == "b{}"


def test_another_lock_file_is_another_set_of_files(vendor, npm, tmp_path, monkeypatch):
    npm(files_for_all())
    frontend.install(say=lambda _: None)
    source = tmp_path / "frontend"
    source.mkdir()
    (source / "package.json").write_text("{}")
    (source / "package-lock.json").write_text("{}")
    monkeypatch.setattr(frontend, "SOURCE", source)

    assert frontend.install(say=lambda _: None)


def test_a_failing_npm_leaves_the_old_files_and_says_what_to_do(vendor, npm):
    npm(files_for_all())
    frontend.install(say=lambda _: None)
    (vendor / "stamp").write_text("cũ", "utf-8")
    npm("echo 'npm error network ENOTFOUND' >&2; exit 1")

    with pytest.raises(Trouble, match=r"(?s)kiểm tra mạng.*make demo.*ENOTFOUND"):
        frontend.install(say=lambda _: None)

    assert (vendor / "tabler.css").is_file()


def test_an_npm_that_forgets_a_file_lays_nothing(vendor, npm):
    npm("mkdir -p node_modules")

    with pytest.raises(Trouble, match="Gói giao diện thiếu tệp"):
        frontend.install(say=lambda _: None)

    assert not vendor.exists()


def test_a_missing_lock_file_says_how_to_get_it_back(vendor, tmp_path, monkeypatch):
    monkeypatch.setattr(frontend, "SOURCE", tmp_path)

    with pytest.raises(Trouble, match="git checkout -- frontend"):
        frontend.install(say=lambda _: None)
