package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.CleanRefusedException;

/** Dropping everything, on every database alike. */
@ParameterizedClass
@EnumSource
class CleanTest {

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.empty(directory);
    }

    private SchemaMigrationsBuilder shop() {
        return database.migrations().migration("1",
                "CREATE TABLE shop (id INT PRIMARY KEY);\n"
                        + "CREATE TABLE item (id INT PRIMARY KEY, shop INT, FOREIGN KEY (shop) REFERENCES shop (id));\n"
                        + "INSERT INTO shop VALUES (1);\nINSERT INTO item VALUES (1, 1)")
                .migration("2", "CREATE VIEW v AS SELECT id FROM item;\nCREATE VIEW w AS SELECT id FROM v");
    }

    @Test
    void is_refused_unless_it_is_allowed() {
        shop().build().migrate();

        assertThatThrownBy(shop().build()::clean).isInstanceOf(CleanRefusedException.class)
                .hasMessage("Clean refused, nothing was dropped.\nSet clean-allowed=true (in development mode and tests only),"
                        + " or call cleanAllowed() of the builder");
        assertThat(database.count("item")).isOne();
    }

    @Test
    void drops_everything_whoever_made_it() {
        shop().build().migrate();
        database.execute("CREATE TABLE elsewhere (id INT)");

        assertThat(shop().cleanAllowed().build().clean().dropped()).contains("view v", "view w", "table shop", "table item",
                "table elsewhere", "table schema_migrations_history");
        assertThat(database.tables()).isEmpty();
        assertThat(shop().build().migrate().done()).hasSize(2);
    }

    @Test
    void drops_nothing_where_there_is_nothing() {
        assertThat(shop().cleanAllowed().build().clean().dropped()).isEmpty();
        assertThat(database.tables()).isEmpty();
    }
}
