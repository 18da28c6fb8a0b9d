package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.databases.JavaProcess;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.internal.engine.LockHolder;
import io.quarkiverse.schema.migrations.servers.Database;

/** A SQLite file that several users of the system may write, and others may read. */
class TwoUsersTest {

    private static final int FIRST = 61001;
    private static final int SECOND = 61002;
    private static final int STRANGER = 61003;
    private static final int GROUP = 61000;

    @TempDir
    Path temp;

    private Path folder;
    private Path database;
    private Path lockFile;

    @BeforeEach
    void makeDatabase() throws Exception {
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
        folder = Files.createDirectory(temp.toRealPath().resolve("data"));
        database = folder.resolve("shop.db");
        lockFile = folder.resolve("shop.db-migrations.lock");
        try (Connection connection = new SqliteFile(database, "").dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE shop (id INT)");
        }
    }

    @Test
    void the_lock_file_has_the_permissions_of_the_database() throws IOException {
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-rw----"));

        migrate();

        assertThat(permissions(lockFile)).isEqualTo("rw-rw----");
    }

    @Test
    void a_lock_file_of_earlier_releases_gets_them_from_its_owner() throws IOException {
        Files.setPosixFilePermissions(Files.createFile(lockFile), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-rw-rw-"));

        migrate();

        assertThat(permissions(lockFile)).isEqualTo("rw-rw-rw-");
    }

    private void migrate() {
        new SqliteFile(database, "").migrations()
                .migration("1", "-- schema-migrations: transaction=none\nCREATE TABLE t1 (id INT)").build().migrate();
    }

    static boolean isRoot() throws Exception {
        return run("id", "-u").strip().equals("0");
    }

    @Test
    @EnabledIf("isRoot")
    void who_may_write_the_database_may_run_whoever_came_first() throws Exception {
        give(folder, FIRST, "rwxrwx---");
        give(database, FIRST, "rw-rw----");

        assertThat(as(FIRST, "migrate", "1")).isEqualTo("1");
        assertThat(Files.getAttribute(lockFile, "unix:uid")).isEqualTo(FIRST);
        assertThat(Files.getAttribute(lockFile, "unix:gid")).isEqualTo(GROUP);
        assertThat(as(SECOND, "migrate", "1", "2")).isEqualTo("1");
        assertThat(as(FIRST, "migrate", "1", "2", "3")).isEqualTo("1");
        Files.delete(lockFile);
        assertThat(as(SECOND, "migrate", "1", "2", "3", "4")).isEqualTo("1");
        assertThat(as(FIRST, "migrate", "1", "2", "3", "4", "5")).isEqualTo("1");
    }

    @Test
    @EnabledIf("isRoot")
    void root_leaves_the_lock_file_to_the_owner_of_the_database() throws Exception {
        give(folder, FIRST, "rwx------");
        give(database, FIRST, "rw-r-----");

        assertThat(as(0, "migrate", "1")).isEqualTo("1");
        assertThat(as(FIRST, "migrate", "1", "2")).isEqualTo("1");
    }

    @Test
    @EnabledIf("isRoot")
    void who_may_only_read_the_database_can_ask_what_its_state_is() throws Exception {
        give(folder, FIRST, "rwxr-xr-x");
        give(database, FIRST, "rw-r--r--");
        assertThat(as(FIRST, "migrate", "1")).isEqualTo("1");
        setInProgress();

        assertThat(as(STRANGER, "status", "1")).isEqualTo("INTERRUPTED");
        assertThat(as(STRANGER, "validate", "1")).isEqualTo("1");
        try (JavaProcess holder = JavaProcess.start(LockHolder.class, "file", lockFile.toString())) {
            holder.awaitLine("held");
            assertThat(as(STRANGER, "status", "1")).isEqualTo("RUNNING");
        }
        Files.setPosixFilePermissions(lockFile, PosixFilePermissions.fromString("rw-------"));
        assertThat(as(STRANGER, "status", "1")).isEqualTo("INTERRUPTED");
        Files.delete(lockFile);
        assertThat(as(STRANGER, "status", "1")).isEqualTo("INTERRUPTED");
        assertThat(as(STRANGER, "plan", "1")).isEqualTo("1");
        assertThat(lockFile).doesNotExist();
    }

    @Test
    @EnabledIf("isRoot")
    void who_may_not_write_the_lock_file_is_told_what_it_lacks() throws Exception {
        give(folder, FIRST, "rwxrwx---");
        give(database, FIRST, "rw-rw----");
        give(Files.createFile(lockFile), FIRST, "rw-r--r--");

        assertThat(as(SECOND, "migrate", "1")).contains("the lock file " + lockFile + " cannot be written")
                .contains("give it the owner, the group and the permissions of the database");
    }

    private void setInProgress() throws Exception {
        try (Connection connection = new SqliteFile(database, "").dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE schema_migrations_history SET state = 'in progress'");
        }
    }

    private static void give(Path path, int user, String permissions) throws IOException {
        Files.setAttribute(path, "unix:uid", user);
        Files.setAttribute(path, "unix:gid", GROUP);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** Runs a command in a process of that user, who need not be able to read where the tests are. */
    private String as(int user, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        if (user != 0) {
            command.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + (user == STRANGER ? user : GROUP),
                    "--clear-groups"));
        }
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + publicFolder("tmp" + user, user), "-cp", classPath(), UserProcess.class.getName(),
                database.toString()));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new)).strip();
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private Path publicFolder(String name, int user) throws IOException {
        Path made = Files.createDirectories(temp.resolve(name));
        Files.setAttribute(made, "unix:uid", user);
        return made;
    }

    private String classPath() throws Exception {
        Path copies = temp.resolve("classes");
        Set<String> entries = new LinkedHashSet<>();
        for (Class<?> type : List.of(SchemaMigrations.class, UserProcess.class, Database.class,
                org.sqlite.SQLiteDataSource.class, org.jboss.logging.Logger.class, org.slf4j.Logger.class)) {
            URI place = type.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path copy = copies.resolve(type.getSimpleName() + entries.size());
            if (!Files.exists(copy)) {
                Files.createDirectories(copies);
                copyAll(Path.of(place), copy);
            }
            entries.add(copy.toString());
        }
        return String.join(":", entries);
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path copy = path.equals(from) ? to : to.resolve(from.relativize(path).toString());
                Files.copy(path, copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }
}
