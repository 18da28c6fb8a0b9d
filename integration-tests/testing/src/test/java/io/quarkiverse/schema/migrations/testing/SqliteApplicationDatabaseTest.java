package io.quarkiverse.schema.migrations.testing;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

class SqliteApplicationDatabaseTest extends ApplicationDatabaseContract {

    @TempDir
    Path folder;

    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve("application.db") + "?foreign_keys=true&journal_mode=wal";
    }
}
