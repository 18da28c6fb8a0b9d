package io.quarkiverse.schema.migrations.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.UnknownTargetException;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Discrepancy.Kind;
import io.quarkiverse.schema.migrations.model.KeptScript;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/** What migrate decides, from lists alone. */
class PlannerTest {

    private static final Policies LENIENT = Policies.DEFAULT.with(Policies.OutOfOrder.ALLOW).with(Policies.Modified.WARN)
            .with(Policies.Missing.WARN);

    private static Checksum checksum(String text) {
        return new Checksum(String.format("%064x", text.hashCode() & 0xffffffffL));
    }

    private static Script script(String location, String text) {
        return new Script(location, checksum(text), ScriptOptions.DEFAULT, InputStream::nullInputStream);
    }

    private static Migration offered(String id) {
        return offered(id, id);
    }

    private static Migration offered(String id, String text) {
        return new Migration(MigrationId.of(id), MigrationKind.VERSIONED, "", script(id + ".up.sql", text),
                Optional.of(script(id + ".down.sql", "down")));
    }

    private static Migration withoutDown(String id) {
        return new Migration(MigrationId.of(id), MigrationKind.VERSIONED, "", script(id + ".sql", id), Optional.empty());
    }

    private static Migration repeatable(String id, String text) {
        return new Migration(MigrationId.of(id), MigrationKind.REPEATABLE, "", script("R__" + id + ".sql", text),
                Optional.empty());
    }

    private static AppliedMigration remembered(String id, AppliedState state) {
        return remembered(id, MigrationKind.VERSIONED, state, Direction.UP);
    }

    private static AppliedMigration remembered(String id, MigrationKind kind, AppliedState state, Direction direction) {
        return new AppliedMigration(MigrationId.of(id), 1, kind, state, direction, Optional.of(checksum(id)),
                Optional.of(new KeptScript(checksum("down"), TransactionMode.TRANSACTION)));
    }

    private static AppliedMigration applied(String id) {
        return remembered(id, AppliedState.APPLIED);
    }

    private static Plan plan(List<Migration> sources, AppliedMigration... history) {
        return Planner.migrate(sources, List.of(history), Target.latest(), Policies.DEFAULT);
    }

    private static List<String> ids(Plan plan) {
        return plan.ids().stream().map(MigrationId::value).toList();
    }

    private static List<String> texts(List<Discrepancy> discrepancies) {
        return discrepancies.stream().map(d -> d.kind() + " " + d.message()).toList();
    }

    @Test
    void has_nothing_to_do_without_sources_and_history() {
        assertThat(plan(List.of())).isEqualTo(new Plan(List.of(), List.of(), List.of()));
    }

    @Test
    void applies_what_the_history_does_not_know_in_the_order_of_the_sources() {
        Plan plan = plan(List.of(offered("1"), offered("2"), offered("10"), repeatable("a", "x")), applied("1"));

        assertThat(ids(plan)).containsExactly("2", "10", "a");
        assertThat(plan.steps()).extracting(Step::start).containsOnly(Step.Start.FIRST_TIME);
        assertThat(plan.refusals()).isEmpty();
        assertThat(plan.warnings()).isEmpty();
    }

    @Test
    void applies_again_what_was_rolled_back() {
        Plan plan = plan(List.of(offered("1"), offered("2")), applied("1"), remembered("2", AppliedState.ROLLED_BACK));

        assertThat(ids(plan)).containsExactly("2");
        assertThat(plan.steps().get(0).start()).isEqualTo(Step.Start.AGAIN);
    }

    @ParameterizedTest
    @CsvSource({ "next:1, 1", "next:2, '1,2'", "next:9, '1,2,10,a'", "latest, '1,2,10,a'", "id:2, '1,2'", "2, '1,2'",
            "id:a, '1,2,10,a'" })
    void stops_at_the_target(String target, String expected) {
        List<Migration> sources = List.of(offered("1"), offered("2"), offered("10"), repeatable("a", "x"));

        assertThat(ids(Planner.migrate(sources, List.of(), Target.parse(target), Policies.DEFAULT)))
                .containsExactly(expected.split(","));
    }

