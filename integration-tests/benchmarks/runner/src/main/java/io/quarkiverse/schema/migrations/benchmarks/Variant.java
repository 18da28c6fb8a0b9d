package io.quarkiverse.schema.migrations.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What migrates the application's database. */
enum Variant {
    /** Nothing does. */
    NONE("none", "without migrations", "", "") {
        @Override
        Optional<String> history() {
            return Optional.empty();
        }

        @Override
        List<String> forget(GeneratedScript last) {
            return List.of();
        }
    },
    SCHEMA_MIGRATIONS("schema-migrations", "this extension", "db/migrations", "") {
        @Override
        Optional<String> history() {
            return Optional.of("schema_migrations_history");
        }

        @Override
        List<String> forget(GeneratedScript last) {
            return List.of("DELETE FROM schema_migrations_history WHERE id = '" + last.version() + "'");
        }
    },
    FLYWAY("flyway", "Flyway", "db/migration", "quarkus.flyway.migrate-at-start=true\n") {
        @Override
        String configuration(TestedServer server) {
            return super.configuration(server)
                    + (server == TestedServer.MYSQL ? "quarkus.datasource.jdbc.driver=com.mysql.cj.jdbc.Driver\n" : "");
        }

        @Override
        Optional<String> history() {
            return Optional.of("flyway_schema_history");
        }

        @Override
        List<String> forget(GeneratedScript last) {
            return List.of("DELETE FROM flyway_schema_history WHERE version = '" + last.version() + "'");
        }
    },
    LIQUIBASE("liquibase", "Liquibase", "db/changes",
            "quarkus.liquibase.migrate-at-start=true\nquarkus.liquibase.change-log=" + ChangeLog.LOCATION + "\n") {
        @Override
        Optional<String> history() {
            return Optional.of("DATABASECHANGELOG");
        }

        @Override
        List<String> forget(GeneratedScript last) {
            return List.of("DELETE FROM DATABASECHANGELOG WHERE id = '" + last.version() + "'");
        }
    };

    private final String folder;
    private final String title;
    private final String location;
    private final String configuration;

    Variant(String folder, String title, String location, String configuration) {
        this.folder = folder;
        this.title = title;
        this.location = location;
        this.configuration = configuration;
    }

    static Variant of(String folder) {
        for (Variant variant : values()) {
            if (variant.folder.equals(folder)) {
                return variant;
            }
        }
        throw new IllegalArgumentException("'" + folder + "' is no application; there are none, schema-migrations, flyway,"
                + " liquibase");
    }

    /** Whether tables call one of them so. */
    static boolean isTitle(String title) {
        return Arrays.stream(values()).anyMatch(variant -> variant.title.equals(title));
    }

    /** The module's folder. */
    String folder() {
        return folder;
    }

    /** How tables call it. */
    String title() {
        return title;
    }

    /** Where it looks for scripts on the class path; empty when it does not. */
    String location() {
        return location;
    }

    /** What the application has to be told at build time. */
    String configuration(TestedServer server) {
        return "quarkus.datasource.db-kind=" + server.kind() + "\n" + configuration;
    }

    /** The table where it keeps what is applied. */
    abstract Optional<String> history();

    /** Makes it take a script for pending again. */
    abstract List<String> forget(GeneratedScript last);
}
