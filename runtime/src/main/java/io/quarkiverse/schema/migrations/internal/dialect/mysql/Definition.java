package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.schema.migrations.internal.dialect.mysql.ServerVersion.Product;

/**
 * What a statement that commits by itself tells beforehand about how to find out later whether it has run.
 *
 * @param subject what to look at in the catalog; empty when nothing there tells
 * @param again whether it may run where the catalog looks as it did before: because it would look different if it had
 *        run, or because to run it again changes nothing more
 */
record Definition(Optional<DefinedObject> subject, boolean again) {

    private static final Set<String> WITHOUT_TRACE = Set.of("ANALYZE", "OPTIMIZE", "CHECK", "FLUSH", "GRANT", "REPAIR");
    private static final Set<String> OF_ROUTINES = Set.of("PROCEDURE", "FUNCTION");
    private static final Set<String> BEYOND_DEFINITION = Set.of("PARTITION", "PARTITIONS", "PARTITIONING", "EXCHANGE",
            "DISCARD", "IMPORT", "TABLESPACE");
    private static final Set<String> PASSED_OVER = Set.of("OR", "REPLACE", "ONLINE", "OFFLINE", "IGNORE", "UNIQUE",
            "FULLTEXT", "SPATIAL", "AGGREGATE", "IF", "NOT", "EXISTS", "UNDEFINED", "MERGE", "TEMPTABLE", "ALGORITHM",
            "DEFINER", "SQL", "SECURITY", "INVOKER", "CURRENT_USER", "=", "@", "(", ")");

    private static final Definition NOTHING_TELLS = new Definition(Optional.empty(), false);

    static Definition of(MysqlWords statement) {
        List<String> words = statement.words();
        String verb = statement.word(0);
        if (WITHOUT_TRACE.contains(verb) || statement.makesTemporary()) {
            return new Definition(Optional.empty(), true);
        }
        return switch (verb) {
            case "CREATE", "DROP", "ALTER" -> ofObject(statement, verb);
            case "RENAME" -> words.contains(",") || !statement.word(1).equals("TABLE") ? NOTHING_TELLS
                    : new Definition(named(statement, 2, DefinedObject.Kind.EXISTENCE), true);
            default -> NOTHING_TELLS;
        };
    }

    private static Definition ofObject(MysqlWords statement, String verb) {
        int at = 1;
        while (PASSED_OVER.contains(statement.word(at)) || isPartOfDefiner(statement, at)) {
            at++;
        }
        String noun = statement.word(at);
        int name = at + 1;
        while (Set.of("IF", "NOT", "EXISTS").contains(statement.word(name))) {
            name++;
        }
        boolean several = verb.equals("DROP") && statement.words().contains(",");
        boolean forgiving = name > at + 1 || statement.words().subList(0, at).contains("REPLACE");
        if (several) {
            return new Definition(Optional.empty(), forgiving);
        }
        Optional<DefinedObject> subject = subject(statement, verb, noun, name);
        boolean beyond = verb.equals("ALTER") && statement.words().stream().anyMatch(BEYOND_DEFINITION::contains);
        return new Definition(subject, !beyond && (subject.isPresent() || forgiving));
    }

    /** {@code DEFINER = `user`@`host`}. */
    private static boolean isPartOfDefiner(MysqlWords statement, int at) {
        return at > 1 && (statement.word(at - 1).equals("=") && statement.word(at - 2).equals("DEFINER")
                || statement.word(at - 1).equals("@"));
    }

    private static Optional<DefinedObject> subject(MysqlWords statement, String verb, String noun, int name) {
        if (noun.equals("INDEX")) {
            int on = statement.words().indexOf("ON");
            return on < 0 ? Optional.empty() : named(statement, on + 1, DefinedObject.Kind.INDEXES);
        }
        if (OF_ROUTINES.contains(noun)) {
            return named(statement, name, DefinedObject.Kind.ROUTINE);
        }
        return switch (noun) {
            case "TABLE", "VIEW" -> named(statement, name, ofTable(statement, verb, name));
            case "TRIGGER" -> named(statement, name, DefinedObject.Kind.TRIGGER);
            case "EVENT" -> named(statement, name, DefinedObject.Kind.EVENT);
            case "DATABASE", "SCHEMA" -> named(statement, name, DefinedObject.Kind.DATABASE);
            default -> Optional.empty();
        };
    }

    /** What of a table changes for certain, unless the statement is content with what is there already. */
    private static DefinedObject.Kind ofTable(MysqlWords statement, String verb, int name) {
        if (!verb.equals("ALTER")) {
            return statement.words().subList(0, name).contains("REPLACE") ? DefinedObject.Kind.TABLE
                    : DefinedObject.Kind.EXISTENCE;
        }
        int action = name + (statement.nameAt(name).size() > 1 ? 3 : 1);
        boolean ofColumn = Set.of("ADD", "DROP").contains(statement.word(action))
                && statement.word(action + 1).equals("COLUMN") && !statement.word(action + 2).equals("IF");
        return ofColumn ? DefinedObject.Kind.COLUMNS : DefinedObject.Kind.TABLE;
    }

    private static Optional<DefinedObject> named(MysqlWords statement, int at, DefinedObject.Kind kind) {
        List<String> parts = statement.nameAt(at);
        return switch (parts.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new DefinedObject(kind, Optional.empty(), parts.get(0)));
            default -> Optional.of(new DefinedObject(kind, Optional.of(parts.get(0)), parts.get(1)));
        };
    }

    /**
     * What a statement defines.
     *
     * @param kind which part of the catalog knows it
     * @param schema its schema; empty: the one that the session is in
     * @param name its name
     */
    record DefinedObject(Kind kind, Optional<String> schema, String name) {

        /** The less of the catalog is looked at, the better: it is slow. */
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
         * An expression for a short text that changes with what the catalog says of the subject. Left out is what it prints
         * in the words of the session's SQL mode, such as expressions.
         *
         * @param sessionSchema an expression for the schema that the session is in
         * @param product whose catalog it is
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
            return digest("COLUMNS", inSchema, "ORDINAL_POSITION", "COLUMN_NAME", "IS_NULLABLE", "COLUMN_TYPE",
                    "COLLATION_NAME",
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

        /** How many rows a view of the catalog has about the subject, and what they say, in any order. */
        private String digest(String view, String schemaColumn, String inSchema, String nameColumn, List<String> columns) {
            String row = columns.stream().map(column -> "COALESCE(" + column + ", 0x00)")
                    .collect(Collectors.joining(", ", "SHA2(CONCAT_WS(0x7C, ", "), 256)"));
            return "(SELECT CONCAT(COUNT(*), '-', HEX(COALESCE(BIT_XOR(CAST(CONV(LEFT(" + row
                    + ", 15), 16, 10) AS UNSIGNED)), 0))) FROM information_schema." + view + " WHERE " + schemaColumn + " = "
                    + inSchema + " AND " + nameColumn + " = " + MysqlText.literal(name) + ")";
        }
    }
}
