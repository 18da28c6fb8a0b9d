package io.quarkiverse.schema.migrations.quickstart;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;

/** What sells, asked of a view that the migrations have made. */
@ApplicationScoped
class BestSellers {

    private static final String QUERY = """
            SELECT product, category, sold, revenue_cents
              FROM best_seller
             ORDER BY sold DESC, product
             LIMIT ?""";

    /**
     * A product and how well it sells.
     *
     * @param product its name
     * @param category the name of the category it is in
     * @param sold how many were sold and not returned
     * @param revenueCents what was paid for them
     */
    record BestSeller(String product, String category, int sold, long revenueCents) {
    }

    private final DataSource dataSource;

    BestSellers(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The products that sell best, best first, at most {@code count}. */
    List<BestSeller> top(int count) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setInt(1, count);
            try (ResultSet row = query.executeQuery()) {
                List<BestSeller> top = new ArrayList<>();
                while (row.next()) {
                    top.add(new BestSeller(row.getString(1), row.getString(2), row.getInt(3), row.getLong(4)));
                }
                return top;
            }
        }
    }
}
