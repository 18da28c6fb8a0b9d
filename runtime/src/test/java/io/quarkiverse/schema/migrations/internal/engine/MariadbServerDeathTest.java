package io.quarkiverse.schema.migrations.internal.engine;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.OwnServer;

class MariadbServerDeathTest extends ServerDeathContract {

    private static OwnServer server;

    @BeforeAll
    static void startServer(@TempDir Path data) throws IOException {
        server = OwnServer.mariadb(data);
    }

    @AfterAll
    static void endServer() throws Exception {
        server.close();
    }

    @Override
    OwnServer server() {
        return server;
    }

    /** Killed between the section's commit and its progress. */
    @Override
    String unknowable() {
        return "LOCK TABLES";
    }

    @Override
    DatabaseKind kind() {
        return DatabaseKind.MARIADB;
    }

    @Override
    String sleep(int seconds) {
        return "DO SLEEP(%d)".formatted(seconds);
    }

    @Override
    String sleeper() {
        return "SELECT id FROM information_schema.processlist WHERE state = 'User sleep'";
    }

    @Override
    String messageOfDeath() {
        return "(?s).*Migration '2' failed at memory:2/up.sql:1:1: .*The connection was lost\\. Retry: the next run finds out"
                + " what the server did, and resumes there\\. It may have been at one of the statements behind this one,"
                + " which were sent together with it\\.";
    }
}
