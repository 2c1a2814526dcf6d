"""Words of a long text for full-text search: without accents, and with them in one placing of tones."""

from django.db import migrations

TONES = "\u0300\u0301\u0303\u0309\u0323"

# Immutable, as those before, so that generated columns may use them. `hoà` and `hòa` are one word: a tone on the
# first vowel of an open oa, oe, uy goes to the second. Everything but letters and figures parts words, so that
# `12/KH-ĐTN` is not taken for a path. A tsvector holds 1 MB at most, hence the bound.
FUNCTIONS = f"""
    CREATE FUNCTION vn_one_spelling(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN normalize(regexp_replace(regexp_replace(normalize(lower(value), NFD),
        'o([{TONES}])([ae])(?![[:alpha:]{TONES}])', 'o\\2\\1', 'g'),
        '(?<!q)u([{TONES}])y(?![[:alpha:]{TONES}])', 'uy\\1', 'g'), NFC);

    CREATE FUNCTION vn_plain_words(title text, body text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN setweight(to_tsvector('pg_catalog.simple'::regconfig,
        regexp_replace(public.vn_search(title), '[^[:alnum:]]+', ' ', 'g')), 'A')
        || to_tsvector('pg_catalog.simple'::regconfig,
        regexp_replace(public.vn_search(left(body, 300000)), '[^[:alnum:]]+', ' ', 'g'));

    CREATE FUNCTION vn_exact_words(title text, body text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN setweight(to_tsvector('pg_catalog.simple'::regconfig,
        regexp_replace(public.vn_one_spelling(title), '[^[:alnum:]]+', ' ', 'g')), 'A')
        || to_tsvector('pg_catalog.simple'::regconfig,
        regexp_replace(public.vn_one_spelling(left(body, 300000)), '[^[:alnum:]]+', ' ', 'g'));
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_vietnamese_text")]

    operations = [
        migrations.RunSQL(
            FUNCTIONS,
            "DROP FUNCTION vn_exact_words(text, text), vn_plain_words(text, text), vn_one_spelling(text)",
        )
    ]
