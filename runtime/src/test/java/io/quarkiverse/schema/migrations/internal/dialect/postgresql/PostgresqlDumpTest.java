package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;

class PostgresqlDumpTest {

    @TempDir
    Path directory;

    private static String fixture(String name) throws IOException {
        try (InputStream text = PostgresqlDumpTest.class.getResourceAsStream("/dump/postgresql/" + name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ServerDatabase migrated(String script) {
        ServerDatabase database = Servers.postgresql();
        assertThat(database.migrations().migration("1", script).build().migrate().done()).hasSize(1);
        return database;
    }

    @Test
    void runs_a_dump_as_a_migration() throws IOException {
        ServerDatabase original = migrated(fixture("shop.sql"));
        ServerDatabase fromDump = migrated(fixture("shop.dump.sql"));

        List<String> snapshot = original.query(fixture("snapshot.sql"));
        assertThat(snapshot).hasSizeGreaterThan(60);
        assertThat(fromDump.query(fixture("snapshot.sql"))).isEqualTo(snapshot);
    }

    @Test
    void runs_a_dump_statement_by_statement() throws IOException {
        ServerDatabase original = migrated(fixture("shop.sql"));
        ServerDatabase fromDump = migrated("-- schema-migrations: transaction=none\n" + fixture("shop.dump.sql"));

        assertThat(fromDump.query(fixture("snapshot.sql"))).isEqualTo(original.query(fixture("snapshot.sql")));
    }

    /** With the tool of this machine, where it is not older than the server; the tests above have a dump at hand. */
    @Test
    void a_database_made_from_a_dump_gives_the_same_dump() throws Exception {
        ServerDatabase original = migrated(fixture("shop.sql"));
        int server = Integer.parseInt(original.query("SHOW server_version_num").get(0)) / 10000;
        int tool = toolVersion();
        assumeTrue(tool >= server, "pg_dump " + tool + " cannot dump a server of version " + server);

        String dump = dump(original);

        assertThat(dump(migrated(dump))).isEqualTo(dump);
    }

    private int toolVersion() throws Exception {
        try {
            Matcher version = Pattern.compile("\\) (\\d+)").matcher(run(List.of("pg_dump", "--version")));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0; // there is none
        }
    }

    private String dump(ServerDatabase database) throws Exception {
        URI server = URI.create(database.url().substring("jdbc:".length()));
        return run(new ArrayList<>(List.of("pg_dump", "--restrict-key=x", "--exclude-table=*.schema_migrations_history", "-h",
                server.getHost(), "-p", "" + server.getPort(), "-U", database.user(), database.name())));
    }

    private String run(List<String> command) throws Exception {
        Path out = Files.createTempFile(directory, "out", ".txt");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        String said = process.waitFor() == 0 ? "" : Files.readString(out);
        assertThat(said).isEmpty();
        return Files.readString(out);
    }
}