    @Test
    void has_nothing_to_do_up_to_what_is_applied() {
        Plan plan = Planner.migrate(List.of(offered("1"), offered("2")), List.of(applied("1")), Target.id("1"),
                Policies.DEFAULT);

        assertThat(plan.steps()).isEmpty();
    }

    @Test
    void refuses_a_target_that_is_applied_but_not_in_the_sources() {
        assertThatThrownBy(
                () -> Planner.migrate(List.of(offered("1")), List.of(applied("2")), Target.id("2"), Policies.DEFAULT))
                .isInstanceOf(UnknownTargetException.class)
                .hasMessage("There is no migration '2' in the sources, so it cannot be the target; nothing was run");
    }

    @ParameterizedTest
    @ValueSource(strings = { "last", "last:2", "all" })
    void refuses_a_target_that_leads_back(String target) {
        String shown = Target.parse(target).toString();
        assertThatThrownBy(() -> Planner.migrate(List.of(), List.of(), Target.parse(target), Policies.DEFAULT))
                .isInstanceOf(UnknownTargetException.class).hasMessage("'" + shown + "' cannot be the target of migrate;"
                        + " nothing was run\nUse latest, next:<n> or an id");
    }

    @ParameterizedTest
    @CsvSource({ "next:0, the number must be at least 1", "next:x, a whole number must follow the colon",
            "last:-1, the number must be at least 1" })
    void refuses_a_number_that_is_none(String target, String why) {
        assertThatThrownBy(() -> Target.parse(target)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + target + "' is no target: " + why);
    }

    @ParameterizedTest
    @CsvSource({ "latest", "last:3", "all", "next:3", "id:x" })
    void reads_a_target_as_it_is_shown(String target) {
        assertThat(Target.parse(target)).hasToString(target);
    }

    @Test
    void refuses_or_warns_of_a_changed_script() {
        List<Migration> sources = List.of(offered("1", "changed"));
        String message = "MODIFIED_UP '1': checksum mismatch (1.up.sql is 000000000000…, applied was 000000000000…)\nRestore the"
                + " file and put the change into a new migration, or accept it: repair() (command=repair)";

        assertThat(texts(plan(sources, applied("1")).refusals())).containsExactly(message + ", or set modified=warn");
        Plan lenient = Planner.migrate(sources, List.of(applied("1")), Target.latest(), LENIENT);
        assertThat(lenient.refusals()).isEmpty();
        assertThat(texts(lenient.warnings())).containsExactly(message);
        assertThat(lenient.steps()).isEmpty();
    }

    @Test
    void only_warns_of_a_changed_down_script() {
        Migration changed = new Migration(MigrationId.of("1"), MigrationKind.VERSIONED, "", script("1.up.sql", "1"),
                Optional.of(script("1.down.sql", "changed")));
        Plan plan = plan(List.of(changed), applied("1"));

        assertThat(plan.refusals()).isEmpty();
        assertThat(texts(plan.warnings())).containsExactly("MODIFIED_DOWN '1': checksum mismatch of the down script"
                + " (1.down.sql is 000000000000…, stored was 000000000000…)\nTo store the changed one: repair() (command=repair)");
    }

    @Test
    void takes_a_script_of_unknown_checksum_as_unchanged() {
        AppliedMigration unknown = new AppliedMigration(MigrationId.of("1"), 1, MigrationKind.VERSIONED, AppliedState.APPLIED,
                Direction.UP, Optional.empty(), Optional.empty());

        assertThat(plan(List.of(offered("1", "changed")), unknown)).isEqualTo(new Plan(List.of(), List.of(), List.of()));
    }

