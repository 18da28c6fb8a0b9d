package io.quarkiverse.schema.migrations.engine;

class SqliteFlywayAdoptionTest extends FlywayAdoptionContract {

    @Override
    TestDatabase database() {
        return SqliteFile.in(directory);
    }
}
