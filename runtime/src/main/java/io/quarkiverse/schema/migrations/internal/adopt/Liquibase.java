package io.quarkiverse.schema.migrations.internal.adopt;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.internal.adopt.AdoptionPlan.ForeignExecution;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.ForeignLock;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.source.WithoutDirectives;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.report.AdoptionReport.PassedOver;

/** Reads the table of Liquibase, and respects the row that is its lock. */
final class Liquibase implements ForeignTool {

    private static final Set<String> COLUMNS = Set.of("id", "author", "filename", "dateexecuted", "orderexecuted", "exectype",
            "md5sum");

    @Override
    public Adoption.Tool name() {
        return Adoption.Tool.LIQUIBASE;
    }

    @Override
    public List<String> tables() {
        return List.of("databasechangelog");
    }

    @Override
    public boolean keeps(Set<String> columns) {
        return columns.containsAll(COLUMNS);
    }

    /** What it has applied last may have any id. */
    @Override
    public Order order() {
        return Order.OF_ITS_OWN;
    }

    /** The row can be held by a transaction only: a flag that a killed process has left would lock Liquibase out for good. */
    @Override
    public Optional<ForeignLock> lock(Connection connection, Dialect dialect, ForeignTable history) throws SQLException {
        return isAtWork(connection, dialect, history) ? Optional.empty() : Optional.of(ForeignLock.NONE);
    }

