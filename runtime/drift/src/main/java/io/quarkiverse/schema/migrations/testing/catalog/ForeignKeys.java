package io.quarkiverse.schema.migrations.testing.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.schema.migrations.testing.schema.ForeignKey;
import io.quarkiverse.schema.migrations.testing.schema.Table;

/** Looks in the rows whether foreign keys lead anywhere: not every database enforces its keys at all times. */
public final class ForeignKeys {

    private ForeignKeys() {
    }

    /** Each key that does not, with how many rows; empty when all do. */
    public static List<String> broken(Connection connection) throws SQLException {
        List<String> broken = new ArrayList<>();
        Catalog catalog = Catalog.of(connection);
        for (Table table : catalog.schema().tables()) {
            for (ForeignKey key : table.foreignKeys()) {
                long orphans = orphans(connection, catalog, table.name(), key);
                if (orphans > 0) {
                    broken.add(
                            "table " + table.name() + ": " + orphans + (orphans == 1 ? " row refers" : " rows refer") + " by "
                                    + key.text() + " to what is not there");
                }
            }
        }
        return broken;
    }

    private static long orphans(Connection connection, Catalog catalog, String table, ForeignKey key)
            throws SQLException {
        StringBuilder match = new StringBuilder();
        StringBuilder complete = new StringBuilder();
        for (int i = 0; i < key.columns().size(); i++) {
            String and = i == 0 ? "" : " AND ";
            String column = "child." + catalog.quoted(key.columns().get(i));
            complete.append(and).append(column).append(" IS NOT NULL");
            match.append(and).append("parent.").append(catalog.quoted(key.referencedColumns().get(i))).append(" = ")
                    .append(column);
        }
        String sql = "SELECT count(*) FROM " + catalog.quoted(table) + " child WHERE " + complete
                + " AND NOT EXISTS (SELECT 1 FROM " + catalog.quoted(key.referencedTable()) + " parent WHERE " + match + ")";
        return Long.parseLong(Rows.of(connection, sql).get(0).text(1));
    }
}
