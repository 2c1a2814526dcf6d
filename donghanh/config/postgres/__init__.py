"""PostgreSQL that needs no administrator: for trials, development and tests (docs/postgresql.md).

`DATABASE_URL` in the environment means that somebody else runs the server; nothing here is called then.
"""

from donghanh.config.postgres.cluster import APP, OWNER, Cluster, describe
from donghanh.config.postgres.lifecycle import guarded, is_running, is_up, revive, running, start, stop
from donghanh.config.postgres.testing import test_cluster

__all__ = [
    "APP",
    "OWNER",
    "Cluster",
    "describe",
    "guarded",
    "is_running",
    "is_up",
    "revive",
    "running",
    "start",
    "stop",
    "test_cluster",
]
