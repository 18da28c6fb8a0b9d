package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.error.InterruptedMigrationException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.model.MigrationId;

/** Rows that the driver reads from a file: when it cannot, it ends the statement, and the server takes that for success. */
@ParameterizedClass
@EnumSource(names = { "MYSQL", "MARIADB" })
class MysqlLoadTest extends MysqlScriptRuns {

    @TempDir
    Path directory;

    private String serverSetting;

    /** The properties that let the driver read files; without any, MariaDB's reads whatever the statement names. */
    private String allowing() {
        return kind == DatabaseKind.MYSQL ? "allowLoadLocalInfile=true" : "connectTimeout=30000";
    }

    /** The properties that do not. */
    private String forbidding() {
        return kind == DatabaseKind.MYSQL ? "allowLoadLocalInfile=false" : "allowLocalInfile=false";
    }

    @BeforeEach
    void letTheServerAskForFiles() {
        serverSetting = database.query("SELECT @@GLOBAL.local_infile").get(0);
        database.execute("SET GLOBAL local_infile = ON");
    }

    @AfterEach
    void restore() {
        database.execute("SET GLOBAL local_infile = " + serverSetting);
    }

    private Path file() {
        return directory.resolve("rows");
    }

    private SchemaMigrations loading(String properties, String text) {
        return database.with(properties).migrations().migration("1", text.formatted(file())).build();
    }

    private void writeRows() throws IOException {
        Files.writeString(file(), "1\n2\n");
    }

    private static final String LOAD = "LOAD DATA LOCAL INFILE '%s' INTO TABLE shop (id)";

    @ParameterizedTest
    @ValueSource(strings = {
            LOAD,
            "LOAD DATA CONCURRENT LOCAL INFILE '%s' INTO TABLE shop (id);\nINSERT INTO item VALUES (1)",
            "LOAD DATA LOCAL INFILE '%s' INTO TABLE shop (id);\nCREATE TABLE more (id INT)",
            "LOAD XML LOCAL INFILE '%s' INTO TABLE shop ROWS IDENTIFIED BY '<row>'",
            "/*!50000 LOAD DATA LOCAL INFILE '%s' INTO TABLE shop (id) */",
            "START TRANSACTION;\nLOAD DATA LOCAL INFILE '%s' INTO TABLE shop (id);\nCOMMIT",
            "SET autocommit = 0;\nLOAD DATA LOCAL INFILE '%s' INTO TABLE shop (id);\nCOMMIT" })
    void does_not_note_rows_as_loaded_whose_file_is_missing(String load) throws IOException {
        String text = "CREATE TABLE shop (id INT);\nCREATE TABLE item (id INT);\n" + load;
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(loading(allowing(), text)::migrate).isInstanceOf(MigrationFailedException.class)
                    .hasMessageContaining("Migration '1' failed at memory:1/up.sql:").hasMessageContaining(file().toString())
                    .hasMessageContaining("LOAD ").hasMessageNotContaining("schema_migrations")
                    .hasMessageNotContaining("connection was lost");
            assertThat(progress().get(0)).startsWith("failed 2/").endsWith("not begun");
            assertThat(database.count("shop")).isZero();
        }

        Files.writeString(file(), load.contains("XML") ? "<row id='1'/><row id='2'/>" : "1\n2\n");
        loading(allowing(), text).migrate();
        assertThat(database.query("SELECT id FROM shop ORDER BY id")).containsExactly("1", "2");
        assertThat(progress().get(0)).startsWith("applied");
    }

    @Test
    void does_not_note_rows_as_loaded_that_the_driver_may_not_read() throws IOException {
        writeRows();
        String text = "CREATE TABLE shop (id INT);\n" + LOAD;
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(loading(forbidding(), text)::migrate).isInstanceOf(MigrationFailedException.class)
                    .hasMessageContaining("failed at memory:1/up.sql:2:1: ").hasMessageNotContaining("schema_migrations")
                    .hasMessageContaining("The statements before it are done.");
            assertThat(progress()).containsExactly("failed 1/2 not begun");
        }

        loading(allowing(), text).migrate();
        assertThat(database.count("shop")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "CREATE TABLE shop (id INT) ENGINE=MyISAM;\n" + LOAD,
            "CREATE TABLE shop (id INT);\nLOCK TABLES shop WRITE;\n" + LOAD + ";\nUNLOCK TABLES" })
    void asks_what_became_of_rows_that_no_transaction_holds(String text) throws IOException {
        assertThatThrownBy(loading(allowing(), text)::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("The failed statement may have committed a part of its work.")
                .hasMessageContaining("resolve(\"1\", ");
        writeRows();

        assertThatThrownBy(loading(allowing(), text)::migrate).isInstanceOf(InterruptedMigrationException.class);

        loading(allowing(), text).resolve(MigrationId.of("1"), Resolution.NOT_APPLIED);
        database.execute("DROP TABLE shop");
        loading(allowing(), text).migrate();
        assertThat(database.count("shop")).isEqualTo(2);
    }

    @Test
    void loads_in_the_way_back_too() throws IOException {
        database.with(allowing()).migrations().migration("1", "CREATE TABLE shop (id INT)",
                LOAD.formatted(file()) + ";\nDROP TABLE shop").build().migrate();
        SchemaMigrations migrations = database.with(allowing()).migrations().migration("1", "CREATE TABLE shop (id INT)",
                LOAD.formatted(file()) + ";\nDROP TABLE shop").build();

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(migrations::rollback).isInstanceOf(MigrationFailedException.class)
                    .hasMessageContaining("Rolling back '1' failed at ");
            assertThat(database.tables()).contains("shop");
        }

        writeRows();
        assertThat(migrations.rollback().done()).hasSize(1);
        assertThat(database.tables()).doesNotContain("shop");
    }
}
