package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;

/** Nothing of ours becomes a part of what a script defines, and of nothing of ours the server's words tell. */
@ParameterizedClass
@EnumSource(names = { "MYSQL", "MARIADB" })
class MysqlBlocksTest extends MysqlScriptRuns {

    private static final String TABLE = "CREATE TABLE t (a INT, b INT);\n";
    private static final String TRIGGER = "CREATE TRIGGER t_bi BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.b = NEW.a; END;";
    private static final String CUT = "the block that begins here is cut at the semicolon in line ";

    private List<String> triggers() {
        return database.query("SELECT ACTION_STATEMENT FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = database()");
    }

    @Test
    void refuses_a_body_without_delimiter_before_anything_runs() {
        assertThatThrownBy(script(TABLE + TRIGGER)::migrate).isInstanceOf(UnsuitableScriptException.class)
                .hasMessageContaining("memory:1/up.sql:2:").hasMessageContaining(CUT + 2);

        assertThat(database.tables()).isEmpty();
    }

    @Test
    void refuses_a_body_without_delimiter_in_a_preview() {
        assertThatThrownBy(script(TABLE + TRIGGER)::plan).isInstanceOf(UnsuitableScriptException.class)
                .hasMessageContaining(CUT + 2);
    }

    @Test
    void refuses_a_body_without_delimiter_in_a_down_script() {
        database.migrations().migration("1", TABLE, TRIGGER).build().migrate();

        assertThatThrownBy(database.migrations().migration("1", TABLE, TRIGGER).build()::rollback)
                .isInstanceOf(UnsuitableScriptException.class).hasMessageContaining(CUT + 1);
        assertThatThrownBy(database.migrations().build()::rollback)
                .isInstanceOf(UnsuitableScriptException.class).hasMessageContaining(CUT + 1);
        assertThat(triggers()).isEmpty();
        assertThat(progress()).containsExactly("applied 1/1 not begun");
    }

    @Test
    void keeps_a_body_with_delimiter_as_it_is_written() {
        script(TABLE + "DELIMITER //\n" + TRIGGER.replace("END;", "END//") + "\nDELIMITER ;\nINSERT INTO t (a) VALUES (1);")
                .migrate();

        assertThat(triggers()).containsExactly("BEGIN SET NEW.b = NEW.a; END");
        assertThat(database.query("SELECT b FROM t")).containsExactly("1");
    }

    /** The server says that it is wrong, and gets nothing from us that would make it right. */
    @Test
    void lets_nothing_follow_a_body_that_another_delimiter_cuts() {
        String text = TABLE + "DELIMITER //\n" + TRIGGER.replace("END;", "//\nEND//");

        assertThatThrownBy(script(text)::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("memory:1/up.sql:3:1").hasMessageContaining(", error 1064)");
        assertThat(triggers()).isEmpty();
        assertThat(progress()).containsExactly("failed 1/3 not begun");
    }

    @Test
    void counts_lines_within_the_statement() {
        for (String text : List.of("SELECT 1\nFROM t\nWHERE FROM", TABLE + "SELECT 1\nFROM t\nWHERE FROM",
                TABLE + "INSERT INTO t VALUES (1, 2);\nSELECT 1\nFROM t\nWHERE FROM")) {
            database.execute("DROP TABLE IF EXISTS t, schema_migrations_history");
            assertThatThrownBy(script(text)::migrate).hasMessageContaining("near 'FROM' at line 3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "CREATE TABLE shop (a INT b)", "INSERT INTO t VALUES (1, 2", "ALTER TABLE t FOO", "SELECT 1 FROM",
            "SELECT 'it''s \n;', 1 FRO t" })
    void quotes_nothing_of_ours_in_the_words_of_the_server(String wrong) {
        for (String text : List.of(wrong, TABLE + wrong, TABLE + wrong + ";\nSELECT 1",
                TABLE + "BEGIN;\n" + wrong + ";COMMIT")) {
            database.execute("DROP TABLE IF EXISTS t, schema_migrations_history");
            assertThatThrownBy(script(text)::migrate).hasMessageContaining("near '")
                    .satisfies(e -> {
                        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                            assertThat(cause.toString()).doesNotContainIgnoringCase("schema_migrations_")
                                    .doesNotContain("UPDATE", "SAVEPOINT");
                        }
                    });
            assertThat(database.query("SELECT failure FROM schema_migrations_history").get(0)).contains("near '")
                    .doesNotContainIgnoringCase("schema_migrations_").doesNotContain("UPDATE", "SAVEPOINT");
        }
    }
}
