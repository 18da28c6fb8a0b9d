package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;
import io.quarkiverse.schema.migrations.databases.SqliteFile;

/** Scripts that return more rows than the memory of the process holds that runs them. */
class LargeResultsTest {

    private static final String ROWS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)"
            + " SELECT %s FROM n;\n";

    @TempDir
    Path directory;

    private void assertThatMigrates(String url, String user, String password, String... scripts) throws Exception {
        for (int i = 0; i < scripts.length; i++) {
            Files.writeString(Files.createDirectories(directory.resolve("scripts")).resolve(i + "_rows.sql"), scripts[i]);
        }
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                MigratingProcess.class.getName(), url, user, password, directory.resolve("scripts").toString(), ""))
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            boolean ended = process.waitFor(2, TimeUnit.MINUTES);
            assertThat(ended ? process.exitValue() : -1).as(() -> read(log)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void assertThatMigrates(ServerDatabase database, String... scripts) throws Exception {
        assertThatMigrates(database.url(), database.user(), database.password(), scripts);
    }

    @Test
    void are_dropped_as_they_come_on_sqlite() throws Exception {
        SqliteFile file = SqliteFile.in(directory);
        String rows = ROWS.formatted("hex(zeroblob(500000))");

        assertThatMigrates("jdbc:sqlite:" + file.file(), "", "",
                "CREATE TABLE t (a INT);\n" + rows + "INSERT INTO t VALUES (1)",
                "-- schema-migrations: transaction=none\n" + rows + "INSERT INTO t VALUES (1);\n" + rows);

        assertThat(file.count("t")).isEqualTo(2);
    }

    @Test
    void are_dropped_as_they_come_on_postgresql() throws Exception {
        ServerDatabase database = Servers.postgresql();
        String rows = ROWS.formatted("repeat('x', 1000000)");
        String returning = "INSERT INTO t SELECT i FROM generate_series(1, 100) AS s (i) RETURNING repeat('x', 1000000);\n";

        assertThatMigrates(database,
                "CREATE TABLE t (a INT);\n" + rows + returning + "SELECT 1;\nDELETE FROM t;\nINSERT INTO t VALUES (1)",
                "-- schema-migrations: transaction=none\n" + rows + returning + "DELETE FROM t WHERE a > 1;\n" + rows);

        assertThat(database.count("t")).isEqualTo(2);
    }

    @Test
    void are_dropped_as_they_come_on_postgresql_in_its_simple_protocol() throws Exception {
        ServerDatabase database = Servers.postgresql();

        assertThatMigrates(database.with("preferQueryMode=simple"), ROWS.formatted("repeat('x', 1000000)"));

        assertThat(database.count("schema_migrations_history")).isOne();
    }

    @Test
    void are_dropped_as_they_come_through_mysqls_driver() throws Exception {
        assertThatMigratesOnMysql(Servers.mysql(), Function.identity());
    }

    @Test
    void are_dropped_as_they_come_on_mariadb() throws Exception {
        assertThatMigratesOnMysql(Servers.mariadb(), script -> script
                + "INSERT INTO t SELECT seq FROM seq_2_to_100 RETURNING REPEAT('x', 1000000);\nDELETE FROM t WHERE a > 1;\n");
    }

    private void assertThatMigratesOnMysql(ServerDatabase database, Function<String, String> more) throws Exception {
        String rows = ROWS.formatted("REPEAT('x', 1000000)");

        assertThatMigrates(database, more.apply("CREATE TABLE t (a INT);\nINSERT INTO t VALUES (1);\n" + rows
                + "INSERT INTO t VALUES (1);\nDELIMITER //\nCREATE PROCEDURE p() BEGIN " + rows + rows
                + " END //\nDELIMITER ;\n"
                + "CALL p();\n" + rows), rows);

        assertThat(database.count("t")).isEqualTo(2);
        assertThat(database.count("schema_migrations_history")).isEqualTo(2);
    }
}
