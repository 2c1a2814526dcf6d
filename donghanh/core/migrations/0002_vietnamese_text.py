"""Extensions and functions for Vietnamese text: spelling, order and search (core/text.py has their twins)."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

LETTERS = (
    "aAàÀảẢãÃáÁạẠăĂằẰẳẲẵẴắẮặẶâÂầẦẩẨẫẪấẤậẬbBcCdDđĐeEèÈẻẺẽẼéÉẹẸêÊềỀểỂễỄếẾệỆfFgGhHiIìÌỉỈĩĨíÍịỊjJkKlLm"
    "MnNoOòÒỏỎõÕóÓọỌôÔồỒổỔỗỖốỐộỘơƠờỜởỞỡỠớỚợỢpPqQrRsStTuUùÙủỦũŨúÚụỤưƯừỪửỬữỮứỨựỰvVwWxXyYỳỲỷỶỹỸýÝỵỴzZ"
)
PLACES = (
    "ĀĀĀĀĀĀĀĀĀĀĀĀāāāāāāāāāāāāĂĂĂĂĂĂĂĂĂĂĂĂăăĄĄąąĆĆććććććććććććĈĈĈĈĈĈĈĈĈĈĈĈĉĉĊĊċċČČČČČČČČČČČČččĎĎďďĐ"
    "ĐđđĒĒĒĒĒĒĒĒĒĒĒĒēēēēēēēēēēēēĔĔĔĔĔĔĔĔĔĔĔĔĕĕĖĖėėĘĘęęĚĚĚĚĚĚĚĚĚĚĚĚěěěěěěěěěěěěĜĜĝĝĞĞğğğğğğğğğğğğĠĠ"
)
TONES = (
    "001122334455001122334455001122334455000000000011223344550011223344550000000011223344550000000"
    "000001122334455001122334455001122334455000000000000112233445500112233445500000000112233445500"
)
CASES = (
    "010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010"
    "101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101"
)

# Immutable, so that generated columns and indexes may use them; the bodies are bound when they are made, so no
# session's search path changes what they mean.
FUNCTIONS = f"""
    CREATE FUNCTION vn_sort_key(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN translate(normalize(value, NFC), '–—{LETTERS}', '--{PLACES}') || chr(1)
        || translate(normalize(value, NFC), '–—{LETTERS}', '--{TONES}') || chr(1)
        || translate(normalize(value, NFC), '–—{LETTERS}', '--{CASES}');

    CREATE FUNCTION vn_search(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ' ' || btrim(regexp_replace(
        lower(public.unaccent('public.unaccent'::regdictionary, normalize(value, NFC))), '\\s+', ' ', 'g'));
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(FUNCTIONS, "DROP FUNCTION vn_sort_key(text), vn_search(text)"),
    ]
