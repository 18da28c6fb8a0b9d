package io.quarkiverse.schema.migrations.engine;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

class SqliteCodeTest extends TransactionalCodeContract {

    @TempDir
    Path directory;

    @Override
    TestDatabase database() {
        return SqliteFile.in(directory);
    }

    @Override
    String leavesTraces() {
        return "PRAGMA cache_size = 7";
    }

    @Override
    String traces() {
        return "PRAGMA cache_size";
    }
}
