package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.dialect.Dialect.Interruption;
import io.quarkiverse.schema.migrations.internal.dialect.Mentions;
import io.quarkiverse.schema.migrations.internal.dialect.StatementOutcome;
import io.quarkiverse.schema.migrations.internal.dialect.mysql.Definition.DefinedObject;
import io.quarkiverse.schema.migrations.internal.dialect.mysql.MysqlWords.StatementKind;
import io.quarkiverse.schema.migrations.internal.dialect.mysql.ServerVersion.Product;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.model.Checksum;

/**
 * What is noted before a statement that shares no transaction with its progress, and what to make of it afterwards: a hash
 * of the statement, the schema that the session was in, and what the catalog said.
 */
final class CatalogFingerprint {

    private static final int HASH_LENGTH = 16;
    /** Begins the fingerprint of a routine that does not exist: a statement that called it has done nothing. */
    private static final String NO_ROUTINE = "0-";

    /** The expression to note for a statement, or a section, of which an unknown part has stayed. */
    static final String ROWS_KEPT = "'rows kept'";

    private CatalogFingerprint() {
    }

    /** An expression for the text to note. */
    static String before(SqlStatement statement, MysqlWords words, Product product) {
        String fingerprint = subject(words, product).map(subject -> subject.fingerprint("DATABASE()", product)).orElse("''");
        return "CONCAT(" + MysqlText.literal(hash(statement)) + ", ':', HEX(COALESCE(DATABASE(), '')), ':', " + fingerprint
                + ")";
    }

    /** What became of a statement that is not noted to be done. */
    static StatementOutcome after(Connection connection, Interruption interruption, ServerVersion version) throws SQLException {
        return interruption.found().isPresent()
                ? noted(connection, interruption.statement(), version, interruption.found().get())
                : withoutNote(connection, interruption, version);
    }

    private static StatementOutcome noted(Connection connection, SqlStatement statement, ServerVersion version, String noted)
            throws SQLException {
        MysqlWords words = MysqlWords.of(statement, version);
        String[] parts = noted.split(":", 3);
        if (parts.length < 3 || !parts[0].equals(hash(statement))) {
            return StatementOutcome.UNKNOWN;
        }
        if (words.kind() != StatementKind.DEFINITION) {
            return parts[2].startsWith(NO_ROUTINE) ? StatementOutcome.NOT_DONE : StatementOutcome.UNKNOWN;
        }
        Definition definition = Definition.of(words);
        Optional<DefinedObject> subject = definition.subject();
        if (subject.isPresent()) {
            String schema = parts[1].isEmpty() ? "''" : "_utf8mb4 0x" + parts[1];
            String now = first(connection, "SELECT " + subject.get().fingerprint(schema, version.product()));
            if (!now.equals(parts[2])) {
                return StatementOutcome.DONE;
            }
        }
        return definition.again() ? StatementOutcome.NOT_DONE : StatementOutcome.UNKNOWN;
    }

    /** If it was sent, its progress was in the same transaction. */
    private static StatementOutcome withoutNote(Connection connection, Interruption interruption, ServerVersion version)
            throws SQLException {
        if (MysqlWords.of(interruption.statement(), version).kind() != StatementKind.ROWS) {
            return StatementOutcome.NOT_DONE;
        }
        AffectedTables reach = new AffectedTables(connection, schema(connection, interruption, version),
                interruption.statement().text());
        return reach.includesTableWithoutTransactions() ? StatementOutcome.UNKNOWN : StatementOutcome.NOT_DONE;
    }

    /** The schema that the session was in: the script may have changed it. */
    private static String schema(Connection connection, Interruption interruption, ServerVersion version)
            throws SQLException {
        String schema = ShellSession.database(connection).orElse("");
        for (SqlStatement statement : interruption.setUp()) {
            MysqlWords words = MysqlWords.of(statement, version);
            if (words.starts("USE")) {
                schema = words.nameAt(1).get(0);
            }
        }
        return schema;
    }

