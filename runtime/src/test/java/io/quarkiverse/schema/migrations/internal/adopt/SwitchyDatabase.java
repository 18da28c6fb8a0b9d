package io.quarkiverse.schema.migrations.internal.adopt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.quarkiverse.schema.migrations.databases.TestDatabase;

/**
 * What switchy leaves in a database, in every layout that its table has had.
 *
 * @param database where it was at work
 * @param time the type that it gives to times there
 */
record SwitchyDatabase(TestDatabase database, String time) {

    static final String INITIAL = "2023-10-13-195407_initial";
    static final String TRACKS = "2023-10-14-031701_tracks";
    static final String SIZES = "2023-11-06-043630_sizes";

    static final String TABLE = "__switchy_migrations";

    static Path scripts() {
        try {
            return Path.of(SwitchyDatabase.class.getResource("/adoption/music").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hash(String id, String file, String prefix) {
        Path script = scripts().resolve(id).resolve(file);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(prefix.getBytes());
            digest.update(Files.exists(script) ? Files.readAllBytes(script) : new byte[0]);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void schemaAsSwitchyHasLeftIt() {
        database.execute("CREATE TABLE artist (id INT NOT NULL PRIMARY KEY, title VARCHAR(100) NOT NULL)",
                "CREATE TABLE track (id INT NOT NULL PRIMARY KEY, artist INT NOT NULL)");
    }

    void tableOfNames(String table) {
        schemaAsSwitchyHasLeftIt();
        database.execute("CREATE TABLE " + table + " (name TEXT NOT NULL, run_on " + time + " NOT NULL)",
                "INSERT INTO " + table + " VALUES ('" + TRACKS + "', '2023-12-01 10:20:31'), ('" + INITIAL
                        + "', '2023-12-01 10:20:30')");
    }

    void tableOfStates() {
        schemaAsSwitchyHasLeftIt();
        database.execute("CREATE TABLE " + TABLE + " (id TEXT NOT NULL, run_on " + time + " NOT NULL, finished_on " + time
                + ", status TEXT NOT NULL, failure_reason TEXT)");
    }

    void state(String id, String second, String status, String reason) {
        database.execute("INSERT INTO " + TABLE + " VALUES ('" + id + "', '2023-12-01 10:20:" + second + "', "
                + (status.equals("in_progress") ? "NULL" : "'2023-12-01 10:21:" + second + "'") + ", '" + status + "', "
                + (reason == null ? "NULL" : "'" + reason + "'") + ")");
    }

    void tableOfChecksums() {
        schemaAsSwitchyHasLeftIt();
        database.execute("CREATE TABLE " + TABLE + " (id TEXT NOT NULL, run_on " + time + " NOT NULL, finished_on " + time
                + ", up_checksum VARCHAR(64) NOT NULL, down_checksum VARCHAR(64) NOT NULL, status TEXT NOT NULL,"
                + " failure_reason TEXT)");
    }

    void checksums(String id, String up, String down) {
        database.execute("INSERT INTO " + TABLE + " VALUES ('" + id + "', '2023-12-01 10:20:30', '2023-12-01 10:20:32', '"
                + up + "', '" + down + "', 'completed', NULL)");
    }
}
