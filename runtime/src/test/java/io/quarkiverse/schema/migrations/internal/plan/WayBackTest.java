package io.quarkiverse.schema.migrations.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.UnknownTargetException;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.KeptScript;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/**
 * What rollback and redo decide. In the tables a source is an id, with {@code -} where it has no down script; a row of
 * the history is {@code id@order}, followed by {@code -} where it keeps no down script, by {@code f} or {@code i} for
 * failed or interrupted and {@code F} or {@code I} when that was on the way back, by {@code x} when it is rolled back, by
 * {@code r} when it is repeatable.
 */
class WayBackTest {

    static final Checksum CHECKSUM = new Checksum("0".repeat(64));

    @ParameterizedTest(name = "{2} of {1} with {0}")
    @CsvSource(delimiter = '|', textBlock = """
            1 2 3  | 1@1 2@2 3@3    | last    | 3
            1 2 3  | 1@1 2@2 3@3    | last:2  | 3 2
            1 2 3  | 1@1 2@2 3@3    | last:9  | 3 2 1
            1 2 3  | 1@1 2@2 3@3    | all     | 3 2 1
            1 2 3  | 1@1 2@2 3@3    | id:1    | 3 2
            1 2 3  | 1@1 2@2 3@3    | id:3    |
            1 2 3  | 1@1 2@3 3@2    | all     | 2 3 1
            1 2 3  | 1@1 2@3 3@2    | id:3    | 2
            1 2 3  | 1@1 2@2x 3@3   | all     | 3 1
            1 2 3  | 1@1 2@2x       | last    | 1
            1 2 3  |                | all     |
            1 2 r  | 1@1 2@2 r@3r   | all     | 2 1
            1      | 1@1 2@2 3@3    | last:2  | kept:3 kept:2
            1      | 1@1 2@2        | all     | kept:2 1
            1 2    | 1@1 2@2F       | last    | 2!
            1      | 1@1 2@2I       | last    | kept:2!
            1 2-   | 1@1 2@2        | last    | refused 2 MISSING_DOWN
            1      | 1@1 2@2-       | last    | refused 2 MISSING_DOWN
            1- 2   | 1@1 2@2        | last    | 2
            1- 2   | 1@1 2@2        | all     | refused 1 MISSING_DOWN
            1 2    | 1@1 2@2f       | last    | refused 2 FAILED
            1 2    | 1@1 2@2i       | all     | refused 2 INTERRUPTED
            """)
    void rolls_back(String sources, String history, String target, String expected) {
        Plan plan = new RollbackPlanner(sources(sources), history(history), WayBackTest::kept).plan(Target.parse(target));

        assertThat(words(plan)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest(name = "{2} of {1} with {0}")
    @CsvSource(delimiter = '|', textBlock = """
            1 2 | 1@1 2@2x | id:2
            1 2 | 1@1      | id:2
            1 2 | 1@1      | id:9
            1 2 | 1@1      | latest
            1 2 | 1@1      | next:1
            """)
    void does_not_take_an_unknown_target_for_all(String sources, String history, String target) {
        RollbackPlanner planner = new RollbackPlanner(sources(sources), history(history), WayBackTest::kept);

        assertThatThrownBy(() -> planner.plan(Target.parse(target))).isInstanceOf(UnknownTargetException.class);
    }

    @ParameterizedTest(name = "{1} with {0}, {2} reverted")
    @CsvSource(delimiter = '|', textBlock = """
            1 2  | 1@1 2@2       |   | 2 +2
            1 2  | 1@1 2@2F      |   | 2! +2
            1 2  | 1@2 2@1       |   | 1 +1
            1 2  |               |   |
            1    | 1@1 2@2       |   | refused 2 MISSING
            1 2- | 1@1 2@2       |   | refused 2 MISSING_DOWN
            1 2  | 1@1 2@2x      | 2 | +2
            1 2  | 1@1 2@2       | 2 |
            """)
    void redoes(String sources, String history, String reverted, String expected) {
        Set<MigrationId> done = reverted == null ? Set.of() : Set.of(MigrationId.of(reverted));

        Plan plan = new RedoPlanner(sources(sources), history(history), WayBackTest::kept).plan(done);

        assertThat(words(plan)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void says_of_unfinished_code_what_has_become_of_it_and_nothing_of_others() {
        Code code = new Code("org.acme.Second", Optional.empty(), ScriptOptions.DEFAULT);
        Migration second = new Migration(MigrationId.of("2"), MigrationKind.VERSIONED, "", code, Optional.of(code.back()));

        Plan plan = new RollbackPlanner(List.of(second), history("1@1 2@2f"), WayBackTest::kept).plan(Target.parse("last"));

        assertThat(plan.refusals()).singleElement().satisfies(refusal -> assertThat(refusal.message())
                .startsWith("'2' failed, and what it had committed was kept\n"));
    }

    static String words(Plan plan) {
        if (!plan.refusals().isEmpty()) {
            return plan.refusals().stream().map(refusal -> "refused " + refusal.id() + " " + refusal.kind())
                    .collect(Collectors.joining(" "));
        }
        return plan.steps().stream().map(step -> (step.direction() == Direction.UP ? "+"
                : step.direction() == Direction.DOWN ? "" : "?")
                + (step.work().location().startsWith("kept:") ? step.work().location() : step.id())
                + (step.start() == Step.Start.RESUME ? "!" : "")).collect(Collectors.joining(" "));
    }

    private static List<Migration> sources(String text) {
        List<Migration> sources = new ArrayList<>();
        for (String word : text.split(" +")) {
            MigrationId id = MigrationId.of(word.replace("-", ""));
            boolean repeatable = word.equals("r");
            sources.add(new Migration(id, repeatable ? MigrationKind.REPEATABLE : MigrationKind.VERSIONED, "",
                    script(id + "/up"),
                    word.endsWith("-") || repeatable ? Optional.empty() : Optional.of(script(id + "/down"))));
        }
        return sources;
    }

    static List<AppliedMigration> history(String text) {
        List<AppliedMigration> history = new ArrayList<>();
        for (String word : text == null ? new String[0] : text.split(" +")) {
            String[] parts = word.split("@");
            AppliedState state = word.matches(".*[fF]") ? AppliedState.FAILED
                    : word.matches(".*[iI]") ? AppliedState.IN_PROGRESS
                            : word.endsWith("x") ? AppliedState.ROLLED_BACK : AppliedState.APPLIED;
            history.add(new AppliedMigration(MigrationId.of(parts[0]), Long.parseLong(parts[1].replaceAll("\\D", "")),
                    word.contains("r") ? MigrationKind.REPEATABLE : MigrationKind.VERSIONED, state,
                    word.matches(".*[FI]") ? Direction.DOWN : Direction.UP, Optional.of(CHECKSUM),
                    word.endsWith("-") ? Optional.empty()
                            : Optional.of(new KeptScript(CHECKSUM, TransactionMode.TRANSACTION))));
        }
        return history;
    }

    static Script kept(AppliedMigration applied) {
        return script("kept:" + applied.id());
    }

    private static Script script(String location) {
        return new Script(location, CHECKSUM, ScriptOptions.DEFAULT, () -> new ByteArrayInputStream(new byte[0]));
    }
}
