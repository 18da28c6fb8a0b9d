package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;

/** What cannot be meant, on any database. */
class SchemasRefusedTest {

    @TempDir
    Path directory;

    private SchemaMigrationsBuilder migrations;

    @BeforeEach
    void open() {
        migrations = SqliteFile.in(directory).migrations().migration("1", "CREATE TABLE shop (id INT)");
    }

    @Test
    void a_schema_that_is_named_twice() {
        assertThatThrownBy(() -> migrations.schemas(List.of("a", "b", "a", "c", "c")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("schemas: duplicate 'a', 'c'; name each once");
    }

    @Test
    void less_than_one_at_a_time() {
        assertThatThrownBy(() -> migrations.parallel(0)).isInstanceOf(InvalidSettingException.class)
                .hasMessage("parallel: 0 is not positive; set 1 or more");
    }

    @Test
    void a_history_table_that_has_a_schema_already() {
        migrations.historyTable("past.history");

        assertThatThrownBy(migrations.schemas(List.of("a"))::build).isInstanceOf(InvalidSettingException.class).hasMessage(
                "history-table: 'past.history' names a schema, and every schema has a history of its own:"
                        + " name the table alone");
        SchemaMigrations one = migrations.schemas(List.of()).build();
        assertThatThrownBy(() -> one.inSchema("a")).isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("history-table: ");
    }

    @Test
    void a_name_that_is_none() {
        SchemaMigrations one = migrations.build();

        assertThatThrownBy(() -> one.inSchema(" ")).isInstanceOf(InvalidSettingException.class)
                .hasMessage("' ' is not the name of a schema");
        assertThatThrownBy(() -> one.inSchema("a\tb")).isInstanceOf(InvalidSettingException.class);
    }

    @Test
    void a_schema_on_sqlite() {
        SchemaMigrations several = migrations.schemas(List.of("a")).build();

        assertThatThrownBy(several::migrate).isInstanceOf(InvalidSettingException.class)
                .hasMessage("schemas: SQLite has no schemas: give what needs one a datasource of its own");
        assertThatThrownBy(several.inSchema("a")::migrate).isInstanceOf(InvalidSettingException.class)
                .hasMessage("SQLite has no schemas: give what needs one a datasource of its own");
    }
}
