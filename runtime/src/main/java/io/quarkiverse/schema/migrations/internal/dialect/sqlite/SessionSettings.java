package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What belongs to the connection and not to the file, remembered before a script that touches it, so that neither the
 * history nor the next script finds it changed.
 */
final class SessionSettings {

    private static final List<String> PRAGMAS = List.of("analysis_limit", "automatic_index", "busy_timeout", "cache_size",
            "cache_spill", "cell_size_check", "checkpoint_fullfsync", "count_changes", "defer_foreign_keys", "foreign_keys",
            "full_column_names", "fullfsync", "ignore_check_constraints", "journal_size_limit", "legacy_alter_table",
            "locking_mode", "max_page_count", "mmap_size", "query_only", "read_uncommitted", "recursive_triggers",
            "reverse_unordered_selects", "secure_delete", "short_column_names", "synchronous", "temp_store", "threads",
            "trusted_schema", "wal_autocheckpoint", "writable_schema");

    private static final String WAL = "wal";
    private static final String DELETE = "delete";

    private final Connection connection;
    private final Map<String, String> pragmas;
    private final String journal;
    private final boolean caseSensitiveLike;
    private final Set<String> attached;
    private final Set<String> temporary;

    private SessionSettings(Connection connection) throws SQLException {
        this.connection = connection;
        this.pragmas = pragmas();
        this.journal = journal();
        this.caseSensitiveLike = caseSensitiveLike();
        this.attached = attached();
        this.temporary = temporary();
    }

    static SessionSettings remember(Connection connection) throws SQLException {
        return new SessionSettings(connection);
    }

    /** Sets how long statements wait for the file. */
    void waitFor(Duration lockTimeout) throws SQLException {
        execute("PRAGMA busy_timeout = " + lockTimeout.toMillis());
    }

    /** Sets back whatever was changed and can be set at this moment. */
    void restore() throws SQLException {
        Map<String, String> now = pragmas();
        for (Map.Entry<String, String> then : pragmas.entrySet()) {
            if (!Objects.equals(then.getValue(), now.get(then.getKey()))) {
                execute("PRAGMA " + then.getKey() + " = " + then.getValue());
            }
        }
        if (isOfConnection(journal())) {
            execute("PRAGMA journal_mode = " + (journal.equals(WAL) ? DELETE : journal));
        }
        if (caseSensitiveLike() != caseSensitiveLike) {
            execute("PRAGMA case_sensitive_like = " + (caseSensitiveLike ? 1 : 0));
        }
    }

    /** Drops temporary objects and detaches databases that the script left behind. Outside of a transaction. */
    void dropWhatIsNew() throws SQLException {
        for (String drop : temporary()) {
            if (!temporary.contains(drop)) {
                execute(drop);
            }
        }
        for (String database : attached()) {
            if (!attached.contains(database)) {
                execute("DETACH " + quoted(database));
            }
        }
    }

    private Map<String, String> pragmas() throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pragma : PRAGMAS) {
            List<String> value = column("PRAGMA " + pragma, 1);
            if (!value.isEmpty()) {
                values.put(pragma, value.get(0));
            }
        }
        return values;
    }

    private String journal() throws SQLException {
        return column("PRAGMA journal_mode", 1).get(0);
    }

    /**
     * Whether the journal was set for this connection only. A write-ahead log, or that there is none any more, is written
     * in the file; without any journal nothing that fails later could be rolled back.
     */
    private boolean isOfConnection(String now) {
        return !now.equals(journal) && !now.equals(WAL) && !(journal.equals(WAL) && now.equals(DELETE));
    }

    private boolean caseSensitiveLike() throws SQLException {
        return column("SELECT 'a' LIKE 'A'", 1).get(0).equals("0");
    }

    /** Without {@code temp}, which appears as soon as SQLite has a use for it and cannot be detached. */
    private Set<String> attached() throws SQLException {
        Set<String> attached = new HashSet<>(column("PRAGMA database_list", 2));
        attached.remove("temp");
        return attached;
    }

    /** The statements that drop the temporary objects there are, in an order that works. */
    private Set<String> temporary() throws SQLException {
        Set<String> drops = new LinkedHashSet<>();
        for (String type : List.of("trigger", "view", "table")) {
            for (String name : column("SELECT name FROM sqlite_temp_master WHERE type = '" + type
                    + "' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'", 1)) {
                drops.add("DROP " + type + " IF EXISTS temp." + quoted(name));
            }
        }
        return drops;
    }

    private List<String> column(String sql, int index) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(index));
            }
        }
        return values;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
