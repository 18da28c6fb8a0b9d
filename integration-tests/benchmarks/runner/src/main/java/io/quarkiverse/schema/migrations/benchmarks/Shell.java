package io.quarkiverse.schema.migrations.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.quarkiverse.schema.migrations.servers.Database;

/** A database's own shell, which does nothing but run the text: nobody can be expected to take less. */
final class Shell {

    /** How tables call it. */
    static final String PARTICIPANT = "the shell";
    /** The same when it keeps a history, a row inserted before each file and updated behind it, in its transaction. */
    static final String REMEMBERING = "the shell, with a history";

    private static final String HISTORY = """
            CREATE TABLE shell_history (id VARCHAR(255) NOT NULL PRIMARY KEY, checksum CHAR(64) NOT NULL,
                state VARCHAR(20) NOT NULL, started_at TIMESTAMP NOT NULL, finished_at TIMESTAMP, duration_ms BIGINT);
            """;
    private static final String BEFORE = """
            INSERT INTO shell_history (id, checksum, state, started_at)
                VALUES ('%s', repeat('0', 64), 'applied', clock_timestamp());
            """;
    private static final String BEHIND = """
            UPDATE shell_history SET finished_at = clock_timestamp(),
                duration_ms = (extract(epoch FROM clock_timestamp() - started_at) * 1000)::bigint WHERE id = '%s';
            """;

    private final Path program;

    private Shell(Path program) {
        this.program = program;
    }

    /** The first of the programs that there is; empty when there is none. */
    static Optional<Shell> any(String... programs) {
        List<Path> folders = Stream.concat(Stream.ofNullable(System.getenv("TEST_MYSQL_BIN")),
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))).map(Path::of).toList();
        return Arrays.stream(programs).flatMap(program -> folders.stream().map(folder -> folder.resolve(program)))
                .filter(Files::isExecutable).findFirst().map(Shell::new);
    }

    /** That of a server. */
    static Optional<Shell> of(TestedServer server) {
        return switch (server) {
            case POSTGRESQL -> any("psql");
            case MYSQL -> any("mysql", "mariadb");
        };
    }

    /** What the program is called. */
    String name() {
        return program.getFileName().toString();
    }

    /**
     * Runs files on a server, each in a transaction where that means anything.
     *
     * @return how long it took
     */
    Duration run(TestedServer server, Database database, List<Path> files) {
        return switch (server) {
            case POSTGRESQL -> psql(database, inTransactions(files));
            case MYSQL -> mysql(database, together(files));
        };
    }

    /** The same on PostgreSQL, each file with its row in a history. */
    Duration runRemembering(Database database, List<Path> files) {
        return psql(database, together(files, "-history", HISTORY, file -> "BEGIN;\n" + BEFORE.formatted(file.getFileName()),
                file -> BEHIND.formatted(file.getFileName()) + "COMMIT;\n"));
    }

    private Duration psql(Database database, Path input) {
        URI uri = uri(database);
        return timed(new ProcessBuilder(program.toString(), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", uri.getHost(), "-p",
                Integer.toString(uri.getPort()), "-U", database.user(), uri.getPath().substring(1)), database, input);
    }

    private Duration mysql(Database database, Path input) {
        URI uri = uri(database);
        return timed(new ProcessBuilder(program.toString(), "-h", uri.getHost(), "-P", Integer.toString(uri.getPort()), "-u",
                database.user(), uri.getPath().substring(1)), database, input);
    }

    private static URI uri(Database database) {
        return URI.create(database.url().substring("jdbc:".length()));
    }

    /** Runs files on a file of SQLite. */
    Duration run(Path database, List<Path> files) {
        return timed(new ProcessBuilder(program.toString(), "-bail", database.toString()),
                new Database("", "", ""), inTransactions(files));
    }

    private static Duration timed(ProcessBuilder shell, Database database, Path input) {
        shell.environment().put("PGPASSWORD", database.password());
        shell.environment().put("MYSQL_PWD", database.password());
        shell.redirectInput(input.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        long began = System.nanoTime();
        try {
            int exit = shell.start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException(shell.command() + " ended with " + exit);
            }
            return Duration.ofNanos(System.nanoTime() - began);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path inTransactions(List<Path> files) {
        return together(files, "-transactions", "", file -> "BEGIN;\n", file -> "COMMIT;\n");
    }

    private static Path together(List<Path> files) {
        return together(files, "-together", "", file -> "", file -> "");
    }

    /** One file of all. It is made before the time begins to count. */
    private static Path together(List<Path> files, String suffix, String first, Function<Path, String> before,
            Function<Path, String> behind) {
        try {
            // beside the folder, in which others look for scripts
            Path folder = files.get(0).getParent();
            Path all = folder.resolveSibling(folder.getFileName() + suffix + ".sql");
            if (!Files.exists(all)) {
                try (var out = Files.newOutputStream(all)) {
                    out.write(first.getBytes());
                    for (Path file : files) {
                        out.write(before.apply(file).getBytes());
                        Files.copy(file, out);
                        out.write(behind.apply(file).getBytes());
                    }
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
