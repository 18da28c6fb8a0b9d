package io.quarkiverse.schema.migrations.engine;

class SqliteLiquibaseAdoptionTest extends LiquibaseAdoptionContract {

    @Override
    TestDatabase database() {
        return SqliteFile.in(directory);
    }
}
