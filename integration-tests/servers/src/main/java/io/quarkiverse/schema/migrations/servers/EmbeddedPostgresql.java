package io.quarkiverse.schema.migrations.servers;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

final class EmbeddedPostgresql {

    private EmbeddedPostgresql() {
    }

    /** It is stopped by a hook of its own when the JVM ends. */
    static Database start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("max_prepared_transactions", "5")
                    // making and dropping a database writes hundreds of files to the disk; only a crash of the machine needs it
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .start();
            return new Database("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres", "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL does not start", e);
        }
    }
}
