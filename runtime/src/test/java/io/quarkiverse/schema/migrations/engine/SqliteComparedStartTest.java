package io.quarkiverse.schema.migrations.engine;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

class SqliteComparedStartTest extends ComparedStartContract {

    @TempDir
    Path directory;

    @Override
    TestDatabase database() {
        return SqliteFile.in(directory);
    }

    @Override
    String kind() {
        return "sqlite";
    }

    @Override
    boolean compares() {
        return false;
    }
}
