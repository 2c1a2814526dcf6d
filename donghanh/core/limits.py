"""How often a visitor may use what is open to everybody. All web workers count together, in the database.

Django's database cache cannot add one atomically, so a flood of parallel requests would slip through it;
this is one statement. The visitor's address is not kept, only a keyed hash of it.
"""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from donghanh.core.errors import TooOften
from donghanh.core.http import client_address

COUNT = """
    INSERT INTO core_use (key, ends_at, count) VALUES (%s, %s, 1)
    ON CONFLICT (key) DO UPDATE SET count = core_use.count + 1
    RETURNING count
"""
FORGET = (
    "DELETE FROM core_use WHERE id IN (SELECT id FROM core_use WHERE ends_at < %s FOR UPDATE SKIP LOCKED)"
)


def allow(request: HttpRequest, *, what: str, times: int, within: timedelta) -> None:
    """Count one use of `what` by this visitor; raise `TooOften` beyond `times` in the running span."""
    now = timezone.now()
    number = int(now.timestamp() // within.total_seconds())
    ends_at = datetime.fromtimestamp((number + 1) * within.total_seconds(), tz=UTC)
    key = salted_hmac(what, f"{visitor(request)} {number}", algorithm="sha256").hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key, ends_at])
        (count,) = cursor.fetchone()
        if count == 1:
            cursor.execute(FORGET, [now])
    if count > times:
        wait = max(1, round((ends_at - now).total_seconds()))
        raise TooOften(
            f"Mỗi máy chỉ được {times} lượt trong {_spoken(within)}. Vui lòng thử lại sau {wait} giây."
        )


def visitor(request: HttpRequest) -> str:
    """The visitor's address; of an IPv6 one the network, because one household or office has all of it."""
    try:
        address = ip_address(client_address(request))
    except ValueError:
        return "unknown"
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def _spoken(span: timedelta) -> str:
    """`1 phút`, `10 phút`, `45 giây`."""
    seconds = round(span.total_seconds())
    return f"{seconds // 60} phút" if seconds % 60 == 0 else f"{seconds} giây"
