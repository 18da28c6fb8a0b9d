package io.quarkiverse.schema.migrations.engine;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

class SqliteAdoptionKillTest extends AdoptionKillContract {

    @TempDir
    Path directory;

    @Override
    TestDatabase database() {
        return SqliteFile.in(directory);
    }

    @Override
    String[] address() {
        return new String[] { "jdbc:sqlite:" + SqliteFile.in(directory).file(), "", "" };
    }
}