    private static Optional<DefinedObject> subject(MysqlWords words, Product product) {
        if (words.kind() == StatementKind.DEFINITION) {
            return Definition.of(words).subject();
        }
        List<String> routine = words.starts("CALL") ? words.nameAt(1) : List.of();
        // what stands before a dot may be a package of MariaDB, whose routines its catalog does not list
        boolean listed = routine.size() == 1 || routine.size() == 2 && product == Product.MYSQL;
        return !listed ? Optional.empty()
                : Optional.of(new DefinedObject(DefinedObject.Kind.ROUTINE,
                        routine.size() == 1 ? Optional.empty() : Optional.of(routine.get(0)),
                        routine.get(routine.size() - 1)));
    }

    private static String first(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String hash(SqlStatement statement) {
        byte[] digest = Checksum.digest().digest(statement.text().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    }

    /**
     * Which tables a statement may write, by itself or through views, triggers and routines: all whose names it, or anything on
     * the way, has in its text.
     */
    private static final class AffectedTables {

        private static final String NOT_OF_THE_SYSTEM = " NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')";
        private static final String WITHOUT_TRANSACTIONS = "SELECT t.TABLE_SCHEMA, t.TABLE_NAME, '' FROM information_schema.TABLES t"
                + " JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE WHERE t.TABLE_TYPE = 'BASE TABLE'"
                + " AND COALESCE(e.TRANSACTIONS, 'NO') <> 'YES' AND t.TABLE_SCHEMA" + NOT_OF_THE_SYSTEM;
        private static final String VIEWS = "SELECT TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS"
                + " WHERE TABLE_SCHEMA" + NOT_OF_THE_SYSTEM;
        private static final String TRIGGERS = "SELECT TRIGGER_SCHEMA, EVENT_OBJECT_TABLE, ACTION_STATEMENT"
                + " FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA" + NOT_OF_THE_SYSTEM;
        private static final String ROUTINES = "SELECT ROUTINE_SCHEMA, ROUTINE_NAME, ROUTINE_DEFINITION"
                + " FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA" + NOT_OF_THE_SYSTEM;

        private final Connection connection;
        private final String schema;
        private String text;

        /** @param schema the one that the session is in; may be empty */
        AffectedTables(Connection connection, String schema, String statement) {
            this.connection = connection;
            this.schema = schema;
            this.text = statement;
        }

        /**
         * Something with a name.
         *
         * @param text what it does when it is used; null when the user may not know
         */
        private record Named(String schema, String name, String text) {
        }

        /** Whether it may write a table whose rows stay when a transaction is given up. */
        boolean includesTableWithoutTransactions() throws SQLException {
            List<Named> tables = ask(WITHOUT_TRANSACTIONS);
            return !tables.isEmpty()
                    && (tables.stream().anyMatch(this::includes) || extend() || tables.stream().anyMatch(this::includes));
        }

        /** Follows all names; true when they lead to something of which the user may not know what it does. */
        private boolean extend() throws SQLException {
            List<Named> code = new ArrayList<>(ask(VIEWS));
            code.addAll(ask(TRIGGERS));
            code.addAll(ask(ROUTINES));
            boolean extended = true;
            while (extended) {
                extended = false;
                for (Iterator<Named> rest = code.iterator(); rest.hasNext();) {
                    Named next = rest.next();
                    if (includes(next)) {
                        if (next.text() == null) {
                            return true;
                        }
                        text += '\n' + next.text();
                        extended = true;
                        rest.remove();
                    }
                }
            }
            return false;
        }

        private boolean includes(Named named) {
            return Mentions.of(named.name()).in(text) > 0
                    && (named.schema().equalsIgnoreCase(schema) || Mentions.of(named.schema()).in(text) > 0);
        }

        private List<Named> ask(String query) throws SQLException {
            List<Named> found = new ArrayList<>();
            try (Statement statement = connection.createStatement(); ResultSet rows = ShellSession.allRows(statement, query)) {
                while (rows.next()) {
                    found.add(new Named(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
            return found;
        }
    }
}
