package io.quarkiverse.schema.migrations.servers;

import java.util.function.Supplier;

/**
 * A database on a server.
 *
 * @param url where it is, for JDBC
 * @param user who connects
 * @param password the user's; empty when none is asked for
 */
public record Database(String url, String user, String password) {

    private static final String BEFORE_NAME = "^(jdbc:\\w+://[^/]+/)[^?]*";

    /** Makes it once a JVM, whichever class loader asks: a Quarkus test has several. */
    static Database once(String key, Supplier<Database> maker) {
        String property = Database.class.getPackageName() + "." + key;
        synchronized (System.class) {
            String[] known = System.getProperty(property, "").split(" ", -1);
            if (known.length == 3) {
                return new Database(known[0], known[1], known[2]);
            }
            Database made = maker.get();
            System.setProperty(property, String.join(" ", made.url, made.user, made.password));
            return made;
        }
    }

    /** The database of another name on the same server. */
    public Database named(String name) {
        return new Database(url.replaceFirst(BEFORE_NAME, "$1" + name), user, password);
    }
}
