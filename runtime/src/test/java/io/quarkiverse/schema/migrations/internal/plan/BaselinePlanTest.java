package io.quarkiverse.schema.migrations.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.UnknownTargetException;
import io.quarkiverse.schema.migrations.internal.plan.FollowPlanner.Following;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.DeployPhase;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.KeptScript;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/**
 * What is decided about baseline scripts, post-deploy migrations, migrations after each run, and rows to renew. In the tables a
 * source is an id, followed by {@code b} where it has a baseline script too, {@code B} where it has nothing else, {@code p}
 * where it is a post-deploy migration, {@code o} where the history may know it by an older checksum, {@code d} where its down
 * script was changed; repeatable ones begin with {@code r}, and those that run after each run with {@code re}. A row is written
 * as in {@link WayBackTest}, with {@code ~} behind it where the baseline script was applied, {@code o} where its checksum is of
 * an older release, {@code n} where its down script runs without a transaction. A step with {@code (n)} replaces n migrations.
 */
class BaselinePlanTest {

    private static final Checksum BASELINE = new Checksum("b".repeat(64));
    private static final Checksum OLDER = new Checksum("a".repeat(64));
    private static final Checksum CHANGED = new Checksum("1".repeat(64));

    @ParameterizedTest(name = "{2} of {0} after {1}")
    @CsvSource(delimiter = '|', textBlock = """
            1 2b 3    |               | latest | +2(1) +3
            1 2b 3    |               | id:1   | +1
            1 2b 3    |               | id:2   | +2(1)
            1 2b 3b 4 |               | latest | +3(2) +4
            1 2b 3b 4 |               | id:2   | +2(1)
            1 2b 3b 4 |               | next:1 | +3(2)
            2B 3      |               | latest | +2 +3
            1 2b r1   |               | latest | +2(1) +r1
            1 2b r1   | r1@1r         | latest | +2(1)
            1 2b 3    | 1@1           | latest | +2 +3
            1 2b 3    | 1@1x          | latest | +1 +2 +3
            1 2b 3    | 2@2f~         | latest | +2!(1) +3
            1 2b 3    | 2@2i~         | latest | +2!(1) +3
            1 2b 3    | 2@2x~         | latest | +1 +2 +3
            1 2b 3    | 2@2F~         | latest | refused 1 OUT_OF_ORDER 2 FAILED
            1 2b 3    | 2@2f~ 3@3     | latest | refused 1 OUT_OF_ORDER
            1 2b 3    | 2@2~          | latest | +3
            1 2b 3    | 2@2~ 3@3      | latest |
            1 2b 3    | 2@1~          | latest | refused 1 OUT_OF_ORDER
            1 2b 3    | 1@1 2@2~      | latest | +3
            1 2b 3    | 2@2           | latest | refused 1 OUT_OF_ORDER
            1 3b 4    | 3@3~ 4@4      | latest |
            1 2b r1   | 2@2~          | latest | +r1
            3B 4      | 1@1 2@2 3@3~  | latest | +4
            3B 4      | 1@1 2@2 3@3   | latest | +4
            3B 4      | 1@1 2@2       | latest | refused 1 MISSING 2 MISSING 3 BEHIND_BASELINE
            3B 4      | 3@3~ 5@4      | latest | refused 4 OUT_OF_ORDER
            3B        | 1@1x          | latest | +3
            3B        | 3@1x          | latest | +3
            3B        | 3@1f          | latest | +3!
            """)
    void begins_with_the_newest_baseline_script(String sources, String history, String target, String expected) {
        assertThat(words(migrate(sources, history, Target.parse(target), Policies.DEFAULT))).isEqualTo(text(expected));
    }

    @Test
    void applies_migrations_one_by_one_where_baseline_scripts_are_ignored() {
        assertThat(words(migrate("1 2b 3", null, Target.latest(), Policies.DEFAULT.with(Policies.Baseline.IGNORE))))
                .isEqualTo("+1 +2 +3");
    }

    @Test
    void runs_the_baseline_script_and_not_the_up_script() {
        Plan plan = migrate("1 2b", null, Target.latest(), Policies.DEFAULT);

        assertThat(plan.steps()).extracting(step -> step.work().location()).containsExactly("2/baseline");
    }

    @Test
    void does_not_miss_what_a_baseline_script_has_replaced_but_what_is_repeatable() {
        Plan plan = migrate("3B", "1@1 3@3~ 2@2 r1@4r", Target.latest(), Policies.DEFAULT);

        assertThat(plan.warnings()).extracting(Discrepancy::toString)
                .containsExactly("'r1' is applied, but missing in the sources\nRestore its file; or drop what it made in a new"
                        + " migration, and have the history forget it with repair() (command=repair)");
        assertThat(plan.refusals()).isEmpty();
    }

