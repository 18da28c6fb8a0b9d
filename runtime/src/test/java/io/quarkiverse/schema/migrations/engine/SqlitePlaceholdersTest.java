package io.quarkiverse.schema.migrations.engine;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

class SqlitePlaceholdersTest extends PlaceholdersContract {

    @TempDir
    Path directory;

    @Override
    TestDatabase database() {
        return SqliteFile.in(directory);
    }
}
