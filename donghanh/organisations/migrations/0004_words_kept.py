"""Every unit keeps the words by which it is found: its code, all names ever borne, aliases, codes elsewhere.

Triggers keep them: when a unit's code or name changes its row works them out anew, whatever was written there;
when rows of names, aliases or codes come, go or change, they let the units concerned do so.
"""

from django.db import migrations

KEEPING = """
    CREATE FUNCTION unit_words(unit bigint, code text, name text) RETURNS text
    LANGUAGE sql STABLE STRICT
    RETURN (
        SELECT chr(10) || string_agg(said, chr(10) ORDER BY said COLLATE "C") || chr(10)
        FROM (
            SELECT vn_search(unit_words.code) AS said
            UNION SELECT vn_search(unit_words.name)
            UNION SELECT borne.search FROM organisations_unitname borne WHERE borne.unit_id = unit_words.unit
            UNION SELECT vn_search(alias.name) FROM organisations_unitalias alias
                WHERE alias.unit_id = unit_words.unit
            UNION SELECT vn_search(elsewhere.code) FROM organisations_externalcode elsewhere
                WHERE elsewhere.unit_id = unit_words.unit
        ) AS told
    );

    CREATE FUNCTION unit_words_of_row() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.words := unit_words(NEW.id, NEW.code, NEW.name);
        RETURN NEW;
    END $$;

    CREATE FUNCTION unit_words_after_new_rows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE organisations_unit SET words = '' WHERE id IN (SELECT unit_id FROM new_rows);
        RETURN NULL;
    END $$;

    CREATE FUNCTION unit_words_after_new_names() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN  -- the name with which a unit opens is among its words already
        UPDATE organisations_unit SET words = '' WHERE id IN (
            SELECT unit.id FROM new_rows JOIN organisations_unit unit ON unit.id = new_rows.unit_id
            WHERE strpos(unit.words, chr(10) || new_rows.search || chr(10)) = 0);
        RETURN NULL;
    END $$;

    CREATE FUNCTION unit_words_after_old_rows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE organisations_unit SET words = '' WHERE id IN (SELECT unit_id FROM old_rows);
        RETURN NULL;
    END $$;

    CREATE FUNCTION unit_words_after_changed_names() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN  -- most changes only end a name
        UPDATE organisations_unit SET words = '' WHERE id IN (
            SELECT unnest(ARRAY[old_rows.unit_id, new_rows.unit_id])
            FROM old_rows FULL JOIN new_rows ON new_rows.id = old_rows.id
            WHERE (old_rows.unit_id, old_rows.name) IS DISTINCT FROM (new_rows.unit_id, new_rows.name));
        RETURN NULL;
    END $$;

    CREATE FUNCTION unit_words_after_changed_codes() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE organisations_unit SET words = '' WHERE id IN (
            SELECT unnest(ARRAY[old_rows.unit_id, new_rows.unit_id])
            FROM old_rows FULL JOIN new_rows ON new_rows.id = old_rows.id
            WHERE (old_rows.unit_id, old_rows.code) IS DISTINCT FROM (new_rows.unit_id, new_rows.code));
        RETURN NULL;
    END $$;

    CREATE TRIGGER unit_words BEFORE INSERT OR UPDATE OF code, name, words ON organisations_unit
        FOR EACH ROW EXECUTE FUNCTION unit_words_of_row();

    CREATE TRIGGER unit_words_insert AFTER INSERT ON organisations_unitname REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION unit_words_after_new_names();
    CREATE TRIGGER unit_words_update AFTER UPDATE ON organisations_unitname REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION unit_words_after_changed_names();
    CREATE TRIGGER unit_words_delete AFTER DELETE ON organisations_unitname REFERENCING OLD TABLE AS old_rows
        FOR EACH STATEMENT EXECUTE FUNCTION unit_words_after_old_rows();
    CREATE TRIGGER unit_words_insert AFTER INSERT ON organisations_unitalias REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION unit_words_after_new_rows();
    CREATE TRIGGER unit_words_update AFTER UPDATE ON organisations_unitalias REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION unit_words_after_changed_names();
    CREATE TRIGGER unit_words_delete AFTER DELETE ON organisations_unitalias REFERENCING OLD TABLE AS old_rows
        FOR EACH STATEMENT EXECUTE FUNCTION unit_words_after_old_rows();
    CREATE TRIGGER unit_words_insert AFTER INSERT ON organisations_externalcode REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION unit_words_after_new_rows();
    CREATE TRIGGER unit_words_update AFTER UPDATE ON organisations_externalcode REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION unit_words_after_changed_codes();
    CREATE TRIGGER unit_words_delete AFTER DELETE ON organisations_externalcode REFERENCING OLD TABLE AS old_rows
        FOR EACH STATEMENT EXECUTE FUNCTION unit_words_after_old_rows();
"""

FORGETTING = """
    DROP TRIGGER unit_words ON organisations_unit;
    DROP FUNCTION unit_words_of_row(), unit_words_after_new_rows(), unit_words_after_new_names(),
        unit_words_after_old_rows(), unit_words_after_changed_names(), unit_words_after_changed_codes() CASCADE;
    DROP FUNCTION unit_words(bigint, text, text);
"""


class Migration(migrations.Migration):
    # History is written by a function of pghistory's, even where the first fill finds no unit.
    dependencies = [("organisations", "0003_words"), ("pghistory", "0007_auto_20250421_0444")]

    operations = [
        migrations.RunSQL(KEEPING, FORGETTING),
        migrations.RunSQL("UPDATE organisations_unit SET words = ''", ""),
    ]
