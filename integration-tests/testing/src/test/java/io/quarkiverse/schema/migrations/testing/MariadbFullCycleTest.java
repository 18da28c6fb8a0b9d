package io.quarkiverse.schema.migrations.testing;

class MariadbFullCycleTest extends FullCycleContract {

    @Override
    On database() {
        return On.MARIADB;
    }
}
