package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;

class SqliteRollbackTest {

    @TempDir
    Path directory;

    @Test
    void a_kept_down_script_has_its_own_limits() {
        String slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT count(*) FROM n";
        TestDatabase database = SqliteFile.in(directory);
        database.migrations()
                .migration("1", "CREATE TABLE item (id INT)", "-- schema-migrations: statement-timeout=100ms\n" + slow).build()
                .migrate();

        assertThatThrownBy(database.migrations().build()::rollback).isInstanceOf(MigrationFailedException.class)
                .hasMessageStartingWith("Rolling back '1' failed at history:1:2:1: cancelled after the statement-timeout of"
                        + " 100 ms");
    }
}
