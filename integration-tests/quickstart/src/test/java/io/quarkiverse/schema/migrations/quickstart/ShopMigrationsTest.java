package io.quarkiverse.schema.migrations.quickstart;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.testing.MigrationSuite;
import io.quarkiverse.schema.migrations.testing.MigrationsUnderTest;
import io.quarkiverse.schema.migrations.testing.Snapshots;
import io.quarkiverse.schema.migrations.testing.TestData;

/** The shop's migrations, each by itself, without the application. */
class ShopMigrationsTest extends MigrationSuite {

    @Override
    protected MigrationsUnderTest migrations() {
        return MigrationsUnderTest.at("db/migrations").on("jdbc:sqlite:?foreign_keys=true");
    }

    /** No migration loses a line of an order. */
    @Override
    protected TestData data() {
        return TestData.none().keeping("order_line", "order_id", "product_id", "quantity");
    }

    @Override
    protected List<String> releases() {
        return List.of("2023-10-09-0815_price_history", "2024-05-06-0930_prices_in_cents");
    }

    @Override
    protected Optional<Snapshots> snapshots() {
        return Optional.of(Snapshots.of(ShopMigrationsTest.class));
    }
}
