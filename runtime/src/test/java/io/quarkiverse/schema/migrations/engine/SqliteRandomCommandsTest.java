package io.quarkiverse.schema.migrations.engine;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

class SqliteRandomCommandsTest extends RandomCommandsContract {

    @TempDir
    Path directory;

    @Override
    TestDatabase database() {
        return SqliteFile.in(directory);
    }

    @Override
    boolean isStepwise(int number) {
        return number % 2 == 0;
    }
}
