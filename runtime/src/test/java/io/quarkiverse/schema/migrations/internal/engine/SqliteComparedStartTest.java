package io.quarkiverse.schema.migrations.internal.engine;

import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
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