    @Test
    void says_what_a_baseline_script_is_behind() {
        assertThat(migrate("1 3B", "1@1", Target.latest(), Policies.DEFAULT).refusals()).extracting(Discrepancy::toString)
                .containsExactly("'3' (3/baseline) is a baseline script, which can only be applied to a database without a"
                        + " history, and the newest applied migration is '1'\nFirst run the release that still has the migrations"
                        + " up to '3'");
    }

    @Test
    void asks_for_no_down_script_of_what_a_baseline_script_has_replaced() {
        Policies policies = Policies.DEFAULT.with(Policies.MissingDown.REFUSE);
        Migration last = new Migration(MigrationId.of("3"), MigrationKind.VERSIONED, "", script("3/up"), Optional.empty());
        List<Migration> sources = List.of(source("1"), new Migration(MigrationId.of("2"), MigrationKind.VERSIONED, "",
                script("2/up"), Optional.empty(), Optional.of(script("2/baseline", BASELINE))), last);

        assertThat(words(Planner.migrate(sources, List.of(), Target.latest(), policies)))
                .isEqualTo("refused 3 MISSING_DOWN");
    }

    @ParameterizedTest(name = "{0} after {1}")
    @CsvSource(delimiter = '|', textBlock = """
            1 2p 3    |            | +1 +3    | 2
            1 2p 3    | 1@1 3@2    |          | 2
            1 2p 3    | 1@1        | +3       | 2
            1 2p 3    | 1@1 2@2    | +3       |
            1 2p      | 1@1 2@2x   |          | 2
            1 2p      | 1@1 2@2i   |          | 2
            1 2p 3b 4 |            | +3(2) +4 |
            1 2b 3p 4 |            | +2(1) +4 | 3
            1 2pb 3   |            | +2(1) +3 |
            1b 2p     |            | +1       | 2
            """)
    void holds_post_deploy_migrations(String sources, String history, String steps, String held) {
        Plan plan = migrate(sources, history, Target.latest(), Policies.DEFAULT);

        assertThat(words(plan)).isEqualTo(text(steps));
        assertThat(plan.rest().held().stream().map(MigrationId::value).collect(Collectors.joining(" ")))
                .isEqualTo(text(held));
    }

    @ParameterizedTest(name = "{0} after {1}")
    @CsvSource(delimiter = '|', textBlock = """
            1 2p 3 |          | +1 +2 +3
            1 2p 3 | 1@1 3@2  | +2
            1 2p   | 1@1 2@2i | +2!
            1 2b   |          | +2(1)
            """)
    void applies_post_deploy_migrations_when_the_target_includes_them(String sources, String history, String steps) {
        Plan plan = migrate(sources, history, Target.latest().withPostDeploy(), Policies.DEFAULT);

        assertThat(words(plan)).isEqualTo(text(steps));
        assertThat(plan.rest().held()).isEmpty();
    }

    @Test
    void says_that_a_held_migration_is_interrupted() {
        assertThat(migrate("1 2p", "1@1 2@2i", Target.latest(), Policies.DEFAULT).warnings())
                .extracting(Discrepancy::kind).containsExactly(Discrepancy.Kind.INTERRUPTED);
    }

    @Test
    void counts_what_is_beyond_the_target_without_what_is_held() {
        assertThat(migrate("1 2 3p 4", null, Target.next(1), Policies.DEFAULT).rest().beyond()).isEqualTo(2);
    }

    @Test
    void takes_a_target_for_a_rollback_as_it_is_without_what_it_says_about_post_deploy_migrations() {
        RollbackPlanner planner = new RollbackPlanner(sources("1 2"), history("1@1 2@2"), WayBackTest::kept);

        assertThat(words(planner.plan(Target.last().withPostDeploy()))).isEqualTo("-2");
        assertThatThrownBy(() -> planner.plan(Target.latest().withPostDeploy())).isInstanceOf(UnknownTargetException.class);
    }

    @Test
    void rolls_back_with_the_kept_down_script_where_the_sources_have_the_baseline_script_alone() {
        assertThat(words(new RollbackPlanner(sources("2B"), history("2@2"), WayBackTest::kept).plan(Target.last())))
                .isEqualTo("-kept:2");
    }

    @ParameterizedTest(name = "{0} after {1}, {2} done")
    @CsvSource(delimiter = '|', textBlock = """
            1 re1 re2 r3 | 1@1 re1@2r re2@3r r3@4r |     |
            1 re1 re2 r3 | 1@1 re1@2r re2@3r r3@4r | 1   | +re1 +re2
            1 re1 re2    | 1@1 re1@2r              |     | +re1 +re2
            1 re1 re2    | 1@1 re1@2r              | re1 | +re2
            1 2 re1      | 1@1 re1@2r              |     | +2 +re1
            1 2 re1      | 1@1                     |     | +2 +re1
            1 r1         | 1@1                     |     | +r1
            """)
    void runs_some_migrations_at_the_end_of_each_run_that_has_applied_anything(String sources, String history, String done,
            String expected) {
        Set<MigrationId> applied = done == null ? Set.of() : Set.of(MigrationId.of(done));

        assertThat(words(migrate(sources, history, Target.latest(), Policies.DEFAULT).withRepeatables(applied)))
                .isEqualTo(text(expected));
    }

