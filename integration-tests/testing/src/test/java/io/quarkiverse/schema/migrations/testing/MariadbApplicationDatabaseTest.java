package io.quarkiverse.schema.migrations.testing;

import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.Server;

class MariadbApplicationDatabaseTest extends ApplicationDatabaseContract {

    private final Database database = Server.MARIADB.empty("of_an_application");

    @Override
    String url() {
        return database.url();
    }

    @Override
    String user() {
        return database.user();
    }

    @Override
    String password() {
        return database.password();
    }
}
