package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.quarkiverse.schema.migrations.internal.dialect.StatementOutcome;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * What can be seen of a statement that shares no transaction with its progress: before it runs, and when its runner is
 * gone.
 */
interface AfterCrash {

    /** An expression for a text: what there is to be seen before the statement runs; null when that says nothing. */
    String before();

    /**
     * What became of the statement.
     *
     * @param found what {@link #before} was
     */
    StatementOutcome after(Connection connection, String found) throws SQLException;

    /** Removes what an earlier attempt has left unfinished, and what would keep the statement from running. */
    default void clear(Connection connection) throws SQLException {
        // most leave nothing
    }

    static AfterCrash of(SqlStatement statement) {
        PostgresqlWords words = PostgresqlWords.of(statement);
        List<String> all = words.words();
        if (words.starts("CREATE", "INDEX") || words.starts("CREATE", "UNIQUE", "INDEX")) {
            return createdIndex(all);
        }
        if (words.starts("DROP", "INDEX")) {
            return new DroppedIndex(name(all, afterIfExists(all, all.indexOf("CONCURRENTLY") + 1)));
        }
        for (Catalog catalog : Catalog.values()) {
            if (words.starts("CREATE", catalog.name())) {
                return new Entry(catalog, Quoting.plain(name(all, 2)), "absent", "there");
            }
            if (words.starts("DROP", catalog.name())) {
                return new Entry(catalog, Quoting.plain(name(all, afterIfExists(all, 2))), "there", "absent");
            }
        }
        boolean harmless = words.starts("VACUUM") || words.starts("REINDEX") || words.starts("CLUSTER")
                || words.starts("ALTER", "SYSTEM") || words.starts("ALTER", "SUBSCRIPTION");
        return new Untold(harmless ? StatementOutcome.NOT_DONE : StatementOutcome.UNKNOWN);
    }

    private static AfterCrash createdIndex(List<String> words) {
        int name = afterIfExists(words, words.indexOf("CONCURRENTLY") + 1);
        int on = words.indexOf("ON");
        if (on <= name) {
            return new Untold(StatementOutcome.UNKNOWN); // the server makes up a name, and another one the next time
        }
        int table = on + 1 < words.size() && words.get(on + 1).equals("ONLY") ? on + 2 : on + 1;
        return new CreatedIndex(Quoting.plain(words.get(name)), name(words, table));
    }

    private static int afterIfExists(List<String> words, int at) {
        if (at < words.size() && words.get(at).equals("IF")) {
            return words.get(at + 1).equals("NOT") ? at + 3 : at + 2;
        }
        return at;
    }

    /** A name with its schema, as it is written. */
    private static String name(List<String> words, int at) {
        if (at >= words.size()) {
            return "";
        }
        boolean qualified = at + 2 < words.size() && words.get(at + 1).equals(".");
        return qualified ? words.get(at) + "." + words.get(at + 2) : words.get(at);
    }

    /** The catalog says nothing. */
    record Untold(StatementOutcome outcome) implements AfterCrash {

        @Override
        public String before() {
            return "'begun'";
        }

        @Override
        public StatementOutcome after(Connection connection, String found) {
            return outcome;
        }
    }

    /** An index that is built while others work; one whose building has ended before its time stays behind as invalid. */
    record CreatedIndex(String name, String table) implements AfterCrash {

        private static final String STATE = "coalesce((SELECT CASE WHEN i.indisvalid THEN 'there' ELSE 'unfinished' END"
                + " FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid WHERE c.relname = %s"
                + " AND c.relnamespace = %s), 'absent')";

        /** With the schema, as the next session may not have the same search path. */
        @Override
        public String before() {
            return "(SELECT pg_catalog.concat(" + STATE.formatted(Quoting.literal(name), "t.relnamespace")
                    + ", ' ', t.relnamespace) FROM pg_catalog.pg_class t WHERE t.oid = pg_catalog.to_regclass("
                    + Quoting.literal(table) + "))";
        }

        @Override
        public StatementOutcome after(Connection connection, String found) throws SQLException {
            if (!found.startsWith("absent ")) {
                return StatementOutcome.NOT_DONE;
            }
            String schema = found.substring(found.indexOf(' ') + 1);
            String state = AdvisoryLock.ask(connection, "SELECT " + STATE.formatted(Quoting.literal(name),
                    Quoting.literal(schema) + "::oid"));
            return state.equals("there") ? StatementOutcome.DONE : StatementOutcome.NOT_DONE;
        }

        /** Drops an invalid index of the same name, unless another session is building it at this moment. */
        @Override
        public void clear(Connection connection) throws SQLException {
            String drop = AdvisoryLock.ask(connection, "SELECT pg_catalog.format('DROP INDEX CONCURRENTLY %I.%I', n.nspname,"
                    + " c.relname) FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
                    + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE NOT i.indisvalid AND c.relname = "
                    + Quoting.literal(name) + " AND i.indrelid = pg_catalog.to_regclass(" + Quoting.literal(table)
                    + ") AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p"
                    + " WHERE p.index_relid = c.oid)");
            if (drop != null) {
                Pipeline.on(connection).add(drop).send();
            }
        }
    }

    /** An index that is dropped while others work. */
    record DroppedIndex(String name) implements AfterCrash {

        @Override
        public String before() {
            return "pg_catalog.to_regclass(" + Quoting.literal(name) + ")::oid::text";
        }

        @Override
        public StatementOutcome after(Connection connection, String found) throws SQLException {
            String there = AdvisoryLock.ask(connection,
                    "SELECT 1 FROM pg_catalog.pg_class c WHERE c.oid = " + Quoting.literal(found) + "::oid");
            return there == null ? StatementOutcome.DONE : StatementOutcome.NOT_DONE;
        }
    }

    /** What the server's shared catalogs list. */
    enum Catalog {
        DATABASE("pg_catalog.pg_database", "datname"),
        TABLESPACE("pg_catalog.pg_tablespace", "spcname"),
        SUBSCRIPTION("(SELECT s.subname FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid"
                + " WHERE d.datname = pg_catalog.current_database()) AS own", "subname");

        private final String table;
        private final String name;

        Catalog(String table, String name) {
            this.table = table;
            this.name = name;
        }
    }

    /** A database, a tablespace or a subscription, made or dropped. */
    record Entry(Catalog catalog, String name, String from, String to) implements AfterCrash {

        @Override
        public String before() {
            return "coalesce((SELECT 'there' FROM " + catalog.table + " WHERE " + catalog.name + " = "
                    + Quoting.literal(name) + "), 'absent')";
        }

        @Override
        public StatementOutcome after(Connection connection, String found) throws SQLException {
            boolean changed = found.equals(from) && AdvisoryLock.ask(connection, "SELECT " + before()).equals(to);
            return changed ? StatementOutcome.DONE : StatementOutcome.NOT_DONE;
        }
    }
}
