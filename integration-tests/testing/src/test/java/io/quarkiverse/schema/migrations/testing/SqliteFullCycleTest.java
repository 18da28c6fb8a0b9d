package io.quarkiverse.schema.migrations.testing;

class SqliteFullCycleTest extends FullCycleContract {

    @Override
    On database() {
        return On.SQLITE;
    }
}
