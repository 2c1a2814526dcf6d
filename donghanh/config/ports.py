"""Whether an address can be listened on, and who holds it if not."""

import errno
import os
import socket
from contextlib import suppress

import psutil

from donghanh.config.trouble import Trouble


def check(host: str, port: int) -> None:
    """Refuse an address that cannot be listened on, with the reason and the way out."""
    if not 0 < port < 65536:
        raise Trouble(f"Cổng {port} không hợp lệ: phải từ 1 đến 65535. Hãy đặt lại: --port 8000")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        raise Trouble(_why_not(host, port, error)) from error


def _why_not(host: str, port: int, error: OSError) -> str:
    other = port + 1 if port >= 1024 else 8000
    if error.errno == errno.EADDRINUSE:
        return (
            f"Cổng {port} đang được {holder(port)} sử dụng. Hãy tắt chương trình ấy, "
            f"hoặc chọn cổng khác: donghanh serve --port {other} (hay PORT={other} make demo)."
        )
    if error.errno == errno.EACCES:
        return f"Cổng {port} chỉ dành cho root. Hãy chọn cổng từ 1024 trở lên: --port {other}"
    return f"Không mở được địa chỉ {host} cổng {port} ({error.strerror}). Hãy thử: --host 127.0.0.1"


def holder(port: int) -> str:
    """The process that listens on the port, as far as this user may see."""
    with suppress(psutil.Error, OSError):
        for connection in psutil.net_connections("tcp"):
            if not connection.laddr or connection.status != psutil.CONN_LISTEN:
                continue
            if connection.laddr.port == port and connection.pid:
                process = psutil.Process(connection.pid)
                return f"tiến trình {process.pid} ({' '.join(process.cmdline())[:80] or process.name()})"
    return "một chương trình khác" if os.geteuid() == 0 else "một chương trình của người dùng khác"