    @ParameterizedTest(name = "{2} of {0} after {1}")
    @CsvSource(delimiter = '|', textBlock = """
            1 r1      | 1@1 r1@2rx            | latest | +r1
            1 r1      | 1@1x r1@2rx           | latest | +1 +r1
            1 r1      | 1@1f r1@2rx           | latest | +1! +r1
            1 2 r1    | 1@1x 2@2x r1@3rx      | next:1 | +1
            1 2 r1    | 1@1 2@2x r1@3rx       | next:1 | +2
            1 2 r1    | 1@1 2@2 r1@3rx        | next:1 | +r1
            1 2 r1    | 1@1 r1@2r             | latest | +2
            1 r1 r2   | 1@1x r1@2rx           | latest | +1 +r1 +r2
            1 re1 r2  | 1@1x re1@2rx r2@3rx   | latest | +1 +r2 +re1
            """)
    void runs_repeatable_migrations_again_behind_what_was_rolled_back(String sources, String history, String target,
            String expected) {
        Plan plan = migrate(sources, history, Target.parse(target), Policies.DEFAULT).withRepeatables(Set.of());

        assertThat(words(plan)).isEqualTo(text(expected));
    }

    @Test
    void runs_nothing_at_the_end_of_a_run_that_has_only_rolled_back() {
        Plan back = new RollbackPlanner(sources("1 re1"), history("1@1 re1@2r"), WayBackTest::kept).plan(Target.all());
        Plan.Rest rest = migrate("1 re1", "1@1 re1@2r", Target.latest(), Policies.DEFAULT).rest();
        Plan plan = new Plan(back.steps(), List.of(), List.of(), List.of(), rest);

        assertThat(words(plan.withRepeatables(Set.of()))).isEqualTo("-1");
        assertThat(words(plan.withRepeatables(Set.of(MigrationId.of("9"))))).isEqualTo("-1 +re1");
    }

