package io.quarkiverse.schema.migrations.testing.catalog;

import static io.quarkiverse.schema.migrations.testing.catalog.PostgresqlQueries.named;
import static io.quarkiverse.schema.migrations.testing.catalog.PostgresqlQueries.own;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.schema.migrations.testing.catalog.Rows.Row;
import io.quarkiverse.schema.migrations.testing.schema.SchemaObject;

/** Whatever PostgreSQL has beside tables, views and triggers. */
final class PostgresqlObjects {

    private static final List<String> QUERIES = List.of(
            "SELECT 'schema', n.nspname, '' FROM pg_namespace n WHERE n.nspname <> 'public' AND " + own("pg_namespace", "n"),
            "SELECT 'extension', extname, '' FROM pg_extension WHERE extname <> 'plpgsql'",
            "SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END, "
                    + named("p.proname") + " || '(' || pg_get_function_identity_arguments(p.oid) || ')',"
                    + " CASE WHEN p.prokind = 'a' THEN (SELECT concat_ws(' ', g.aggtransfn, g.aggfinalfn, format_type(g.aggtranstype,"
                    + " NULL), g.agginitval) FROM pg_aggregate g WHERE g.aggfnoid = p.oid) ELSE pg_get_functiondef(p.oid) END"
                    + " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE " + own("pg_proc", "p"),
            // a sequence of an identity column is told by the column; one that a column owns is named with it
            "SELECT 'sequence', " + named("c.relname") + ", concat_ws(' ', format_type(s.seqtypid, NULL), 'FROM', s.seqstart,"
                    + " 'BY', s.seqincrement, s.seqmin, 'TO', s.seqmax, CASE WHEN s.seqcycle THEN 'CYCLE' END,"
                    + " (SELECT 'OWNED BY ' || d.refobjid::regclass || '.' || a.attname FROM pg_depend d JOIN pg_attribute a"
                    + " ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid WHERE d.objid = c.oid AND d.deptype = 'a'"
                    + " AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass))"
                    + " FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE NOT EXISTS (SELECT 1 FROM pg_depend i WHERE i.objid = c.oid AND i.deptype = 'i') AND "
                    + own("pg_class", "c"),
            "SELECT 'enum', " + named("t.typname") + ", (SELECT '(' || string_agg(quote_literal(e.enumlabel), ', '"
                    + " ORDER BY e.enumsortorder) || ')' FROM pg_enum e WHERE e.enumtypid = t.oid)"
                    + " FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'e' AND "
                    + own("pg_type", "t"),
            "SELECT 'domain', " + named("t.typname") + ", concat_ws(' ', format_type(t.typbasetype, t.typtypmod),"
                    + " CASE WHEN t.typnotnull THEN 'NOT NULL' END, 'DEFAULT ' || t.typdefault,"
                    + " (SELECT string_agg(pg_get_constraintdef(o.oid), ' ' ORDER BY o.conname) FROM pg_constraint o"
                    + " WHERE o.contypid = t.oid AND o.contype = 'c'))"
                    + " FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'd' AND "
                    + own("pg_type", "t"),
            "SELECT 'type', " + named("c.relname") + ", (SELECT '(' || string_agg(a.attname || ' '"
                    + " || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum) || ')' FROM pg_attribute a"
                    + " WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)"
                    + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'c' AND "
                    + own("pg_class", "c"),
            "SELECT 'range', " + named("t.typname") + ", format_type(r.rngsubtype, NULL) FROM pg_range r"
                    + " JOIN pg_type t ON t.oid = r.rngtypid JOIN pg_namespace n ON n.oid = t.typnamespace WHERE "
                    + own("pg_type", "t"));

    /** What belongs to a table, whose name is the third column. */
    private static final List<String> QUERIES_OF_TABLES = List.of(
            "SELECT 'policy', p.polname || ' on ' || " + named("c.relname") + ", " + named("c.relname")
                    + ", concat_ws(' ', CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END, 'FOR', p.polcmd,"
                    + " 'TO', (SELECT string_agg(CASE r WHEN 0 THEN 'public' ELSE pg_get_userbyid(r) END, ', ' ORDER BY r)"
                    + " FROM unnest(p.polroles) r), 'USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',"
                    + " 'WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')"
                    + " FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE " + own("pg_class", "c"),
            "SELECT 'rule', r.rulename || ' on ' || " + named("c.relname") + ", " + named("c.relname")
                    + ", pg_get_ruledef(r.oid) FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class"
                    + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE r.rulename <> '_RETURN' AND "
                    + own("pg_class", "c"),
            // what the owner may do goes without saying, and who that is differs between machines
            "SELECT 'grant', " + named("c.relname") + " || ' to ' || CASE g.grantee WHEN 0 THEN 'public'"
                    + " ELSE pg_get_userbyid(g.grantee) END, " + named("c.relname") + ", string_agg(g.privilege_type, ', '"
                    + " ORDER BY g.privilege_type) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,"
                    + " aclexplode(c.relacl) g WHERE g.grantee <> c.relowner AND " + own("pg_class", "c")
                    + " GROUP BY 1, 2, 3",
            "SELECT 'statistics', " + named("s.stxname") + ", s.stxrelid::regclass::text, pg_get_statisticsobjdef(s.oid)"
                    + " FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE "
                    + own("pg_statistic_ext", "s"));

    private final Connection connection;
    private final List<String> histories;

    /** @param histories tables about which there is nothing to tell */
    PostgresqlObjects(Connection connection, List<String> histories) {
        this.connection = connection;
        this.histories = histories;
    }

    List<SchemaObject> read() throws SQLException {
        List<SchemaObject> objects = new ArrayList<>();
        for (String query : QUERIES) {
            for (Row row : Rows.of(connection, query)) {
                objects.add(new SchemaObject(row.text(1), row.text(2), PostgresqlCatalog.oneLine(row.text(3))));
            }
        }
        for (String query : QUERIES_OF_TABLES) {
            for (Row row : Rows.of(connection, query)) {
                if (!histories.contains(row.text(3))) {
                    objects.add(new SchemaObject(row.text(1), row.text(2), PostgresqlCatalog.oneLine(row.text(4))));
                }
            }
        }
        return objects;
    }
}
