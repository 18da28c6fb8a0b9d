package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a statement defines.
 *
 * @param kind which part of the catalogue knows it
 * @param schema its schema; empty: the one that the session is in
 * @param name its name
 */
record DefinedObject(Kind kind, Optional<String> schema, String name) {

    /** The less of the catalogue is looked at, the better: it is slow. */
    enum Kind {
        /** All of a table. */
        TABLE,
        /** Whether there is a table or a view. */
        EXISTENCE,
        COLUMNS,
        INDEXES,
        ROUTINE,
        TRIGGER,
        EVENT,
        DATABASE
    }

    /**
     * An expression for a short text that changes with what the catalogue says of the subject. Left out is what it prints
     * in the words of the session's SQL mode, such as expressions.
     *
     * @param sessionSchema an expression for the schema that the session is in
     * @param product whose catalogue it is
     */
    String fingerprint(String sessionSchema, Product product) {
        String inSchema = schema.map(MysqlText::literal).orElse(sessionSchema);
        return switch (kind) {
            case TABLE -> ofTable(inSchema, product);
            case EXISTENCE -> digest("TABLES", inSchema, "TABLE_TYPE");
            case COLUMNS -> ofColumns(inSchema);
            case INDEXES -> ofIndexes(inSchema, product);
            case ROUTINE -> digest("ROUTINES", "ROUTINE_SCHEMA", inSchema, "ROUTINE_NAME", List.of("ROUTINE_TYPE"));
            case TRIGGER -> digest("TRIGGERS", "TRIGGER_SCHEMA", inSchema, "TRIGGER_NAME", List.of("EVENT_OBJECT_TABLE"));
            case EVENT -> digest("EVENTS", "EVENT_SCHEMA", inSchema, "EVENT_NAME", List.of("STATUS"));
            case DATABASE -> digest("SCHEMATA", "SCHEMA_NAME", MysqlText.literal(name), "SCHEMA_NAME",
                    List.of("DEFAULT_COLLATION_NAME"));
        };
    }

    private String ofTable(String inSchema, Product product) {
        return Stream.of(
                digest("TABLES", inSchema, "TABLE_TYPE", "ENGINE", "ROW_FORMAT", "TABLE_COLLATION", "CREATE_OPTIONS",
                        "TABLE_COMMENT"),
                ofColumns(inSchema),
                ofIndexes(inSchema, product),
                digest("TABLE_CONSTRAINTS", inSchema, "CONSTRAINT_NAME", "CONSTRAINT_TYPE"))
                .collect(Collectors.joining(", ", "CONCAT_WS('.', ", ")"));
    }

    private String ofColumns(String inSchema) {
        return digest("COLUMNS", inSchema, "ORDINAL_POSITION", "COLUMN_NAME", "IS_NULLABLE", "COLUMN_TYPE", "COLLATION_NAME",
                "EXTRA", "COLUMN_COMMENT");
    }

    private String ofIndexes(String inSchema, Product product) {
        List<String> columns = new ArrayList<>(List.of("INDEX_NAME", "SEQ_IN_INDEX", "COLUMN_NAME", "COLLATION", "SUB_PART",
                "NON_UNIQUE", "INDEX_TYPE", "INDEX_COMMENT"));
        columns.addAll(product.indexColumns);
        return digest("STATISTICS", inSchema, columns.toArray(String[]::new));
    }

    private String digest(String view, String inSchema, String... columns) {
        return digest(view, "TABLE_SCHEMA", inSchema, "TABLE_NAME", Arrays.asList(columns));
    }

    /** How many rows a view of the catalogue has about the subject, and what they say, in any order. */
    private String digest(String view, String schemaColumn, String inSchema, String nameColumn, List<String> columns) {
        String row = columns.stream().map(column -> "COALESCE(" + column + ", 0x00)")
                .collect(Collectors.joining(", ", "SHA2(CONCAT_WS(0x7C, ", "), 256)"));
        return "(SELECT CONCAT(COUNT(*), '-', HEX(COALESCE(BIT_XOR(CAST(CONV(LEFT(" + row
                + ", 15), 16, 10) AS UNSIGNED)), 0))) FROM information_schema." + view + " WHERE " + schemaColumn + " = "
                + inSchema + " AND " + nameColumn + " = " + MysqlText.literal(name) + ")";
    }
}
