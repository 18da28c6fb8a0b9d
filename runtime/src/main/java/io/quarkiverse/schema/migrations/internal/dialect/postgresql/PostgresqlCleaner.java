package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Drops everything in a PostgreSQL schema, in one transaction; the schema itself stays, with its owner and grants. What
 * belongs to an extension stays with it.
 */
final class PostgresqlCleaner {

    /** The kind for DROP and the name with it, in an order in which each can be dropped with CASCADE. */
    private static final String OBJECTS = """
            WITH objects AS (
              SELECT 1 AS place, c.oid, 'pg_catalog.pg_class'::regclass AS catalog,
                     CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE'
                                    WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,
                     pg_catalog.quote_ident(c.relname) AS name
                FROM pg_catalog.pg_class c
               WHERE c.relnamespace = %1$s AND c.relkind IN ('v', 'm', 'f', 'S', 'r', 'p') AND NOT c.relispartition
                     AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i')
                                     AND d.classid = 'pg_catalog.pg_class'::regclass AND c.relkind = 'S')
              UNION ALL
              SELECT 2, p.oid, 'pg_catalog.pg_proc'::regclass,
                     CASE p.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END,
                     pg_catalog.quote_ident(p.proname) || '('
                         || CASE p.prokind WHEN 'a' THEN pg_catalog.pg_get_function_identity_arguments(p.oid)
                                           ELSE pg_catalog.oidvectortypes(p.proargtypes) END || ')'
                FROM pg_catalog.pg_proc p
               WHERE p.pronamespace = %1$s
                     AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.objid = p.oid AND d.deptype = 'i'
                                     AND d.classid = 'pg_catalog.pg_proc'::regclass)
              UNION ALL
              SELECT 3, t.oid, 'pg_catalog.pg_type'::regclass, CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END,
                     pg_catalog.quote_ident(t.typname)
                FROM pg_catalog.pg_type t
               WHERE t.typnamespace = %1$s AND t.typelem = 0 AND (t.typrelid = 0 AND t.typtype IN ('d', 'e', 'r', 'b')
                     OR EXISTS (SELECT 1 FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
            )
            SELECT o.kind, o.name FROM objects o
             WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
                                WHERE d.classid = o.catalog AND d.objid = o.oid AND d.deptype = 'e')
             ORDER BY o.place, o.kind DESC, o.name""";

    private final Connection connection;
    private final String schema;

    PostgresqlCleaner(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    private record Dropped(String kind, String name) {
    }

    List<String> clean() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            try {
                List<String> dropped = new ArrayList<>();
                for (Dropped object : objects(statement)) {
                    // IF EXISTS, for it may have gone with another
                    statement.execute("DROP " + object.kind() + " IF EXISTS " + Quoting.name(schema) + "." + object.name()
                            + " CASCADE");
                    dropped.add(object.kind().toLowerCase(Locale.ROOT) + " " + object.name());
                }
                statement.execute("COMMIT");
                return dropped;
            } catch (SQLException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        }
    }

    private List<Dropped> objects(Statement statement) throws SQLException {
        String namespace = "(SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = " + Quoting.literal(schema) + ")";
        List<Dropped> objects = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(OBJECTS.formatted(namespace))) {
            while (rows.next()) {
                objects.add(new Dropped(rows.getString(1), rows.getString(2)));
            }
        }
        return objects;
    }
}