    @Test
    void refuses_or_warns_of_a_missing_migration_that_is_not_newer() {
        String message = "MISSING '1' is applied, but missing in the sources\nRestore its file";

        assertThat(texts(plan(List.of(offered("2")), applied("1"), applied("2")).refusals()))
                .containsExactly(message + ", or set missing=warn");
        assertThat(texts(Planner.migrate(List.of(offered("2")), List.of(applied("1"), applied("2")), Target.latest(), LENIENT)
                .warnings())).containsExactly(message);
    }

    @Test
    void only_warns_of_future_migrations() {
        Plan plan = plan(List.of(offered("2")), applied("2"), applied("10"));

        assertThat(plan.refusals()).isEmpty();
        assertThat(texts(plan.warnings())).containsExactly(
                "FUTURE '10' is applied and newer than every migration of this release");
        assertThat(plan(List.of(), applied("1")).refusals()).isEmpty();
    }

    @Test
    void only_warns_of_a_missing_repeatable_migration() {
        Plan plan = plan(List.of(offered("1")), applied("1"),
                remembered("a", MigrationKind.REPEATABLE, AppliedState.APPLIED, Direction.UP));

        assertThat(plan.refusals()).isEmpty();
        assertThat(plan.warnings()).extracting(Discrepancy::kind).containsExactly(Kind.MISSING);
    }

    @Test
    void does_not_miss_what_was_rolled_back() {
        assertThat(plan(List.of(offered("2")), remembered("1", AppliedState.ROLLED_BACK), applied("2")))
                .isEqualTo(new Plan(List.of(), List.of(), List.of()));
    }

    @Test
    void refuses_or_applies_what_is_out_of_order() {
        List<Migration> sources = List.of(offered("1"), offered("2"), offered("3"));

        Plan strict = plan(sources, applied("2"));
        assertThat(texts(strict.refusals())).containsExactly("OUT_OF_ORDER '1' (1.up.sql) is pending, but ordered before '2',"
                + " which is applied already\nGive it a newer id, or set out-of-order=allow");
        Plan lenient = Planner.migrate(sources, List.of(applied("2")), Target.latest(), LENIENT);
        assertThat(lenient.refusals()).isEmpty();
        assertThat(ids(lenient)).containsExactly("1", "3");
    }

    @Test
    void refuses_what_is_out_of_order_beyond_the_target_as_well() {
        Plan plan = Planner.migrate(List.of(offered("1"), offered("2"), offered("3")), List.of(applied("3"), applied("1")),
                Target.id("1"), Policies.DEFAULT);

        assertThat(plan.refusals()).extracting(Discrepancy::kind).containsExactly(Kind.OUT_OF_ORDER);
    }

    @Test
    void takes_no_repeatable_migration_for_one_out_of_order() {
        assertThat(plan(List.of(offered("9"), repeatable("a", "x")), applied("9")).refusals()).isEmpty();
        assertThat(plan(List.of(offered("1"), repeatable("9", "9")), remembered("9", MigrationKind.REPEATABLE,
                AppliedState.APPLIED, Direction.UP)).refusals()).isEmpty();
    }

    @Test
    void refuses_a_pending_migration_without_a_down_script_where_that_is_asked_for() {
        Policies asking = Policies.DEFAULT.with(Policies.MissingDown.REFUSE);
        List<Migration> sources = List.of(withoutDown("1"), offered("2"), withoutDown("3"), withoutDown("4"),
                repeatable("a", "x"));

        assertThat(texts(Planner.migrate(sources, List.of(applied("1")), Target.id("3"), asking).refusals())).containsExactly(
                "MISSING_DOWN '3' (3.sql) has no down script\nAdd one, or set missing-down=allow");
        assertThat(plan(sources, applied("1")).refusals()).isEmpty();
    }

