package io.quarkiverse.schema.migrations.internal.adopt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.internal.adopt.AdoptionPlan.ForeignExecution;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.ForeignLock;
import io.quarkiverse.schema.migrations.internal.source.WithoutDirectives;
import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptText;

/**
 * Reads the tables of switchy. They have grown from a name and a time to an id with a status, and at last with checksums;
 * whatever a table lacks was not known, and what is in the oldest is completed.
 */
final class Switchy implements ForeignTool {

    @Override
    public Adoption.Tool name() {
        return Adoption.Tool.SWITCHY;
    }

    @Override
    public List<String> tables() {
        return List.of("__switchy_migrations", "__moosicbox_schema_migrations");
    }

    @Override
    public Order order() {
        return Order.OF_IDS;
    }

    @Override
    public boolean keeps(Set<String> columns) {
        return columns.contains("run_on") && (columns.contains("id") || columns.contains("name"));
    }

    /** It has none. */
    @Override
    public Optional<ForeignLock> lock(Connection connection, Dialect dialect, ForeignTable history) {
        return Optional.of(ForeignLock.NONE);
    }

    @Override
    public Hold hold(Connection connection, Dialect dialect, ForeignTable history) {
        return Hold.HELD;
    }

    @Override
    public ForeignTool.History read(Connection connection, Dialect dialect, ForeignTable history, List<Migration> sources)
            throws SQLException {
        List<History.Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet answer = dialect.allRows(statement, "SELECT * FROM " + history.quoted(dialect))) {
            while (answer.next()) {
                rows.add(row(answer, history));
            }
        }
        return new History(history.table().toString(), sources).of(rows);
    }

    private static History.Row row(ResultSet row, ForeignTable history) throws SQLException {
        Optional<Instant> started = Moment.in(row, "run_on");
        Optional<Instant> finished = history.has("finished_on") ? Moment.in(row, "finished_on") : Optional.empty();
        return new History.Row(row.getString(history.has("id") ? "id" : "name"),
                started.or(() -> finished).orElse(Instant.EPOCH),
                finished, text(row, history, "status").orElse(History.Row.COMPLETED),
                text(row, history, "failure_reason"),
                text(row, history, "up_checksum"), text(row, history, "down_checksum"));
    }

    private static Optional<String> text(ResultSet row, ForeignTable history, String column) throws SQLException {
        return history.has(column) ? Optional.ofNullable(row.getString(column)) : Optional.empty();
    }

    /** Understands the rows of switchy's table, whose ids are the names of the migrations' folders, as ours are. */
    private static final class History {

        private final String table;
        private final Map<String, Migration> offered = new HashMap<>();
        private final List<ForeignRow> foreignRows = new ArrayList<>();
        private final List<String> objections = new ArrayList<>();

        /**
         * @param table the table's name, for messages
         */
        History(String table, List<Migration> sources) {
            this.table = table;
            sources.forEach(migration -> offered.put(migration.id().value(), migration));
        }

        /** The table has no key: two processes that started together have left two rows of one migration. */
        ForeignTool.History of(List<Row> rows) {
            Map<String, List<Row>> byId = new LinkedHashMap<>();
            rows.stream().sorted(Comparator.comparing(Row::started).thenComparing(Row::id))
                    .forEach(row -> byId.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(row));
            byId.forEach(this::add);
            return new ForeignTool.History(foreignRows, List.of(), objections);
        }

        private void add(String id, List<Row> rows) {
            Optional<Row> completed = rows.stream().filter(Row::isCompleted).findFirst();
            if (completed.isEmpty()) {
                objections.add(unfinished(rows.get(rows.size() - 1)));
                return;
            }
            Row row = completed.get();
            try {
                foreignRows.add(foreignRow(row).remarking(remark(row, rows)));
            } catch (IllegalArgumentException e) {
                objections.add(e.getMessage() + ": correct it in '" + table + "'");
            }
        }

        private ForeignRow foreignRow(Row row) {
            ForeignExecution happened = new ForeignExecution(row.finished().orElse(row.started()),
                    row.finished().map(finished -> Duration.between(row.started(), finished)).filter(d -> !d.isNegative()),
                    Optional.empty());
            Migration migration = offered.get(row.id());
            return migration == null
                    ? ForeignRow.ofUnknown(row.id(), MigrationId.of(row.id()), MigrationKind.VERSIONED, "", happened)
                    : ForeignRow.of(row.id(), migration, proof(row), happened);
        }

        private ChecksumProof proof(Row row) {
            return row.upChecksum().flatMap(up -> row.downChecksum().map(down -> Checksums.proof(up, down)))
                    .orElseGet(() -> ChecksumProof.none("'" + table + "' has no checksums"));
        }

        private static String remark(Row row, List<Row> rows) {
            return rows.stream().filter(other -> !other.isCompleted()).findFirst()
                    .map(other -> "another row of it is " + words(other.status())).orElse("");
        }

        private String unfinished(Row row) {
            return "'" + row.id() + "' is " + words(row.status()) + " in '" + table + "'"
                    + row.failure().map(reason -> " (" + reason.strip().lines().findFirst().orElse("") + ")").orElse("")
                    + ": look at the schema; where all of it is there set its status to completed, where nothing of it is delete its"
                    + " row, and start again";
        }

        private static String words(String status) {
            return status.replace('_', ' ');
        }

        /**
         * A row of switchy's table.
         *
         * @param id the name of the migration's folder
         * @param started when it was begun
         * @param finished when it ended; empty when it is not known to have, or the table does not say
         * @param status one of switchy's three words
         * @param failure why it failed, where it did
         * @param upChecksum 64 hexadecimal digits; empty when the table has none
         * @param downChecksum the same of the way back
         */
        record Row(String id, Instant started, Optional<Instant> finished, String status, Optional<String> failure,
                Optional<String> upChecksum, Optional<String> downChecksum) {

            static final String COMPLETED = "completed";

            boolean isCompleted() {
                return status.equals(COMPLETED);
            }
        }
    }

    /**
     * switchy's checksums: SHA-256 of a file as it is, or, of a migration that was loaded as code, of what the code would send.
     */
    private static final class Checksums {

        private static final String UNKNOWN = "0".repeat(64);
        private static final String AS_CODE = "EXEC_RAW:";
        private static final Set<String> NOTHING = Set.of(ofNothing(""), ofNothing(AS_CODE));
        private static final int PIECE = 1 << 13;

        private Checksums() {
        }

        /**
         * Compares the checksums that switchy has kept of a migration with its scripts. An absent script is an empty one to it.
         *
         * @param up of the way there
         * @param down of the way back
         */
        static ChecksumProof proof(String up, String down) {
            return up.equals(UNKNOWN) ? ChecksumProof.none("switchy did not know its checksum")
                    : (script, downScript) -> match(script, downScript, up.toLowerCase(Locale.ROOT),
                            down.toLowerCase(Locale.ROOT));
        }

        private static ChecksumProof.Match match(Script script, Optional<Script> downScript, String up, String down)
                throws IOException {
            boolean asWritten = isOf(up, script.asWritten(), script.text());
            if (!asWritten && !isOf(up, script.checksum(), new WithoutDirectives(script.text()))) {
                return new ChecksumProof.Match.Different(up, of(script.text(), ""));
            }
            boolean sameDown = down.equals(UNKNOWN)
                    || (downScript.isPresent() ? isOf(down, downScript.get()) : NOTHING.contains(down));
            return sameDown ? asWritten ? new ChecksumProof.Match.Same("") : ChecksumProof.Match.Same.WITHOUT_DIRECTIVES
                    : new ChecksumProof.Match.Same("its down script differs from the one that switchy knew");
        }

        /** Ours reads line ends of both kinds alike, so that a checkout with other ones than switchy's is the same script. */
        private static boolean isOf(String theirs, Checksum ours, ScriptText script) throws IOException {
            return theirs.equals(ours.hex()) || theirs.equals(of(script, "")) || theirs.equals(of(script, AS_CODE));
        }

        private static boolean isOf(String theirs, Script script) throws IOException {
            return isOf(theirs, script.asWritten(), script.text())
                    || isOf(theirs, script.checksum(), new WithoutDirectives(script.text()));
        }

        private static String of(ScriptText script, String prefix) throws IOException {
            MessageDigest digest = begun(prefix);
            try (InputStream text = script.open()) {
                byte[] piece = new byte[PIECE];
                for (int length = text.read(piece); length >= 0; length = text.read(piece)) {
                    digest.update(piece, 0, length);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        }

        private static String ofNothing(String prefix) {
            return HexFormat.of().formatHex(begun(prefix).digest());
        }

        private static MessageDigest begun(String prefix) {
            MessageDigest digest = Checksum.digest();
            digest.update(prefix.getBytes(StandardCharsets.UTF_8));
            return digest;
        }
    }
}
