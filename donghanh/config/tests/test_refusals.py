"""What cannot work is refused with a message that names it and its remedy; the data stay untouched."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from donghanh.config import folders, postgres
from donghanh.config.postgres import programs
from donghanh.config.postgres.identity import server_user
from donghanh.config.tests.conftest import rows, write_rows
from donghanh.config.trouble import Trouble


def test_data_of_a_version_that_is_not_here(made):
    cluster = postgres.start(made, fast=True)
    postgres.stop(made)
    (cluster.data / "PG_VERSION").write_text("14\n")

    with pytest.raises(Trouble, match=r"PostgreSQL 14 tạo ra.*apt install postgresql-14.*pg_dump"):
        postgres.start(made)


@pytest.mark.slow
def test_data_of_another_version_than_the_forced_programs(home, monkeypatch):
    monkeypatch.delenv("DONGHANH_PG_BIN", raising=False)
    kinds = {each.major: each.folder for each in programs.candidates()}
    if len(kinds) < 2:
        pytest.skip("needs two versions of PostgreSQL")
    (old, old_folder), (_, new_folder) = sorted(kinds.items())[:2]
    monkeypatch.setenv("DONGHANH_PG_BIN", str(old_folder))
    write_rows(postgres.start(home, fast=True), 1)
    postgres.stop(home)
    monkeypatch.setenv("DONGHANH_PG_BIN", str(new_folder))

    with pytest.raises(Trouble, match=f"PostgreSQL {old} tạo ra.*bỏ biến DONGHANH_PG_BIN"):
        postgres.start(home)

    monkeypatch.delenv("DONGHANH_PG_BIN")
    assert rows(postgres.start(home, fast=True)) == [0]


def test_forced_programs_that_are_not_there(home, monkeypatch):
    monkeypatch.setenv("DONGHANH_PG_BIN", str(home))

    with pytest.raises(Trouble, match=r"DONGHANH_PG_BIN=.*initdb, pg_ctl, postgres"):
        postgres.start(home)


def test_a_home_that_is_a_file(home):
    home.write_text("not a folder")

    with pytest.raises(Trouble, match="không phải là thư mục"):
        postgres.start(home)


def test_a_home_that_cannot_be_written():
    with pytest.raises(Trouble, match="DONGHANH_HOME"):
        postgres.start(Path("/sys/donghanh"))


def test_root_with_a_home_that_the_server_cannot_enter(home, as_root):
    home.mkdir(mode=0o700)

    with pytest.raises(Trouble, match="DONGHANH_HOME=/var/lib/donghanh"):
        postgres.start(home)


@pytest.fixture
def small_disk(home, as_root):
    """A disk of 340 MB at `home`."""
    home.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=340m,mode=755", "none", home], check=False)
    if mounted.returncode != 0:
        pytest.skip("no right to mount a small disk here")
    yield home
    postgres.stop(home)
    subprocess.run(["umount", home], check=True)


@pytest.mark.slow
def test_a_full_disk(small_disk):
    cluster = postgres.start(small_disk)
    write_rows(cluster, 3)
    postgres.stop(small_disk)
    fill = small_disk / "fill"
    subprocess.run(["dd", "if=/dev/zero", f"of={fill}", "bs=1M"], check=False, stderr=subprocess.DEVNULL)

    with pytest.raises(Trouble, match=r"đã đầy.*df -h"):
        postgres.start(small_disk)

    fill.unlink()
    assert rows(postgres.start(small_disk)) == [0, 1, 2]


def test_a_disk_with_too_little_room_for_a_new_database(small_disk):
    (small_disk / "fill").write_bytes(bytes(100 * 2**20))

    with pytest.raises(Trouble, match="dưới 300 MB"):
        postgres.start(small_disk)

    assert list((small_disk / "postgres").glob("data*")) == []


def test_a_socket_folder_that_a_stranger_made_first(home, as_root):
    stranger = home.with_name("stranger")
    stranger.mkdir()
    os.chown(stranger, 12345, 12345)

    with pytest.raises(Trouble, match="thuộc về người dùng khác"):
        folders.made_private(stranger, uid=0, gid=0)


def test_the_secret_is_made_once_and_is_private(home):
    command = [sys.executable, "-c", "from donghanh.config import folders; print(folders.secret_key())"]

    several = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    secrets = {each.communicate()[0].strip() for each in several}

    assert secrets == {folders.secret_key()}
    assert len(folders.secret_key()) >= 50
    assert (home / "secret").stat().st_mode & 0o777 == 0o600


def test_nobody_else_gets_in(made, as_root):
    cluster = postgres.start(made, fast=True)
    psql = programs.choose(cluster.data)["psql"]
    stranger = {"user": "daemon", "group": "daemon", "extra_groups": []}
    command = [psql, cluster.url_as("postgres", "postgres"), "-c", "SELECT 1"]

    assert subprocess.run(command, check=False, capture_output=True, **stranger).returncode != 0

    cluster.socket.chmod(0o755)  # even with the folder and the socket open, the kernel tells who it is
    (cluster.socket / folders.SOCKET_NAME).chmod(0o777)
    refused = subprocess.run(command, check=False, capture_output=True, text=True, **stranger)
    assert "Peer authentication failed" in refused.stderr


def test_root_runs_the_server_as_another_user(source, made, as_root):
    cluster = postgres.start(made, fast=True)

    user = server_user(cluster.data)
    assert user.uid != 0
    assert cluster.data.stat().st_uid == user.uid == cluster.socket.stat().st_uid


def test_root_with_programs_that_the_server_cannot_read(home, monkeypatch, as_root):
    """A virtual environment below a 0700 home: the wheel's programs and libraries are copied."""
    monkeypatch.delenv("DONGHANH_PG_BIN", raising=False)
    wheel = next((each for each in programs.candidates() if each.source == "wheel"), None)
    if wheel is None:
        pytest.skip("the wheel is not installed")
    closed = home.with_name("closed")
    closed.mkdir(mode=0o700)
    package = wheel.folder.parent.parent
    for name in (package.name, f"{package.name}.libs"):
        shutil.copytree(package.parent / name, closed / name)
    monkeypatch.setenv("DONGHANH_PG_BIN", str(closed / package.name / "pginstall" / "bin"))

    write_rows(postgres.start(home, fast=True), 2)
    postgres.stop(home)

    assert rows(postgres.start(home, fast=True)) == [0, 1]
    assert (home / "postgres" / "programs" / wheel.version).is_dir()