    @Test
    void lists_every_refusal() {
        Plan plan = plan(List.of(offered("2", "changed"), offered("3"), offered("5")), applied("1"), applied("2"),
                applied("5"));

        assertThat(plan.refusals()).extracting(Discrepancy::kind).containsExactly(Kind.MISSING, Kind.MODIFIED_UP,
                Kind.OUT_OF_ORDER);
    }

    @Test
    void runs_a_repeatable_migration_again_when_it_has_changed_and_only_then() {
        AppliedMigration before = remembered("a", MigrationKind.REPEATABLE, AppliedState.APPLIED, Direction.UP);

        assertThat(plan(List.of(repeatable("a", "a")), before).steps()).isEmpty();
        Plan changed = plan(List.of(repeatable("a", "changed")), before);
        assertThat(changed.refusals()).isEmpty();
        assertThat(changed.steps()).extracting(Step::start).containsExactly(Step.Start.AGAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = { "IN_PROGRESS", "FAILED" })
    void takes_up_what_was_interrupted_or_failed_although_it_has_changed(AppliedState state) {
        Plan plan = plan(List.of(offered("1", "changed"), offered("2")), remembered("1", state));

        assertThat(plan.refusals()).isEmpty();
        assertThat(ids(plan)).containsExactly("1", "2");
        assertThat(plan.steps()).extracting(Step::start).containsExactly(Step.Start.RESUME, Step.Start.FIRST_TIME);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            IN_PROGRESS | INTERRUPTED '2' was interrupted and is missing in the sources/Run the release that has it, or
            FAILED      | FAILED '2' failed, and the statements before the failure were kept/Run the release that has it; or undo by hand what was kept and call repair() (command=repair); or
            """)
    void refuses_what_was_interrupted_or_failed_and_is_not_in_the_sources(AppliedState state, String message) {
        assertThat(texts(plan(List.of(offered("1")), applied("1"), remembered("2", state)).refusals()))
                .containsExactly(message.replace('/', '\n') + " resolve it. " + Remedies.resolve(MigrationId.of("2")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            IN_PROGRESS | INTERRUPTED '1' was interrupted while it was rolled back/The next rollback resumes it
            FAILED      | FAILED '1' failed while it was rolled back, and the statements before the failure were kept/Fix the down script: the next rollback resumes there
            """)
    void refuses_to_apply_what_was_being_rolled_back(AppliedState state, String message) {
        Plan plan = plan(List.of(offered("1")), remembered("1", MigrationKind.VERSIONED, state, Direction.DOWN));

        assertThat(texts(plan.refusals()))
                .containsExactly(message.replace('/', '\n') + "; or resolve it. " + Remedies.resolve(MigrationId.of("1")));
    }

    @ParameterizedTest
    @CsvSource({ "next:1, 2", "next:9, 0", "id:2, 1", "latest, 0" })
    void counts_what_is_pending_beyond_the_target(String target, int beyond) {
        List<Migration> sources = List.of(offered("0"), offered("1"), offered("2"), repeatable("a", "x"));

        assertThat(Planner.migrate(sources, List.of(applied("0")), Target.parse(target), Policies.DEFAULT).rest().beyond())
                .isEqualTo(beyond);
    }

    @Test
    void takes_no_repeatable_migration_for_the_newest_of_the_sources() {
        Plan plan = plan(List.of(offered("1"), repeatable("z", "x")), applied("1"), applied("2"));

        assertThat(plan.refusals()).isEmpty();
        assertThat(plan.warnings()).extracting(Discrepancy::kind).containsExactly(Kind.FUTURE);
    }

    @Test
    void tells_of_the_history_in_the_order_of_the_set() {
        AppliedMigration repeatable = remembered("1", MigrationKind.REPEATABLE, AppliedState.APPLIED, Direction.UP);
        Comparison comparison = new Comparison(List.of(), List.of(repeatable, applied("10"), applied("2")));

        assertThat(comparison.history()).extracting(applied -> applied.id().value()).containsExactly("2", "10", "1");
        assertThat(comparison.discrepancies()).extracting(d -> d.id().value()).containsExactly("2", "10", "1");
    }

    @Test
    void leaves_out_the_steps_that_were_not_meant_and_keeps_what_is_to_be_said() {
        Plan plan = Planner.migrate(List.of(offered("1", "changed"), offered("2"), offered("3"), offered("4")),
                List.of(applied("1"), applied("9")), Target.next(2), Policies.DEFAULT);

        Plan limited = plan.limitedTo(Set.of(MigrationId.of("3"), MigrationId.of("4")));

        assertThat(ids(limited)).containsExactly("3");
        assertThat(limited.refusals()).isNotEmpty().isEqualTo(plan.refusals());
        assertThat(limited.warnings()).isNotEmpty().isEqualTo(plan.warnings());
        assertThat(limited.rest().beyond()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            IN_PROGRESS | UP   | INTERRUPTED '1' was interrupted; what its code has done is unknown
            IN_PROGRESS | DOWN | INTERRUPTED '1' was interrupted while it was rolled back; what its code has done is unknown
            FAILED      | UP   | FAILED '1' failed, and what it had committed was kept
            FAILED      | DOWN | FAILED '1' failed while it was rolled back, and what it had committed was kept
            """)
    void refuses_to_apply_or_roll_back_what_was_begun_in_java_and_has_not_finished(AppliedState state, Direction direction,
            String message) {
        Code code = new Code("org.acme.First", Optional.empty(), ScriptOptions.DEFAULT);
        List<Migration> sources = List.of(
                new Migration(MigrationId.of("1"), MigrationKind.VERSIONED, "", code, Optional.of(code.back())));
        AppliedMigration begun = remembered("1", MigrationKind.VERSIONED, state, direction);
        String whole = message + "\nLook at the schema, then call resolve(\"1\", APPLIED) or"
                + " resolve(\"1\", NOT_APPLIED) (command=resolve, command.target=1, command.as=applied or not-applied)";

        Plan migrate = plan(sources, begun);
        Plan rollback = new RollbackPlanner(sources, List.of(begun), applied -> script("kept", "down"))
                .plan(Target.last());

        assertThat(texts(migrate.refusals())).containsExactly(whole);
        assertThat(texts(rollback.refusals())).containsExactly(whole);
        assertThat(rollback.steps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "true, (java:org.acme.First) does not override down()/Override it",
            "false, 'has no down script in the sources/Add one'" })
    void says_how_a_way_back_is_added_to_a_class_and_to_a_script(boolean java, String how) {
        Migration migration = new Migration(MigrationId.of("1"), MigrationKind.VERSIONED, "",
                java ? new Code("org.acme.First", Optional.empty(), ScriptOptions.DEFAULT) : script("1.sql", "1"),
                Optional.empty());

        assertThat(texts(new RollbackPlanner(List.of(migration), List.of(applied("1")), applied -> script("kept", "down"))
                .plan(Target.all()).refusals()))
                .containsExactly("MISSING_DOWN '1' " + how.replace('/', '\n') + ", or choose a target that keeps it");
    }

    @ParameterizedTest
    @CsvSource({ "true, ', which keeps none of a migration in Java'", "false, ''" })
    void says_that_the_history_keeps_no_way_back_of_a_class_that_is_gone(boolean java, String why) {
        AppliedMigration gone = new AppliedMigration(MigrationId.of("1"), 1, MigrationKind.VERSIONED, AppliedState.APPLIED,
                Direction.UP, java ? Optional.empty() : Optional.of(checksum("1")), Optional.empty());

        assertThat(texts(new RollbackPlanner(List.of(), List.of(gone), applied -> script("kept", "down")).plan(Target.all())
                .refusals()))
                .containsExactly("MISSING_DOWN '1' has no down script, neither in the sources nor in the history" + why
                        + "\nRoll back with a release that has one, or choose a target that keeps it");
    }
}
