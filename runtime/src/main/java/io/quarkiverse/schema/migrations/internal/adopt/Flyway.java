package io.quarkiverse.schema.migrations.internal.adopt;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.internal.adopt.AdoptionPlan.ForeignExecution;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.ForeignLock;
import io.quarkiverse.schema.migrations.internal.source.WithoutDirectives;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.ScriptText;
import io.quarkiverse.schema.migrations.report.AdoptionReport.PassedOver;

/** Reads the table of Flyway, which has been the same since its version 4. */
final class Flyway implements ForeignTool {

    private static final Set<String> COLUMNS = Set.of("installed_rank", "version", "description", "type", "script", "checksum",
            "installed_by", "installed_on", "execution_time", "success");
    private static final long LOCK_BASE = 77431708279161L;

    @Override
    public Adoption.Tool name() {
        return Adoption.Tool.FLYWAY;
    }

    @Override
    public List<String> tables() {
        return List.of("flyway_schema_history");
    }

    @Override
    public Order order() {
        return Order.OF_IDS;
    }

    @Override
    public boolean keeps(Set<String> columns) {
        return columns.containsAll(COLUMNS);
    }

    /** Flyway locks by the hash of its table's quoted name, as a number or as a part of a name. */
    @Override
    public Optional<ForeignLock> lock(Connection connection, Dialect dialect, ForeignTable history) throws SQLException {
        int hash = history.quoted(dialect).hashCode();
        return dialect.tryForeignLock(connection, LOCK_BASE + hash, "Flyway-" + hash);
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
                ResultSet answer = dialect.allRows(statement,
                        "SELECT * FROM " + history.quoted(dialect) + " ORDER BY installed_rank")) {
            while (answer.next()) {
                rows.add(row(answer));
            }
        }
        return new History(sources).of(rows);
    }

    private static History.Row row(ResultSet row) throws SQLException {
        int checksum = row.getInt("checksum");
        Optional<Integer> kept = row.wasNull() ? Optional.empty() : Optional.of(checksum);
        ForeignExecution happened = new ForeignExecution(Moment.in(row, "installed_on").orElse(Instant.EPOCH),
                Optional.of(Duration.ofMillis(row.getInt("execution_time"))),
                Optional.ofNullable(row.getString("installed_by")));
        return new History.Row(Optional.ofNullable(row.getString("version")), row.getString("description"),
                row.getString("type"),
                row.getString("script"), kept,
                row.getBoolean("success") ? History.Row.Outcome.SUCCESS : History.Row.Outcome.FAILURE,
                happened);
    }

    /**
     * Understands the rows of Flyway's table, which say what was done one after the other: what is applied is what is left of
     * them when those are taken away that a later one takes back.
     */
    static final class History {

        private static final int LONGEST_DESCRIPTION = 200;
        private static final String CUT = "...";

        private final Map<Version, Migration> versions = new HashMap<>();
        private final Map<String, Migration> repeatables = new HashMap<>();
        private final Map<Object, Row> applied = new LinkedHashMap<>();
        private final List<PassedOver> passedOver = new ArrayList<>();
        private final List<String> objections = new ArrayList<>();
        private Optional<Row> baseline = Optional.empty();

        History(List<Migration> sources) {
            for (Migration migration : sources) {
                switch (migration.kind()) {
                    case REPEATABLE -> repeatables.put(asKept(migration.id().value()), migration);
                    case VERSIONED -> Version.of(migration.id().value()).ifPresent(version -> add(version, migration));
                }
            }
        }

        private void add(Version version, Migration migration) {
            Migration other = versions.putIfAbsent(version, migration);
            if (other != null) {
                objections.add("'" + other.id() + "' and '" + migration.id() + "' are one version to Flyway, " + version
                        + ": give one of them another id (" + other.up().shown() + ", " + migration.up().shown() + ")");
            }
        }

        /** Flyway keeps no more of a description than its column holds. */
        private static String asKept(String description) {
            return description.length() <= LONGEST_DESCRIPTION ? description
                    : description.substring(0, LONGEST_DESCRIPTION - CUT.length()) + CUT;
        }

        /**
         * @param rows in the order of their ranks
         */
        ForeignTool.History of(List<Row> rows) {
            rows.forEach(this::follow);
            List<ForeignRow> foreignRows = new ArrayList<>(belowBaseline());
            for (Row row : applied.values()) {
                try {
                    foreignRows.add(foreignRow(row));
                } catch (IllegalArgumentException e) {
                    objections.add("'" + row.script() + "' is applied, but not in the sources: " + e.getMessage());
                }
            }
            return new ForeignTool.History(foreignRows, passedOver, objections);
        }

        private void follow(Row row) {
            Object key = row.version().flatMap(Version::of).map(Object.class::cast).orElse(row.description());
            if (row.outcome() == Row.Outcome.FAILURE) {
                objections.add(
                        "'" + row.script() + "' has failed: look at the schema, take back by hand what it has left, and have"
                                + " Flyway forget it with 'flyway repair'; then start again");
            } else if (row.isOfSchema()) {
                passedOver.add(new PassedOver(row.script(), "created the schema and is not a migration"));
            } else if (row.isBaseline()) {
                baseline = Optional.of(row);
                passedOver.add(new PassedOver(name(row), "is Flyway's baseline: what is not newer counts as applied"));
            } else if (row.isDeletion()) {
                applied.remove(key);
                passedOver.add(new PassedOver(name(row), "was taken out of Flyway's history by 'flyway repair'"));
            } else if (row.isUndo()) {
                applied.remove(key);
                passedOver.add(new PassedOver(name(row), "was undone, so that it is pending"));
            } else {
                applied.remove(key);
                applied.put(key, row);
            }
        }

        private List<ForeignRow> belowBaseline() {
            Optional<Version> limit = baseline.flatMap(Row::version).flatMap(Version::of);
            if (limit.isEmpty()) {
                return List.of();
            }
            ForeignExecution happened = baseline.get().happened();
            Set<Object> known = new HashSet<>(applied.keySet());
            return versions.entrySet().stream()
                    .filter(offered -> offered.getKey().compareTo(limit.get()) <= 0 && !known.contains(offered.getKey()))
                    .sorted(Map.Entry.comparingByKey())
                    .map(offered -> ForeignRow.of(offered.getKey().toString(), offered.getValue(),
                            ChecksumProof.none("it is not newer than Flyway's baseline, " + limit.get()), happened))
                    .toList();
        }

        private ForeignRow foreignRow(Row row) {
            Migration migration = row.version().isPresent() ? versions.get(Version.of(row.version().get()).orElse(null))
                    : repeatables.get(row.description());
            if (migration != null) {
                return ForeignRow.of(row.script(), migration, proof(row), row.happened());
            }
            MigrationKind kind = row.version().isPresent() ? MigrationKind.VERSIONED : MigrationKind.REPEATABLE;
            return ForeignRow.ofUnknown(row.script(), MigrationId.of(row.version().orElse(row.description())), kind,
                    row.version().isPresent() ? row.description() : "", row.happened());
        }

        private static ChecksumProof proof(Row row) {
            if (!row.isSql()) {
                return ChecksumProof.none("Flyway did not run it as a SQL script (" + row.type() + ")");
            }
            return row.checksum().map(FlywayChecksum::proof).orElseGet(() -> ChecksumProof.none("Flyway stored no checksum"));
        }

        private static String name(Row row) {
            return row.version().orElse(row.description());
        }

        /**
         * A row of Flyway's table.
         *
         * @param version empty of a repeatable migration
         * @param description the words of the script's name
         * @param type what it is a row of
         * @param script the script's path, for people
         * @param checksum of the script, where it has one
         * @param outcome whether it was done
         * @param happened when and by whom
         */
        record Row(Optional<String> version, String description, String type, String script, Optional<Integer> checksum,
                Outcome outcome, ForeignExecution happened) {

            enum Outcome {
                SUCCESS,
                FAILURE
            }

            boolean isOfSchema() {
                return type.equals("SCHEMA");
            }

            boolean isDeletion() {
                return type.equals("DELETE");
            }

            boolean isUndo() {
                return type.startsWith("UNDO");
            }

            /**
             * Whether everything up to its version counts as applied, by declaration or by a script that makes it all.
             */
            boolean isBaseline() {
                return type.endsWith("BASELINE");
            }

            boolean isSql() {
                return type.equals("SQL");
            }
        }
    }

    /**
     * A version as Flyway compares them: number by number, and {@code 1} is {@code 1.0}.
     *
     * @param parts the numbers, without zeros at the end
     */
    record Version(List<BigInteger> parts) implements Comparable<Version> {

        private static final Pattern TEXT = Pattern.compile("[0-9]+(?:[._][0-9]+)*");

        /** The version that a text stands for; empty when it stands for none. */
        static Optional<Version> of(String text) {
            if (!TEXT.matcher(text).matches()) {
                return Optional.empty();
            }
            List<BigInteger> parts = new ArrayList<>(Stream.of(text.split("[._]")).map(BigInteger::new).toList());
            while (!parts.isEmpty() && parts.get(parts.size() - 1).signum() == 0) {
                parts.remove(parts.size() - 1);
            }
            return Optional.of(new Version(List.copyOf(parts)));
        }

        @Override
        public int compareTo(Version other) {
            int common = Math.min(parts.size(), other.parts.size());
            for (int i = 0; i < common; i++) {
                int byPart = parts.get(i).compareTo(other.parts.get(i));
                if (byPart != 0) {
                    return byPart;
                }
            }
            return Integer.compare(parts.size(), other.parts.size());
        }

        @Override
        public String toString() {
            return parts.isEmpty() ? "0" : parts.stream().map(BigInteger::toString).collect(Collectors.joining("."));
        }
    }

    /** Flyway's checksum: CRC-32 of a script without its line ends and byte order mark. */
    private static final class FlywayChecksum {

        private static final int PIECE = 1 << 13;
        private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

        private FlywayChecksum() {
        }

        /** Compares a checksum of Flyway's with scripts. */
        static ChecksumProof proof(int theirs) {
            return (script, downScript) -> {
                int ours = of(script.text());
                if (theirs == ours) {
                    return new ChecksumProof.Match.Same("");
                }
                return theirs == of(new WithoutDirectives(script.text())) ? ChecksumProof.Match.Same.WITHOUT_DIRECTIVES
                        : new ChecksumProof.Match.Different(Integer.toString(theirs), Integer.toString(ours));
            };
        }

        private static int of(ScriptText script) throws IOException {
            CRC32 checksum = new CRC32();
            byte[] piece = new byte[PIECE];
            try (InputStream text = script.open()) {
                byte[] head = text.readNBytes(BYTE_ORDER_MARK.length);
                if (!Arrays.equals(head, BYTE_ORDER_MARK)) {
                    update(checksum, head, head.length);
                }
                for (int length = text.read(piece); length >= 0; length = text.read(piece)) {
                    update(checksum, piece, length);
                }
            }
            return (int) checksum.getValue();
        }

        private static void update(CRC32 checksum, byte[] piece, int length) {
            int kept = 0;
            for (int i = 0; i < length; i++) {
                if (piece[i] != '\n' && piece[i] != '\r') {
                    piece[kept++] = piece[i];
                }
            }
            checksum.update(piece, 0, kept);
        }
    }
}
