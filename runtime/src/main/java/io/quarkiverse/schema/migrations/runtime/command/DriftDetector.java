package io.quarkiverse.schema.migrations.runtime.command;

import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.report.PlanReport;

/**
 * Compares a database with a scratch database to which the same migrations are applied. A bean of
 * {@code quarkus-schema-migrations-drift}, where an application has it.
 */
public interface DriftDetector {

    /**
     * Compares the places of one database. Nothing in it is changed; the scratch database is dropped at the end.
     *
     * @param live leads to the database
     * @param server where the scratch database is made
     * @param places what to compare, in the order in which they are migrated
     * @return the differences of each place, in the order of the places
     * @throws io.quarkiverse.schema.migrations.error.SchemaMigrationsException when one of the databases cannot be read, the
     *         scratch
     *         database cannot be made or migrated, or a migration would reach beyond it
     */
    List<List<DriftReport.Difference>> compare(DataSource live, ScratchServer server, List<Place> places);

    /** Where a scratch database is made. */
    interface ScratchServer {

        /** Returns the URL, for JDBC, of a database beside which the scratch database is made. */
        String url();

        /** Whether it is another server than that of the live database. */
        boolean isApart();

        /** Returns the full key of the configuration that sets this of the server, such as {@code drift-username}. */
        String key(String name);

        /** Leads to a database there. */
        DataSource at(String url);
    }

    /** Where migrations were applied. */
    interface Place {

        /** Returns the schema; empty where the connection is. */
        Optional<String> schema();

        /**
         * Returns what {@link #migrate} would do.
         *
         * @param schema the schema of the scratch database; empty: where its connection is
         */
        List<PlanReport> plan(DataSource scratch, Optional<String> schema);

        /** Applies those migrations that are applied here. */
        void migrate(DataSource scratch, Optional<String> schema);
    }

    /**
     * In what a schema differs from the one that the applied migrations lead to.
     *
     * @param dataSource the name of the datasource
     * @param schema the schema; empty where the sets are migrated where the connection is
     * @param sets the sets that have migrated it
     * @param differences in the order of the schema; empty when there is no drift
     */
    record DriftReport(String dataSource, Optional<String> schema, List<String> sets, List<Difference> differences) {

        public DriftReport {
            sets = List.copyOf(sets);
            differences = List.copyOf(differences);
        }

        /**
         * One difference.
         *
         * @param element what differs, such as {@code table orders, column note}
         * @param expected how the migrations make it; empty when they do not, an empty text when there is nothing to say about
         *        it
         * @param actual how it is; empty when it is not there, an empty text when there is nothing to say about it
         */
        public record Difference(String element, Optional<String> expected, Optional<String> actual) {

            boolean isUnexpected() {
                return expected.isEmpty();
            }

            boolean isMissing() {
                return actual.isEmpty();
            }
        }
    }
}
