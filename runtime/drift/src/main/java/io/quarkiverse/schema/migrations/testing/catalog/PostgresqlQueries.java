package io.quarkiverse.schema.migrations.testing.catalog;

/** What PostgreSQL's catalog is asked. Whatever is in the connection's schema is named without it. */
final class PostgresqlQueries {

    private static final String USERS = "n.nspname NOT IN ('pg_catalog', 'information_schema')"
            + " AND n.nspname NOT LIKE 'pg\\_t%'";

    /** Whether an object of a catalog is not one of an extension. */
    static String own(String catalog, String alias) {
        return USERS + " AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = '" + catalog
                + "'::regclass AND e.objid = " + alias + ".oid AND e.deptype = 'e')";
    }

    /** The name of something in schema {@code n}. */
    static String named(String name) {
        return "CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname || '.' END || " + name;
    }

    static final String TABLES = """
            SELECT %s,
                nullif(concat_ws(' ',
                    CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED' END,
                    CASE WHEN c.relkind = 'f' THEN 'FOREIGN' END,
                    'PARTITION BY ' || pg_get_partkeydef(c.oid),
                    (SELECT string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno) || ' ' FROM pg_inherits i
                        WHERE i.inhrelid = c.oid) || coalesce(pg_get_expr(c.relpartbound, c.oid), 'inherited'),
                    'WITH (' || array_to_string(c.reloptions, ', ') || ')',
                    CASE WHEN c.relrowsecurity THEN 'ROW LEVEL SECURITY' END,
                    CASE WHEN c.relforcerowsecurity THEN 'FORCED' END,
                    CASE c.relreplident WHEN 'f' THEN 'REPLICA IDENTITY FULL' WHEN 'n' THEN 'REPLICA IDENTITY NOTHING' END,
                    'COMMENT ''' || obj_description(c.oid, 'pg_class') || ''''), '')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'f') AND %s
            """.formatted(named("c.relname"), own("pg_class", "c"));

    static final String COLUMNS = """
            SELECT %s, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated,
                CASE WHEN a.attcollation <> t.typcollation THEN quote_ident(l.collname) END,
                col_description(c.oid, a.attnum)
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            LEFT JOIN pg_collation l ON l.oid = a.attcollation
            WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND %s
            ORDER BY c.oid, a.attnum
            """.formatted(named("c.relname"), own("pg_class", "c"));

    private static final String COLUMNS_OF_KEY = "(SELECT string_agg(a.attname, E'\\001' ORDER BY k.place)"
            + " FROM unnest(o.%s) WITH ORDINALITY k (number, place)"
            + " JOIN pg_attribute a ON a.attrelid = o.%s AND a.attnum = k.number)";

    /** Constraints that say NOT NULL are told by the column. */
    static final String CONSTRAINTS = """
            SELECT %s, o.conname, o.contype, pg_get_constraintdef(o.oid), %s,
                CASE WHEN rn.nspname = current_schema() THEN '' ELSE rn.nspname || '.' END || r.relname, %s
            FROM pg_constraint o
            JOIN pg_class c ON c.oid = o.conrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_class r ON r.oid = o.confrelid
            LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
            WHERE o.contype IN ('p', 'u', 'f', 'c', 'x') AND o.conparentid = 0 AND %s
            """.formatted(named("c.relname"), COLUMNS_OF_KEY.formatted("conkey", "conrelid"),
            COLUMNS_OF_KEY.formatted("confkey", "confrelid"), own("pg_class", "c"));

    static final String INDEXES = """
            SELECT %s, i.relname, x.indisunique, m.amname,
                (SELECT string_agg(pg_get_indexdef(x.indexrelid, k, true)
                    || CASE WHEN x.indoption[k - 1] & 1 = 1 THEN ' DESC' ELSE '' END
                    || CASE x.indoption[k - 1] WHEN 1 THEN ' NULLS LAST' WHEN 2 THEN ' NULLS FIRST' ELSE '' END
                    || CASE WHEN p.opcdefault THEN '' ELSE ' ' || p.opcname END, E'\\001' ORDER BY k)
                    FROM generate_series(1, x.indnkeyatts) k JOIN pg_opclass p ON p.oid = x.indclass[k - 1]),
                pg_get_expr(x.indpred, x.indrelid, true),
                (SELECT string_agg(pg_get_indexdef(x.indexrelid, k, true), ', ' ORDER BY k)
                    FROM generate_series(x.indnkeyatts + 1, x.indnatts) k),
                coalesce((to_jsonb(x) ->> 'indnullsnotdistinct')::boolean, false), x.indisvalid
            FROM pg_index x
            JOIN pg_class i ON i.oid = x.indexrelid
            JOIN pg_am m ON m.oid = i.relam
            JOIN pg_class c ON c.oid = x.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE %s AND NOT EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conindid = x.indexrelid AND o.contype IN ('p', 'u', 'x'))
            """
            .formatted(named("c.relname"), own("pg_class", "c"));

    static final String VIEWS = """
            SELECT %s, CASE c.relkind WHEN 'm' THEN 'MATERIALIZED ' ELSE '' END
                || coalesce('WITH (' || array_to_string(c.reloptions, ', ') || ') ', '') || pg_get_viewdef(c.oid)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('v', 'm') AND %s
            """.formatted(named("c.relname"), own("pg_class", "c"));

    static final String TRIGGERS = """
            SELECT t.tgname, %s, pg_get_triggerdef(t.oid)
                || CASE t.tgenabled WHEN 'D' THEN ' DISABLED' WHEN 'R' THEN ' REPLICA' WHEN 'A' THEN ' ALWAYS' ELSE '' END
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT t.tgisinternal AND %s
            """.formatted(named("c.relname"), own("pg_class", "c"));

    private PostgresqlQueries() {
    }
}
