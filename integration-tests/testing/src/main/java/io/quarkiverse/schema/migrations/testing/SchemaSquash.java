package io.quarkiverse.schema.migrations.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.report.MigrationStatus;
import io.quarkiverse.schema.migrations.testing.host.Login;
import io.quarkiverse.schema.migrations.testing.squash.Dump;
import io.quarkiverse.schema.migrations.testing.squash.ReplacedPlaceholders;

/**
 * Writes baseline scripts: dumps an empty database to which the migrations up to a certain one were applied, with the rows
 * that they have inserted, without history tables, session settings and owners.
 * <p>
 * PostgreSQL, MySQL and MariaDB are dumped with their own tool ({@code pg_dump}, {@code mysqldump}, {@code mariadb-dump}),
 * which must be installed; SQLite needs none. {@link MigrationSuite} then proves that the script leads to the same schema.
 */
public final class SchemaSquash {

    private static final Pattern FOLDER = Pattern.compile("(?:.*/)?([^/]+)/(?:up|baseline)(\\.\\w+)?\\.sql");
    private static final Pattern FLYWAY = Pattern.compile("(?:.*/)?[VB](\\d[^/]*\\.sql)");
    private static final Pattern FILE = Pattern
            .compile("(?:.*/)?([^/]+?)(?:\\.up|\\.baseline)?(\\.(?:sqlite|postgresql|mysql|mariadb))?\\.sql");

    private final MigrationsUnderTest migrations;
    private final Optional<Path> tools;
    private final boolean valuesAllowed;

    private SchemaSquash(MigrationsUnderTest migrations, Optional<Path> tools, boolean valuesAllowed) {
        this.migrations = migrations;
        this.tools = tools;
        this.valuesAllowed = valuesAllowed;
    }

    /** Returns what writes baseline scripts of migrations, on the database that they are tested on. */
    public static SchemaSquash of(MigrationsUnderTest migrations) {
        return new SchemaSquash(Objects.requireNonNull(migrations, "migrations"), Optional.empty(), false);
    }

    /** Returns the same with the database's tools in a directory; otherwise they are looked for in the {@code PATH}. */
    public SchemaSquash withTools(Path directory) {
        return new SchemaSquash(migrations, Optional.of(directory), valuesAllowed);
    }

    /**
     * Returns the same that may write the values of placeholders into the script; otherwise migrations with placeholders are
     * refused. A secret is never written: a placeholder with a name such as {@code dbPassword}, {@code secret} or
     * {@code apiToken}, or a value with a password in a URL.
     */
    public SchemaSquash withPlaceholderValues() {
        return new SchemaSquash(migrations, tools, true);
    }

    /**
     * Returns the baseline script that replaces the migrations up to and including one.
     *
     * @throws IllegalArgumentException when there is no such versioned migration; with those that there are
     * @throws IllegalStateException when the migrations use placeholders whose values may not be written, or the database's
     *         tool is missing or cannot dump this server; with what to do
     * @throws UncheckedIOException when a script cannot be read
     * @throws io.quarkiverse.schema.migrations.error.SchemaMigrationsException when migrating fails
     */
    public String script(String id) {
        try (TestDatabases databases = migrations.open()) {
            return script(databases, migration(databases, id).id());
        } catch (IOException e) {
            throw failure(id, e);
        }
    }

    /**
     * Writes the baseline script that replaces the migrations up to and including one, replacing what was written before.
     *
     * @param folder where the migrations are, such as {@code src/main/resources/db/migrations}
     * @return the file, named as the migration's own script is: {@code <id>/baseline.sql}, {@code <id>.baseline.sql} or
     *         {@code B<version>__<description>.sql}
     * @throws IllegalArgumentException when there is no such versioned migration; with those that there are
     * @throws IllegalStateException when the migrations use placeholders whose values may not be written, or the database's
     *         tool is missing or cannot dump this server; with what to do
     * @throws UncheckedIOException when the file cannot be written
     * @throws io.quarkiverse.schema.migrations.error.SchemaMigrationsException when migrating fails
     */
    public Path write(String id, Path folder) {
        try (TestDatabases databases = migrations.open()) {
            MigrationStatus migration = migration(databases, id);
            Path file = folder.resolve(name(migration));
            String script = script(databases, migration.id());
            Files.createDirectories(file.getParent());
            return Files.writeString(file, script);
        } catch (IOException e) {
            throw failure(id, e);
        }
    }

    private static UncheckedIOException failure(String id, IOException e) {
        return new UncheckedIOException("The baseline script of '" + id + "' cannot be written: " + e.getMessage(), e);
    }

    private static MigrationStatus migration(TestDatabases databases, String id) {
        return databases.known().stream()
                .filter(migration -> migration.kind() == MigrationKind.VERSIONED && migration.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no versioned migration '" + id + "'; there are "
                        + databases.known().stream().filter(migration -> migration.kind() == MigrationKind.VERSIONED)
                                .map(MigrationStatus::id).toList()));
    }

    private String script(TestDatabases databases, MigrationId id) throws IOException {
        try (TestDatabase database = databases.empty()) {
            ReplacedPlaceholders placeholders = ReplacedPlaceholders.in(database.migrations(), TestDatabase.upTo(id));
            placeholders.refuseValues(valuesAllowed);
            database.migrateTo(id);
            try (Connection connection = database.dataSource().getConnection()) {
                return "-- Everything that the migrations up to " + id + " lead to, for new databases\n\n"
                        + placeholders.escapedIn(Dump.of(connection, Login.of(database.dataSource()), tools));
            } catch (SQLException e) {
                throw new IllegalStateException("The migrated database cannot be read: " + e.getMessage(), e);
            }
        }
    }

    /** A migration in Java has no script, and its place is the name of a class. */
    private static String name(MigrationStatus migration) {
        String location = migration.location().orElse("");
        Matcher folder = FOLDER.matcher(location);
        if (folder.matches()) {
            return folder.group(1) + "/baseline" + variant(folder.group(2)) + ".sql";
        }
        Matcher flyway = FLYWAY.matcher(location);
        if (flyway.matches() && location.contains("__")) {
            return "B" + flyway.group(1);
        }
        Matcher file = FILE.matcher(location);
        return file.matches() ? file.group(1) + ".baseline" + variant(file.group(2)) + ".sql"
                : migration.id() + ".baseline.sql";
    }

    private static String variant(String kind) {
        return kind == null ? "" : kind;
    }
}