    @ParameterizedTest(name = "{0} after {1}, {2} reverted")
    @CsvSource(delimiter = '|', textBlock = """
            1 re1     | 1@1 re1@2r            |   | -1 +1 +re1
            1 r1 re1  | 1@1 r1@2rx re1@3r     |   | -1 +1 +r1 +re1
            1 r1 r2   | 1@1 r1@2r             |   | -1 +1 +r1
            1 r1      | 1@1x r1@2r            |   |
            1 r1      | 1@1x r1@2rx           | 1 | +1 +r1
            1 r1      | 1@1 r1@2rx            | 1 | +r1
            1 r1      | 1@1 r1@2r             | 1 |
            """)
    void runs_them_at_the_end_of_a_redo_too(String sources, String history, String reverted, String expected) {
        RedoPlanner planner = new RedoPlanner(sources(sources), history(history), WayBackTest::kept);

        assertThat(
                words(planner.plan(reverted == null ? Set.of() : Set.of(MigrationId.of(reverted))).withRepeatables(Set.of())))
                .isEqualTo(text(expected));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(delimiter = '|', textBlock = """
            1 2 3     | 1@1 2@2       |
            1 2b 3    | 2@2~          | 1 2
            1 2b      | 2@2~          | 1 2
            1 2b 3    | 1@1 2@2~ 3@3  | 2
            1o 2      | 1@1o          | 1
            1o 2      | 1@1           |
            1o 2      | 1@1of         |
            1 2       | 1@1n          | 1
            1d 2      | 1@1n          |
            1 2       | 1@1-          |
            1 2 r1    | r1@1          | r1
            1 2       | 1@1o          |
            """)
    void renews_rows_that_are_out_of_date_and_not_modified(String sources, String history, String expected) {
        assertThat(migrate(sources, history, Target.latest(), Policies.DEFAULT).renewals().stream()
                .map(migration -> migration.id().value()).collect(Collectors.joining(" "))).isEqualTo(text(expected));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            1 3B    | 1@1      | '3' can only be applied to a database without a history | '3' (3/baseline) is a baseline script
            1       | 1@1 r1@2ir | 'r1' cannot be rolled back: it is repeatable | 'r1' was not completely applied
            1d 3B   | 1@1      | '3' can only be applied to a database without a history | '3' (3/baseline) is a baseline script
            2       | 1@1- 2@2 | '1' cannot be rolled back: it has no down script | '1' is applied, but no longer in the sources
            2       | 1@1f 2@2 | '1' cannot be rolled back: it was not completely applied | '1' was not completely applied
            """)
    void does_not_follow_what_cannot_be_followed(String sources, String history, String obstacle, String difference) {
        Following following = new FollowPlanner(sources(sources), history(history), WayBackTest::kept).plan(Target.latest(),
                Policies.DEFAULT);

        assertThat(following.obstacles()).extracting(Discrepancy::toString).containsExactly(obstacle);
        assertThat(following.differences()).extracting(Discrepancy::toString).containsExactly(difference);
    }

    @Test
    void describes_a_step_as_its_migration() {
        Migration migration = new Migration(MigrationId.of("1"), MigrationKind.VERSIONED, "first shop", script("1/up"),
                Optional.empty());

        assertThat(new Step.Apply(migration, Step.Start.AGAIN).description()).isEqualTo("first shop");
        assertThat(new Step.Revert(history("1@1").get(0), script("1/down"), Step.Start.AGAIN).description()).isEmpty();
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }

    private static Plan migrate(String sources, String history, Target target, Policies policies) {
        return Planner.migrate(sources(sources), history(history), target, policies);
    }

    private static String words(Plan plan) {
        if (!plan.refusals().isEmpty()) {
            return "refused " + plan.refusals().stream().sorted((a, b) -> a.id().compareTo(b.id()))
                    .map(refusal -> refusal.id() + " " + refusal.kind()).collect(Collectors.joining(" "));
        }
        return plan.steps().stream().map(step -> (step.direction() == Direction.UP ? "+" : "-")
                + (step.work().location().startsWith("kept:") ? step.work().location() : step.id())
                + (step.start() == Step.Start.RESUME ? "!" : "")
                + (step instanceof Step.Apply apply && apply.covered() > 0 ? "(" + apply.covered() + ")" : ""))
                .collect(Collectors.joining(" "));
    }

    private static List<Migration> sources(String text) {
        return Stream.of(text.split(" +")).map(BaselinePlanTest::source).sorted().toList();
    }

    private static Migration source(String word) {
        boolean repeatable = word.startsWith("r");
        boolean afterEachRun = word.startsWith("re");
        MigrationId id = MigrationId.of(repeatable ? word : word.replaceAll("\\D", ""));
        ScriptOptions options = new ScriptOptions(TransactionMode.TRANSACTION, Optional.empty(), Optional.empty(),
                OptionalInt.empty(), word.contains("p") ? DeployPhase.POST : DeployPhase.WITH_RELEASE, afterEachRun, List.of());
        Script up = new Script(id + "/up", WayBackTest.CHECKSUM, word.contains("o") ? OLDER : WayBackTest.CHECKSUM, options,
                InputStream::nullInputStream);
        Script down = script(id + "/down", word.contains("d") ? CHANGED : WayBackTest.CHECKSUM);
        Script baseline = script(id + "/baseline", BASELINE);
        if (word.contains("B")) {
            return new Migration(id, MigrationKind.VERSIONED, "", baseline, Optional.empty(), Optional.of(baseline));
        }
        return new Migration(id, repeatable ? MigrationKind.REPEATABLE : MigrationKind.VERSIONED, "", up,
                repeatable ? Optional.empty() : Optional.of(down),
                word.contains("b") ? Optional.of(baseline) : Optional.empty());
    }

    private static List<AppliedMigration> history(String text) {
        List<AppliedMigration> history = new ArrayList<>();
        for (String word : text == null ? new String[0] : text.split(" +")) {
            String[] parts = word.split("@");
            String marks = parts[1].replaceAll("\\d", "");
            AppliedState state = marks.matches(".*[fF].*") ? AppliedState.FAILED
                    : marks.matches(".*[iI].*") ? AppliedState.IN_PROGRESS
                            : marks.contains("x") ? AppliedState.ROLLED_BACK : AppliedState.APPLIED;
            history.add(new AppliedMigration(MigrationId.of(parts[0]), Long.parseLong(parts[1].replaceAll("\\D", "")),
                    marks.contains("r") ? MigrationKind.REPEATABLE : MigrationKind.VERSIONED, state,
                    marks.matches(".*[FI].*") ? Direction.DOWN : Direction.UP,
                    Optional.of(marks.contains("~") ? BASELINE : marks.contains("o") ? OLDER : WayBackTest.CHECKSUM),
                    marks.contains("-") || marks.contains("r") ? Optional.empty()
                            : Optional.of(new KeptScript(WayBackTest.CHECKSUM,
                                    marks.contains("n") ? TransactionMode.NONE : TransactionMode.TRANSACTION))));
        }
        return history;
    }

    private static Script script(String location) {
        return script(location, WayBackTest.CHECKSUM);
    }

    private static Script script(String location, Checksum checksum) {
        return new Script(location, checksum, ScriptOptions.DEFAULT, InputStream::nullInputStream);
    }
}
