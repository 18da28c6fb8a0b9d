package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.ServerTool;
import io.quarkiverse.schema.migrations.databases.Servers;

/** What the server's own tool dumps runs as a migration. */
@ParameterizedClass
@EnumSource(names = { "MYSQL", "MARIADB" })
class MysqlDumpTest {

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private ServerDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.onServer();
    }

    /** The tool, with what has to stand in front of the options of the one who asks. */
    private ServerTool tool() {
        return kind == DatabaseKind.MYSQL ? Servers.mysqlDump() : Servers.mariadbDump();
    }

    @Test
    void a_database_made_from_a_dump_gives_the_same_dump() throws Exception {
        database.migrations().migration("1", shop()).build().migrate();
        String dump = dump(database);
        assertThat(dump).contains("TRIGGER", "PROCEDURE", "EVENT", "LOCK TABLES", "ünïcödé 🙂");

        ServerDatabase copy = kind.onServer();
        copy.migrations().migration("1", dump).build().migrate();

        assertThat(dump(copy)).isEqualTo(dump);
        assertThat(copy.query("SELECT full_name FROM customer ORDER BY id"))
                .isEqualTo(database.query("SELECT full_name FROM customer ORDER BY id"));
    }

    private static String shop() throws IOException {
        try (InputStream text = MysqlDumpTest.class.getResourceAsStream("/dump/mysql/shop.sql")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String dump(ServerDatabase database) throws Exception {
        URI server = URI.create(database.url().substring("jdbc:".length()));
        Path out = Files.createTempFile(directory, "dump", ".sql");
        Path complaints = Files.createTempFile(directory, "dump", ".err");
        List<String> command = new ArrayList<>(List.of(tool().program().toString(), "--no-defaults", "--skip-dump-date",
                "--routines", "--events", "--triggers", "--hex-blob", "--default-character-set=utf8mb4", "-h127.0.0.1",
                "-P" + server.getPort(), "-u" + database.user(),
                "--ignore-table=" + database.name() + ".schema_migrations_history"));
        if (tool().program().endsWith("mariadb-dump")) {
            command.add("--skip-ssl"); // with a password it would not go without, and the embedded server has none
        }
        if (!database.password().isEmpty()) {
            command.add("-p" + database.password());
        }
        command.add(database.name());
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(complaints.toFile());
        builder.environment().putAll(tool().environment());
        assertThat(builder.start().waitFor()).as(Files.readString(complaints)).isZero();
        return Files.readString(out).replace(database.name(), "the_database");
    }
}
