package io.quarkiverse.schema.migrations.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.testing.catalog.Catalog;
import io.quarkiverse.schema.migrations.testing.schema.Schema;
import io.quarkiverse.schema.migrations.testing.schema.SchemaDifference;
import io.quarkiverse.schema.migrations.testing.schema.SchemaDifference.Change;

/**
 * In what the schema of a database differs from the one that its migrations lead to: what was changed by hand, or by
 * something else than the migrations. History tables are left out. A value.
 *
 * @param changes each difference, in the order of the schema; empty when there is none
 */
public record SchemaDrift(List<Change> changes) {

    public SchemaDrift {
        changes = List.copyOf(changes);
    }

    /** Returns what a database is compared by; nothing in it is changed. */
    public static Subject of(DataSource dataSource) {
        return new Subject(Objects.requireNonNull(dataSource, "dataSource"));
    }

    /**
     * A database whose schema is compared.
     *
     * @param dataSource leads to it
     */
    public record Subject(DataSource dataSource) {

        /**
         * Compares the database with one that all migrations were applied to.
         *
         * @param migrations the migrations, on the same kind and version of database, where an empty one is made and dropped
         * @throws IllegalStateException when the database cannot be read
         */
        public SchemaDrift againstMigrations(MigrationsUnderTest migrations) {
            return againstMigrations(migrations, BreakPoint.end());
        }

        /** Compares the database with one that the migrations before a break point were applied to. */
        public SchemaDrift againstMigrations(MigrationsUnderTest migrations, BreakPoint where) {
            Schema actual;
            try (Connection connection = dataSource.getConnection()) {
                actual = Catalog.of(connection).schema();
            } catch (SQLException e) {
                throw new IllegalStateException("The schema cannot be read: " + e.getMessage(), e);
            }
            try (TestDatabases databases = migrations.open(); TestDatabase expected = databases.migrated(where)) {
                SchemaDifference difference = actual.since(expected.schema());
                return new SchemaDrift(difference.changes());
            }
        }
    }

    /** Returns what is there and should not be. */
    public List<Change> unexpected() {
        return changes.stream().filter(change -> change.before().isEmpty()).toList();
    }

    /** Returns what should be there and is not. */
    public List<Change> missing() {
        return changes.stream().filter(change -> change.after().isEmpty()).toList();
    }

    /** Returns what is there and differs. */
    public List<Change> different() {
        return changes.stream().filter(change -> change.before().isPresent() && change.after().isPresent()).toList();
    }

    /** Returns whether the database has the schema that the migrations lead to. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /**
     * Checks that there is no drift.
     *
     * @throws AssertionError otherwise, with every difference
     */
    public void assertNone() {
        if (!isEmpty()) {
            throw new AssertionError("The schema is not what the migrations lead to:\n" + text());
        }
    }

    /** Returns every difference, one line per difference; empty when there is none. */
    public String text() {
        return changes.stream().map(SchemaDrift::line).collect(Collectors.joining("\n"));
    }

    private static String line(Change change) {
        String place = change.element().place();
        if (change.before().isEmpty()) {
            return "  - unexpected: " + place + shown(change.after().orElse(""));
        }
        if (change.after().isEmpty()) {
            return "  - missing: " + place + shown(change.before().get());
        }
        return "  - different: " + place + " is " + change.after().get() + ", should be " + change.before().get();
    }

    private static String shown(String text) {
        return text.isEmpty() ? "" : ": " + text;
    }

    /**
     * Returns the same as one JSON object with the arrays {@code unexpected}, {@code missing} and {@code different}; their
     * objects have {@code element}, {@code expected} and {@code actual}, which is null where there is nothing.
     */
    public String json() {
        return "{\"unexpected\":" + array(unexpected()) + ",\"missing\":" + array(missing()) + ",\"different\":"
                + array(different()) + "}";
    }

    private static String array(List<Change> changes) {
        return changes.stream().map(change -> "{\"element\":" + quoted(change.element().place()) + ",\"expected\":"
                + change.before().map(SchemaDrift::quoted).orElse("null") + ",\"actual\":"
                + change.after().map(SchemaDrift::quoted).orElse("null") + "}").collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
