package io.quarkiverse.schema.migrations.deployment.references;

import static io.quarkiverse.schema.migrations.deployment.references.NativeSources.Database.SQLITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.tree.ClassNode;

import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.StartProgress;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.deployment.references.NativeSources.Database;
import io.quarkiverse.schema.migrations.internal.dialect.postgresql.PostgresqlDialect;

/**
 * Whether the builder of native executables would find all that an application refers to. It links everything that is
 * reachable, so what a driver brings that the application has not must not be reached.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeReferencesTest {

    private static final Logger LOG = Logger.getLogger(NativeReferencesTest.class);

    /** Opens the scripts and indexes that the build has registered. */
    private static final String SCRIPTS = "io.quarkiverse.schema.migrations.runtime.IndexSource$ApplicationResources.find"
            + " -> java.lang.ClassLoader.getResource";
    /** Only asks whether a migration can be rolled back, and is content with no answer. */
    private static final String DOWN = "io.quarkiverse.schema.migrations.builder.InMemorySource$Coded.overridesDown"
            + " -> java.lang.Class.getMethod";

    private static final int MOST_CLASSES = 520;
    private static final int MOST_METHODS = 4200;

    private static final String DIALECTS = SchemaMigrations.class.getPackageName() + ".internal.dialect.";

    private static final String OBSERVERS = SchemaMigrations.class.getPackageName() + ".runtime.observe.";

    @TempDir
    Path folder;

    private final Map<String, Optional<ClassNode>> ofJdk = new HashMap<>();

    static List<Set<Database>> each_database_and_each_pair() {
        List<Set<Database>> all = new ArrayList<>();
        for (Database one : Database.values()) {
            for (Database other : Database.values()) {
                if (one.compareTo(other) <= 0) {
                    all.add(new TreeSet<>(List.of(one, other)));
                }
            }
        }
        return all;
    }

    private ClassFiles built(Set<Database> databases) throws IOException {
        return new ClassFiles(NativeSources.of(new TreeSet<>(databases), folder), ofJdk);
    }

    private static Reachability reached(ClassFiles classes) throws IOException {
        return new Reachability(classes).fromGeneratedCode().fromMethodsOf(SchemaMigrations.class)
                .fromMethodsOf(MigrationContext.class).fromMethodsOf(StartProgress.class).follow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("each_database_and_each_pair")
    void an_application_refers_to_nothing_that_it_lacks(Set<Database> databases) throws IOException {
        try (ClassFiles classes = built(databases)) {
            Reachability reachability = reached(classes);

            LOG.infof("%s: %d classes and %d methods are reached", databases, reachability.classes().size(),
                    reachability.methods());
            assertThat(reachability.unresolved()).isEmpty();
            assertThat(reachability.forbidden()).containsExactly(SCRIPTS);
            assertThat(dialects(reachability)).containsExactlyElementsOf(expected(databases));
            assertThat(reachability.classes()).noneMatch(name -> name.startsWith(OBSERVERS));
            if (databases.size() == 1) {
                assertThat(reachability.classes()).hasSizeBetween(300, MOST_CLASSES);
                assertThat(reachability.methods()).isBetween(2500L, (long) MOST_METHODS);
            }

            reachability.fromMethodsOf(SchemaMigrationsBuilder.class).follow();

            assertThat(reachability.unresolved()).as("with the builder").isEmpty();
            assertThat(reachability.forbidden()).as("with the builder").containsExactly(DOWN, SCRIPTS);
            assertThat(dialects(reachability)).as("with the builder").containsExactlyElementsOf(expected(databases));

            if (databases.equals(Set.of(SQLITE))) {
                assertThat(reachability.instantiating(PostgresqlDialect.class).follow().unresolved())
                        .as("a dialect without its driver is noticed")
                        .anyMatch(each -> each.contains("AdvisoryLock") && each.endsWith(" -> org.postgresql.PGConnection"));
            }
        }
    }

    @Test
    void what_reads_schemas_for_drift_is_linked_where_an_application_has_it() throws IOException {
        String detector = "io.quarkiverse.schema.migrations.testing.drift.CatalogDrift";
        try (ClassFiles classes = new ClassFiles(NativeSources.of(new TreeSet<>(Set.of(SQLITE)), folder,
                "quarkus-schema-migrations-drift"), ofJdk)) {
            Reachability reachability = reached(classes);

            assertThat(reachability.classes()).contains(detector);
            assertThat(reachability.unresolved()).isEmpty();
            assertThat(reachability.forbidden()).containsExactly(SCRIPTS);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({ "quarkus-smallrye-health, SetsHealthCheck", "quarkus-micrometer, SetMetrics",
            "quarkus-opentelemetry, RunSpans", "quarkus-vertx-http, StatusPage", "quarkus-logging-json, LogFields" })
    void what_another_extension_is_told_is_linked_where_an_application_has_it(String artifact, String type)
            throws IOException {
        try (ClassFiles classes = new ClassFiles(NativeSources.of(new TreeSet<>(Set.of(SQLITE)), folder, artifact), ofJdk)) {
            Reachability reachability = reached(classes);

            assertThat(reachability.classes()).contains(OBSERVERS + type);
            assertThat(reachability.unresolved()).isEmpty();
            assertThat(reachability.forbidden()).containsExactly(SCRIPTS);
        }
    }

    private static List<String> dialects(Reachability reachability) {
        return Stream.of("mysql.ConnectorJ", "mysql.MariadbConnector", "mysql.MysqlDialect", "postgresql.PostgresqlDialect",
                "sqlite.SqliteDialect").filter(name -> reachability.classes().contains(DIALECTS + name)).toList();
    }

    private static Set<String> expected(Set<Database> databases) {
        Set<String> expected = new TreeSet<>();
        databases.forEach(database -> expected.addAll(switch (database) {
            case MYSQL -> List.of("mysql.ConnectorJ", "mysql.MysqlDialect");
            case MARIADB -> List.of("mysql.MariadbConnector", "mysql.MysqlDialect");
            case POSTGRESQL -> List.of("postgresql.PostgresqlDialect");
            case SQLITE -> List.of("sqlite.SqliteDialect");
        }));
        return expected;
    }
}
