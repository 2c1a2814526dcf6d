"""The two roles and the database, made once: the owner migrates, the application reads and writes rows."""

import psycopg

from donghanh.config.postgres.cluster import APP, DATABASE, OWNER, SUPERUSER, Cluster

ROLES = {
    OWNER: "LOGIN CREATEDB",  # CREATEDB for the test suite's own database
    APP: "LOGIN",
}
# Given in template1 too, so that databases made later (the test suite's) inherit them.
PRIVILEGES = (
    f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP}",
    f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT USAGE, SELECT ON SEQUENCES TO {APP}",
)


def provide(cluster: Cluster) -> None:
    """Make roles, default privileges and the database. The database comes last: where it is, all is done."""
    with _superuser(cluster, "postgres") as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            return
        for role, options in ROLES.items():
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                connection.execute(f"CREATE ROLE {role} {options}")
    with _superuser(cluster, "template1") as connection:
        for statement in PRIVILEGES:
            connection.execute(statement)
    with _superuser(cluster, "postgres") as connection:
        connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")


def answers(cluster: Cluster) -> bool:
    """Whether the server takes connections and runs a statement."""
    try:
        with _superuser(cluster, "postgres") as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def _superuser(cluster: Cluster, database: str) -> psycopg.Connection:
    return psycopg.connect(cluster.url_as(SUPERUSER, database), autocommit=True, connect_timeout=5)
