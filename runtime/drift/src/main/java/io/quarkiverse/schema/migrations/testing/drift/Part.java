package io.quarkiverse.schema.migrations.testing.drift;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.testing.catalog.Catalog;
import io.quarkiverse.schema.migrations.testing.catalog.Kind;
import io.quarkiverse.schema.migrations.testing.schema.Schema;

/**
 * The part of a database that is compared: one schema, or all but those that are compared by themselves.
 *
 * @param schema the schema; empty for all others
 * @param apart the schemas that are compared by themselves
 */
record Part(Optional<String> schema, Set<String> apart) {

    Schema of(Connection connection) throws SQLException {
        if (Kind.of(connection) == Kind.POSTGRESQL) {
            return ofPostgresql(connection);
        }
        if (schema.isEmpty()) {
            return Catalog.of(connection).schema();
        }
        String before = connection.getCatalog();
        connection.setCatalog(schema.get());
        try {
            return Catalog.of(connection).schema();
        } finally {
            connection.setCatalog(before);
        }
    }

    /** The catalog is read as a whole; what is in the connection's schema is named without it. */
    private Schema ofPostgresql(Connection connection) throws SQLException {
        if (schema.isEmpty()) {
            return without(Catalog.of(connection).schema(), apart);
        }
        String path = one(connection, "SELECT current_setting('search_path')");
        connection.setSchema(schema.get());
        try {
            Set<String> others = new HashSet<>();
            try (Statement statement = connection.createStatement();
                    ResultSet names = statement.executeQuery("SELECT nspname FROM pg_namespace")) {
                while (names.next()) {
                    others.add(names.getString(1));
                }
            }
            others.remove(schema.get());
            Schema all = without(Catalog.of(connection).schema(), others);
            return new Schema(all.tables(), all.views(), all.triggers(),
                    all.others().stream().filter(o -> !Set.of("schema", "extension").contains(o.kind())).toList());
        } finally {
            // a name with a comma or a quote is in quotes there already
            one(connection, "SELECT set_config('search_path', '" + path.replace("'", "''") + "', false)");
        }
    }

    private static Schema without(Schema all, Set<String> schemas) {
        return new Schema(all.tables().stream().filter(table -> !isIn(table.name(), schemas)).toList(),
                all.views().stream().filter(view -> !isIn(view.name(), schemas)).toList(),
                all.triggers().stream().filter(trigger -> !isIn(trigger.table(), schemas)).toList(),
                all.others().stream().filter(object -> !isIn(object.name(), schemas)
                        && !(object.kind().equals("schema") && schemas.contains(object.name()))).toList());
    }

    private static boolean isIn(String name, Set<String> schemas) {
        return schemas.stream().anyMatch(schema -> name.startsWith(schema + "."));
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
