package io.quarkiverse.schema.migrations.testing;

class SqliteMemoryFullCycleTest extends FullCycleContract {

    @Override
    On database() {
        return On.SQLITE_IN_MEMORY;
    }
}
