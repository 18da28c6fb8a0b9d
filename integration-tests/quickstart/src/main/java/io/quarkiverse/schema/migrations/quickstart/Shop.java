package io.quarkiverse.schema.migrations.quickstart;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

import io.quarkiverse.schema.migrations.quickstart.BestSellers.BestSeller;
import io.quarkiverse.schema.migrations.report.StepReport;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * A shop that tells what its start did to the database, and what sells best.
 * <p>
 * There is no word about migrating here: by the time {@link #run} is called, the schema is current.
 */
@QuarkusMain
public class Shop implements QuarkusApplication {

    private final AppliedMigrations appliedMigrations;
    private final BestSellers bestSellers;

    Shop(AppliedMigrations appliedMigrations, BestSellers bestSellers) {
        this.appliedMigrations = appliedMigrations;
        this.bestSellers = bestSellers;
    }

    @Override
    public int run(String... args) throws SQLException {
        // The console is this application's user interface.
        tellMigrations(appliedMigrations.steps(), System.out);
        System.out.println();
        tellBestSellers(bestSellers.top(5), System.out);
        return 0;
    }

    private static void tellMigrations(List<StepReport> applied, PrintStream out) {
        if (applied.isEmpty()) {
            out.println("The schema is current.");
            return;
        }
        out.println("Migrations applied: " + applied.size());
        for (StepReport step : applied) {
            double milliseconds = step.duration().toNanos() / 1e6;
            out.printf(Locale.ROOT, "  %8.1f ms  %s%n", milliseconds, step.id());
        }
    }

    private static void tellBestSellers(List<BestSeller> top, PrintStream out) {
        out.println("Best-selling products:");
        for (BestSeller seller : top) {
            out.printf(Locale.ROOT, "  %-20s %-10s %3d sold %8.2f EUR%n", seller.product(), seller.category(), seller.sold(),
                    seller.revenueCents() / 100.0);
        }
    }
}
