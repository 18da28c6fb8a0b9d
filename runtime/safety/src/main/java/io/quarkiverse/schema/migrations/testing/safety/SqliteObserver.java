package io.quarkiverse.schema.migrations.testing.safety;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.schema.migrations.testing.catalog.Catalog;
import io.quarkiverse.schema.migrations.testing.safety.HeldLock.Blocks;
import io.quarkiverse.schema.migrations.testing.safety.Picture.ColumnState;
import io.quarkiverse.schema.migrations.testing.safety.Picture.TableState;
import io.quarkiverse.schema.migrations.testing.schema.Column;
import io.quarkiverse.schema.migrations.testing.schema.Nullability;
import io.quarkiverse.schema.migrations.testing.schema.Table;
import io.quarkiverse.schema.migrations.testing.schema.View;

/**
 * SQLite has one lock for the whole database: a migration holds it from its beginning to its end, so the time that it takes is
 * the time that all other writers wait.
 */
final class SqliteObserver implements Observer {

    /** What the lock is on. */
    private static final String DATABASE = "the whole database";

    private final Connection connection;
    private Picture before;
    private long began;

    /** @param connection left open */
    SqliteObserver(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Remedies remedies() {
        return (hazard, effect) -> switch (hazard) {
            case INCOMPATIBLE ->
                "in this release, add what is new and have the application write both; remove what is old with the"
                        + " next release, in a migration with deploy=post";
            default ->
                "change the rows in several migrations, a part in each, so that other writers get their turn in between; or"
                        + " migrate while the application does not run";
        };
    }

    @Override
    public void begin() throws SQLException {
        before = picture();
        began = System.nanoTime();
    }

    @Override
    public Observation end() throws SQLException {
        Duration held = Duration.ofNanos(System.nanoTime() - began);
        Picture after = picture();
        List<TableEffect> effects = new ArrayList<>();
        if (!before.tables().isEmpty()) {
            effects.add(new TableEffect(DATABASE, List.of(new HeldLock("RESERVED", Blocks.WRITES, held)), List.of(),
                    TableEffect.Work.NONE, Optional.empty()));
        }
        before.tables().forEach((key, table) -> effects.add(new TableEffect(table.name(), List.of(), before.changes(key, after),
                new TableEffect.Work(table.rows(), 0, 0, 0), Optional.empty())));
        // every connection waits as long as its own busy_timeout says
        return new Observation(effects, before.viewsGone(after), true, List.of());
    }

    private Picture picture() throws SQLException {
        Map<String, TableState> tables = new LinkedHashMap<>();
        for (Table table : Catalog.of(connection).schema().tables()) {
            Map<String, ColumnState> columns = new LinkedHashMap<>();
            for (Column column : table.columns()) {
                columns.put(column.name(), new ColumnState(column.name(), column.type(),
                        column.nullability() == Nullability.NOT_NULL, column.defaultValue().isPresent()));
            }
            tables.put(table.name(), new TableState(table.name(), rows(table.name()), "", columns, Map.of(), Map.of()));
        }
        return new Picture(tables, Catalog.of(connection).schema().views().stream().map(View::name).toList());
    }

    private long rows(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT count(*) FROM " + Catalog.of(connection).quoted(table))) {
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public void close() {
        // nothing is held
    }
}
