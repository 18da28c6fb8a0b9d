package io.quarkiverse.schema.migrations.testing.catalog;

/** What the information schema of a MySQL or MariaDB is asked about the connection's database. */
final class MysqlQueries {

    static final String TABLES = """
            SELECT t.table_name, concat_ws(' ', concat('ENGINE ', t.engine), concat('COLLATE ', t.table_collation),
                nullif(concat('ROW_FORMAT ', t.row_format), 'ROW_FORMAT Dynamic'), nullif(t.create_options, ''),
                (SELECT concat('PARTITION BY ', min(p.partition_method), ' ', coalesce(min(p.partition_expression), ''), ' (',
                    group_concat(concat_ws(' ', p.partition_name, p.partition_description)
                        ORDER BY p.partition_ordinal_position SEPARATOR ', '), ')')
                    FROM information_schema.partitions p WHERE p.table_schema = t.table_schema
                    AND p.table_name = t.table_name AND p.partition_name IS NOT NULL),
                nullif(concat('COMMENT \\'', t.table_comment, '\\''), 'COMMENT \\'\\''))
            FROM information_schema.tables t
            WHERE t.table_schema = database() AND t.table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')
            """;

    /** The character set is told by the collation. */
    static final String COLUMNS = """
            SELECT table_name, column_name, column_type, is_nullable, column_default, extra, generation_expression,
                collation_name, column_comment
            FROM information_schema.columns WHERE table_schema = database() ORDER BY table_name, ordinal_position
            """;

    private static final String INDEXES = """
            SELECT table_name, index_name,
                concat(%s, coalesce(concat('(', sub_part, ')'), ''), CASE collation WHEN 'D' THEN ' DESC' ELSE '' END),
                non_unique, nullif(concat_ws(' ', CASE WHEN index_type <> 'BTREE' THEN index_type END, %s,
                    nullif(concat('COMMENT \\'', index_comment, '\\''), 'COMMENT \\'\\'')), '')
            FROM information_schema.statistics WHERE table_schema = database() ORDER BY table_name, index_name, seq_in_index
            """;

    static final String INDEXES_OF_MYSQL = INDEXES.formatted("coalesce(column_name, concat('(', expression, ')'))",
            "CASE is_visible WHEN 'NO' THEN 'INVISIBLE' END");

    static final String INDEXES_OF_MARIADB = INDEXES.formatted("column_name", "CASE ignored WHEN 'YES' THEN 'IGNORED' END");

    static final String FOREIGN_KEYS = """
            SELECT k.table_name, k.constraint_name, k.column_name,
                concat(CASE WHEN k.referenced_table_schema = database() THEN '' ELSE concat(k.referenced_table_schema, '.') END,
                    k.referenced_table_name),
                k.referenced_column_name, r.update_rule, r.delete_rule
            FROM information_schema.key_column_usage k
            JOIN information_schema.referential_constraints r ON r.constraint_schema = k.constraint_schema
                AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
            WHERE k.table_schema = database() AND k.referenced_table_name IS NOT NULL
            ORDER BY k.table_name, k.constraint_name, k.ordinal_position
            """;

    static final String CHECKS_OF_MYSQL = """
            SELECT t.table_name, c.constraint_name, concat(c.check_clause, CASE t.enforced WHEN 'NO' THEN ' NOT ENFORCED' ELSE '' END)
            FROM information_schema.check_constraints c
            JOIN information_schema.table_constraints t ON t.constraint_schema = c.constraint_schema
                AND t.constraint_name = c.constraint_name AND t.constraint_type = 'CHECK'
            WHERE c.constraint_schema = database()
            """;

    static final String CHECKS_OF_MARIADB = """
            SELECT table_name, constraint_name, check_clause FROM information_schema.check_constraints
            WHERE constraint_schema = database()
            """;

    static final String VIEWS = """
            SELECT table_name, concat_ws(' ', view_definition, nullif(concat('WITH CHECK OPTION ', check_option),
                'WITH CHECK OPTION NONE'), concat('SQL SECURITY ', security_type))
            FROM information_schema.views WHERE table_schema = database()
            """;

    static final String TRIGGERS = """
            SELECT trigger_name, event_object_table, concat_ws(' ', action_timing, event_manipulation, action_order,
                action_statement)
            FROM information_schema.triggers WHERE trigger_schema = database()
            """;

    private MysqlQueries() {
    }
}