    /** Writes what is there already, which holds the row: a Liquibase that begins now waits until we have committed. */
    @Override
    public Hold hold(Connection connection, Dialect dialect, ForeignTable history) throws SQLException {
        Optional<String> table = lockTable(connection, dialect, history);
        if (table.isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE " + table.get() + " SET locked = locked WHERE id = 1");
            }
        }
        return isAtWork(connection, dialect, history) ? Hold.HELD_BY_ANOTHER : Hold.HELD;
    }

    private static boolean isAtWork(Connection connection, Dialect dialect, ForeignTable history) throws SQLException {
        Optional<String> table = lockTable(connection, dialect, history);
        if (table.isEmpty()) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT locked FROM " + table.get() + " WHERE id = 1")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static Optional<String> lockTable(Connection connection, Dialect dialect, ForeignTable history)
            throws SQLException {
        for (TableName table : dialect.tables(connection, history.table(), List.of(history.table().table() + "lock"))) {
            if (table.schema().equals(history.table().schema())) {
                return Optional.of(new ForeignTable(Adoption.Tool.LIQUIBASE, table, Set.of(), Set.of()).quoted(dialect));
            }
        }
        return Optional.empty();
    }

    @Override
    public ForeignTool.History read(Connection connection, Dialect dialect, ForeignTable history, List<Migration> sources)
            throws SQLException {
        List<History.Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet answer = dialect.allRows(statement, "SELECT * FROM " + history.quoted(dialect))) {
            while (answer.next()) {
                rows.add(new History.Row(answer.getString("id"), answer.getString("author"),
                        answer.getString("filename"),
                        answer.getLong("orderexecuted"), answer.getString("exectype"),
                        Optional.ofNullable(answer.getString("md5sum")),
                        ForeignExecution.at(Moment.in(answer, "dateexecuted").orElse(Instant.EPOCH))));
            }
        }
        return new History(changeSets(sources)).of(rows);
    }

    private static Map<Migration, List<FormattedSql.ChangeSet>> changeSets(List<Migration> sources) {
        Map<Migration, List<FormattedSql.ChangeSet>> all = new LinkedHashMap<>();
        for (Migration migration : sources) {
            try {
                all.put(migration,
                        migration.up() instanceof Script script ? FormattedSql.changeSets(new WithoutDirectives(script.text()))
                                : List.of());
            } catch (IOException e) {
                throw new DatabaseException(
                        "The script " + migration.up().shown() + " cannot be read: " + e.getMessage(), e);
            }
        }
        return all;
    }

    /**
     * Understands the rows of Liquibase's table. A change set is named by its id, its author and its file, a migration by its
     * id alone, so one is found for the other: by what a script that was written for Liquibase says itself, by the change
     * set's id, or by the file's name.
     */
    static final class History {

        private final Map<Migration, List<FormattedSql.ChangeSet>> sources;
        private final List<Row> left = new ArrayList<>();
        private final Map<ForeignRow, Long> foreignRows = new LinkedHashMap<>();
        private final List<PassedOver> passedOver = new ArrayList<>();
        private final List<String> objections = new ArrayList<>();

        /**
         * @param sources what the set offers, each with the change sets that its script names
         */
        History(Map<Migration, List<FormattedSql.ChangeSet>> sources) {
            this.sources = sources;
        }

        ForeignTool.History of(List<Row> rows) {
            Map<String, Row> latest = new LinkedHashMap<>();
            rows.stream().sorted(Comparator.comparingLong(Row::order)).forEach(row -> latest.put(row.name(), row));
            latest.values().forEach(this::follow);
            sources.forEach((migration, changeSets) -> {
                if (!changeSets.isEmpty()) {
                    matchWritten(migration, changeSets);
                }
            });
            sources.forEach((migration, changeSets) -> {
                if (changeSets.isEmpty()) {
                    matchNamed(migration);
                }
            });
            left.forEach(this::matchUnknown);
            List<ForeignRow> inOrder = foreignRows.entrySet().stream().sorted(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .toList();
            return new ForeignTool.History(inOrder, passedOver, objections);
        }

        private void follow(Row row) {
            if (row.isFailed()) {
                objections.add(
                        "'" + row.name()
                                + "' has failed: look at the schema, take back by hand what it has left, and delete its"
                                + " row; then start again");
            } else if (row.isSkipped()) {
                passedOver.add(new PassedOver(row.name(), "was skipped, so that it is pending"));
            } else {
                left.add(row);
            }
        }

        /** A script that names its change sets: all of them are applied, or none. */
        private void matchWritten(Migration migration, List<FormattedSql.ChangeSet> changeSets) {
            Map<FormattedSql.ChangeSet, Row> found = new LinkedHashMap<>();
            for (FormattedSql.ChangeSet changeSet : changeSets) {
                List<Row> same = left.stream()
                        .filter(row -> row.id().equals(changeSet.id()) && row.author().equals(changeSet.author())).toList();
                one(migration, same).ifPresent(row -> found.put(changeSet, row));
            }
            if (found.isEmpty()) {
                return;
            }
            left.removeAll(found.values());
            if (found.size() < changeSets.size()) {
                objections.add("of '" + migration.id() + "' (" + migration.up().shown() + ") only a part is applied: "
                        + names(found.values().stream().toList()) + ", not " + changeSets.stream()
                                .filter(changeSet -> !found.containsKey(changeSet))
                                .map(changeSet -> changeSet.id() + "::" + changeSet.author()).collect(Collectors.joining(", "))
                        + ": let Liquibase apply the rest, or move what is not applied into a migration of its own");
                return;
            }
            add(migration, found.values().stream().toList(), FormattedSql.proof(found));
        }

        /** A script that says nothing: the change set with the same id, or all of the file with the same name. */
        private void matchNamed(Migration migration) {
            String id = migration.id().value();
            Optional<Row> byId = one(migration, left.stream().filter(row -> row.id().equals(id)).toList());
            List<Row> byFile = left.stream().filter(row -> row.fileId().equals(id)).toList();
            List<Row> found = byId.map(List::of).orElse(byFile);
            if (found.isEmpty()) {
                return;
            }
            left.removeAll(found);
            add(migration, found, found.size() == 1 ? FormattedSql.proof(found.get(0))
                    : ChecksumProof.none("it is " + found.size() + " change sets to Liquibase: " + names(found)));
        }

        private void matchUnknown(Row row) {
            try {
                add(ForeignRow.ofUnknown(row.name(), MigrationId.of(row.id()), MigrationKind.VERSIONED, "", row.happened()),
                        row);
            } catch (IllegalArgumentException e) {
                objections.add("'" + row.name() + "' is applied, but not in the sources: " + e.getMessage());
            }
        }

        /** Of several change sets with one id, the one whose file is named like the migration. */
        private Optional<Row> one(Migration migration, List<Row> candidates) {
            if (candidates.size() < 2) {
                return candidates.stream().findFirst();
            }
            List<Row> ofItsFile = candidates.stream().filter(row -> row.fileId().equals(migration.id().value())).toList();
            if (ofItsFile.size() != 1) {
                objections.add("'" + migration.id() + "' (" + migration.up().shown() + ") can be any of " + names(candidates)
                        + ": name it like the file of the one that it is");
                left.removeAll(candidates);
                return Optional.empty();
            }
            return Optional.of(ofItsFile.get(0));
        }

        private void add(Migration migration, List<Row> rows, ChecksumProof proof) {
            Row last = rows.get(rows.size() - 1);
            String marked = names(rows.stream().filter(Row::isMarked).toList());
            add(ForeignRow.of(names(rows), migration, proof, last.happened())
                    .remarking(marked.isEmpty() ? "" : "Liquibase has marked as run, without running it, " + marked), last);
        }

        private void add(ForeignRow foreignRow, Row row) {
            foreignRows.put(foreignRow, row.order());
        }

        private static String names(List<Row> rows) {
            return rows.stream().map(Row::name).collect(Collectors.joining(", "));
        }

        /**
         * A row of Liquibase's table.
         *
         * @param id the change set's id
         * @param author its author
         * @param file the change log it is in
         * @param order the place in the order of execution
         * @param type how it came to be there, in one of Liquibase's words
         * @param checksum of the change set, with the number of its kind before a colon; empty when there is none
         * @param happened when
         */
        record Row(String id, String author, String file, long order, String type, Optional<String> checksum,
                ForeignExecution happened) {

            /** What Liquibase itself calls it. */
            String name() {
                return file + "::" + id + "::" + author;
            }

            /** The name of its file without folders and without what follows the first dot of the ending. */
            String fileId() {
                String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf(':')) + 1);
                int dot = name.lastIndexOf('.');
                return dot < 0 ? name : name.substring(0, dot);
            }

            boolean isSkipped() {
                return type.equals("SKIPPED");
            }

            boolean isFailed() {
                return type.equals("FAILED");
            }

            boolean isMarked() {
                return type.equals("MARK_RAN");
            }
        }
    }
}
