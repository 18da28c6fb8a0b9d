package io.quarkiverse.schema.migrations.internal.engine;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.OwnServer;

class PostgresqlServerDeathTest extends ServerDeathContract {

    private static OwnServer server;

    @BeforeAll
    static void startServer(@TempDir Path data) throws IOException {
        server = OwnServer.postgresql(data);
    }

    @AfterAll
    static void endServer() throws Exception {
        server.close();
    }

    @Override
    OwnServer server() {
        return server;
    }

    /** Every statement of these scripts tells what became of it. */
    @Override
    String unknowable() {
        return "nothing of the kind";
    }

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    @Override
    String sleep(int seconds) {
        return "SELECT pg_sleep(%d)".formatted(seconds);
    }

    @Override
    String sleeper() {
        return "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
    }

    @Override
    String messageOfDeath() {
        return "(?s).*Migration '2' failed at memory:2/up.sql.*The connection was lost. Either all of it was committed, or nothing."
                + " Retry: the history tells which\\.";
    }
}
