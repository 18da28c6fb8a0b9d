package io.quarkiverse.schema.migrations.testing;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.testing.safety.SafetyRules;

/**
 * The tests that every set of migrations should pass, one for each migration, so that a report names the culprit. Extend
 * it, and override what is to be otherwise:
 * <ul>
 * <li>each migration is taken up, down and up again ({@link FullCycle});
 * <li>each is applied to the database of every release before it ({@link #releases()}), with its rows;
 * <li>the newest baseline script, if there is one, leads to the same schema as the migrations that it replaces, and post-deploy
 * migrations lead to the same schema in order and after all others ({@link OtherWays});
 * <li>the schema after each is what its snapshot says ({@link #snapshots()});
 * <li>each is safe for an application that uses the database meanwhile ({@link #safety()}).
 * </ul>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
public abstract class MigrationSuite {

    private TestDatabases databases;

    /** For those who extend it. */
    protected MigrationSuite() {
    }

    /**
     * The migrations, and where their databases are. Unless overridden, they are those of the default set of the application
     * on a {@code @QuarkusTest}, and else the scripts of {@code db/migrations}.
     */
    protected MigrationsUnderTest migrations() {
        return RunningApplication.isThere() ? MigrationsUnderTest.ofApplication() : MigrationsUnderTest.at("db/migrations");
    }

    /** The rows that the migrations meet; none unless overridden. */
    protected TestData data() {
        return TestData.none();
    }

    /** The last migration of each release that is to be upgraded from; none unless overridden. */
    protected List<String> releases() {
        return List.of();
    }

    /** The snapshots to hold schemas against; none unless overridden, for example with {@link Snapshots#of}. */
    protected Optional<Snapshots> snapshots() {
        return Optional.empty();
    }

    /** Whether a column that a down script brings back must be at its old place; it must unless overridden. */
    protected FullCycle.OrderOfColumns orderOfColumns() {
        return FullCycle.OrderOfColumns.COMPARED;
    }

    /**
     * The rules by which each migration is measured with the rows of {@link #data()} and generated ones; nothing is measured
     * unless overridden, for example with {@link SafetyRules#DEFAULT}.
     */
    protected Optional<SafetyRules> safety() {
        return Optional.empty();
    }

    @BeforeAll
    final void openDatabases() {
        databases = migrations().open();
    }

    @AfterAll
    final void closeDatabases() {
        if (databases != null) {
            databases.close();
        }
    }

    @TestFactory
    final Stream<DynamicNode> up_down_and_up_again() {
        FullCycle cycle = FullCycle.of(databases, data(), orderOfColumns());
        return databases.ids().stream().<DynamicNode> map(id -> dynamicTest(id.value(), () -> cycle.check(id)))
                .onClose(cycle::close);
    }

    @TestFactory
    final Stream<DynamicNode> upgrade() {
        return releases().stream().map(release -> {
            Upgrade upgrade = Upgrade.from(release, databases, data());
            return dynamicContainer("upgrade from " + release, Stream.concat(
                    upgrade.ids().stream().map(id -> dynamicTest(id.value(), () -> upgrade.apply(id))),
                    Stream.of(dynamicTest("the schema is that of a new database", upgrade::compare)))
                    .onClose(upgrade::close));
        });
    }

    @TestFactory
    final Stream<DynamicNode> baseline() {
        OtherWays ways = OtherWays.of(databases, orderOfColumns());
        return ways.baseline().stream().map(id -> dynamicTest(id.value(), ways::checkBaseline));
    }

    @TestFactory
    final Stream<DynamicNode> post_deploy() {
        OtherWays ways = OtherWays.of(databases, orderOfColumns());
        return ways.hasPostDeploy() ? Stream.of(dynamicTest("after all others", ways::checkPostDeploy)) : Stream.of();
    }

    @TestFactory
    final Stream<DynamicNode> snapshot() {
        return snapshots().stream().flatMap(snapshots -> {
            VersionSteps steps = new VersionSteps(databases, TestData.none());
            List<MigrationId> ids = databases.ids();
            return Stream.concat(ids.stream().map(id -> dynamicTest(id.value(), () -> {
                try (TestDatabase database = steps.before(id)) {
                    database.migrate(new BreakPoint.After(id));
                    snapshots.check(id.value(), database);
                }
            })), Stream.of(dynamicTest("there are no others", () -> snapshots.checkNoOthers(ids)))).onClose(steps::close);
        });
    }

    @TestFactory
    final Stream<DynamicNode> safe_while_the_application_is_running() {
        return safety().stream().flatMap(rules -> {
            MigrationSafety safety = MigrationSafety.of(databases, data(), rules);
            return databases.ids().stream().<DynamicNode> map(id -> dynamicTest(id.value(), () -> safety.check(id)))
                    .onClose(safety::close);
        });
    }
}
