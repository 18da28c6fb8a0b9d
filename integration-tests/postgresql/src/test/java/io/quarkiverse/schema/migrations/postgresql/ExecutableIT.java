package io.quarkiverse.schema.migrations.postgresql;

import io.quarkiverse.schema.migrations.servers.ExecutableContract;
import io.quarkiverse.schema.migrations.servers.Server;

class ExecutableIT extends ExecutableContract {

    ExecutableIT() {
        super(Server.POSTGRESQL);
    }
}
