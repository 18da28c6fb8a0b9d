package io.quarkiverse.schema.migrations.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.internal.plan.FollowPlanner.Following;
import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptOptions;

/**
 * What development mode decides. History and steps are written as in {@link WayBackTest}; a source is an id, followed by
 * {@code *} where its up script was changed, by {@code d} where its down script was, and by {@code -} where it has none.
 */
class FollowPlannerTest {

    private static final Checksum CHANGED = new Checksum("1".repeat(64));
    private static final Policies STRICT = Policies.DEFAULT;

    @ParameterizedTest(name = "{1} with {0}")
    @CsvSource(delimiter = '|', textBlock = """
            1 2 3    | 1@1 2@2 3@3     |
            1 2 3    | 1@1             | +2 +3
            1 2 3    |                 | +1 +2 +3
            1 2 3*   | 1@1 2@2 3@3     | kept:3 +3
            1 2* 3   | 1@1 2@2 3@3     | kept:3 kept:2 +2 +3
            1* 2 3*  | 1@1 2@2 3@3     | kept:3 kept:2 kept:1 +1 +2 +3
            1 2*     | 1@1 2@2 3@3     | kept:3 kept:2 +2
            1 2      | 1@1 2@2 3@3     | kept:3
            1 3      | 1@1 2@2 3@3     | kept:3 kept:2 +3
            1 2 3    | 1@1 3@2         | kept:3 +2 +3
            0 1      | 1@1             | kept:1 +0 +1
            1 4      | 1@1 2@2 3@3     | kept:3 kept:2 +4
            1 2 3 4  | 1@1 2@2x 3@3x 4@4 | kept:4 +2 +3 +4
            1 2      | 1@1 2@2 3@3x    |
            1 2* 3   | 1@1 3@2 2@3     | kept:2 kept:3 +2 +3
            1*- 2    | 1@1 2@2         | kept:2 kept:1 +1 +2
            1* 2     | 1@1- 2@2        | kept:2 1 +1 +2
            1* 2d    | 1@1 2@2         | 2 kept:1 +1 +2
            1 2*d    | 1@1 2@2         | kept:2 +2
            1* 2 3   | 1@1 2@2F        | kept:2! kept:1 +1 +2 +3
            1 2      | 1@1 2@2F        | kept:2! +2
            1 2      | 1@1 2@2f        | +2!
            1 2*     | 1@1 2@2f        | +2!
            1 2* r   | 1@1 2@2 r@3r    | kept:2 +2 +r
            1 2 r*   | 1@1 2@2 r@3r    | +r
            1 r      | 1@1 2@2 r@3r    | kept:2 +r
            1 2 r    | 1@1 2@2x r@3rx  | +2 +r
            1 2      | 1@1 2@2 r@3r    |
            """)
    void rolls_back_from_the_first_difference_on_and_applies_what_is_pending(String sources, String history, String expected) {
        Following following = plan(sources, history, Target.latest());

        assertThat(following.obstacles()).isEmpty();
        assertThat(WayBackTest.words(following.plan())).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest(name = "{1} with {0}")
    @CsvSource(delimiter = '|', textBlock = """
            1 2*-    | 1@1 2@2-        | 2 MISSING_DOWN
            1        | 1@1 2@2- 3@3    | 2 MISSING_DOWN
            1*       | 1@1 2@2- 3@3-   | 3 MISSING_DOWN 2 MISSING_DOWN
            1        | 1@1 2@2f        | 2 FAILED
            1* 2     | 1@1 2@2i        | 2 INTERRUPTED
            1-       | 1@1- 0@2rf      | 0 FAILED
            """)
    void names_what_cannot_be_rolled_back(String sources, String history, String expected) {
        Following following = plan(sources, history, Target.latest());

        assertThat(following.obstacles().stream().map(one -> one.id() + " " + one.kind()).collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1} with {0} to {2}")
    @CsvSource(delimiter = '|', textBlock = """
            1 2* 3 | 1@1 2@2 3@3 | id:2   | kept:3 kept:2 +2
            1 2* 3 | 1@1 2@2 3@3 | next:1 | kept:3 kept:2 +2
            1 2 3  | 1@1 2@2     | id:2   |
            """)
    void goes_no_further_than_the_target(String sources, String history, String target, String expected) {
        assertThat(WayBackTest.words(plan(sources, history, Target.parse(target)).plan()))
                .isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest(name = "{1} with {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            1 2*  | 1@1 2@2 | '2' (2/up) was changed after it was applied
            1     | 1@1 2@2 | '2' is applied, but no longer in the sources
            2     | 1@1 2@2 | '1' is applied, but no longer in the sources
            1 2   | 2@1     | '1' (1/up) is pending, but ordered before applied migrations
            1 2   | 1@1 2@2I | '2' (2/up) was not completely rolled back
            1*    | 1@1 2@2f | '1' (1/up) was changed after it was applied; '2' was not completely applied
            """)
    void says_how_sources_and_history_differ(String sources, String history, String expected) {
        assertThat(plan(sources, history, Target.latest()).differences()).extracting(Object::toString)
                .containsExactly(expected.split("; "));
    }

    @Test
    void takes_what_the_policies_allow_for_no_difference() {
        Policies allowing = STRICT.with(Policies.OutOfOrder.ALLOW).with(Policies.Modified.WARN)
                .with(Policies.Missing.WARN);

        Following following = new FollowPlanner(sources("1* 2 4"), WayBackTest.history("1@1 3@2 4@3"), WayBackTest::kept)
                .plan(Target.latest(), allowing);

        assertThat(following.differences()).isEmpty();
        assertThat(WayBackTest.words(following.plan())).isEqualTo("+2");
    }

    @Test
    void takes_a_missing_down_script_of_what_is_pending_for_no_difference() {
        Following following = new FollowPlanner(sources("1 2-"), WayBackTest.history("1@1"), WayBackTest::kept)
                .plan(Target.latest(), STRICT.with(Policies.MissingDown.REFUSE));

        assertThat(following.differences()).isEmpty();
        assertThat(WayBackTest.words(following.plan())).isEqualTo("refused 2 MISSING_DOWN");
    }

    @Test
    void refuses_what_the_policies_refuse_behind_the_difference() {
        Policies policies = STRICT.with(Policies.MissingDown.REFUSE);

        Following following = new FollowPlanner(sources("1 2*-"), WayBackTest.history("1@1 2@2"), WayBackTest::kept)
                .plan(Target.latest(), policies);

        assertThat(WayBackTest.words(following.plan())).isEqualTo("refused 2 MISSING_DOWN");
    }

    private static Following plan(String sources, String history, Target target) {
        Following following = new FollowPlanner(sources(sources), WayBackTest.history(history), WayBackTest::kept).plan(target,
                STRICT);
        return new Following(following.plan().withRepeatables(Set.of()), following.differences(), following.obstacles());
    }

    private static List<Migration> sources(String text) {
        return Stream.of(text.split(" +")).map(FollowPlannerTest::source).sorted().toList();
    }

    private static Migration source(String word) {
        MigrationId id = MigrationId.of(word.substring(0, 1));
        boolean repeatable = word.startsWith("r");
        return new Migration(id, repeatable ? MigrationKind.REPEATABLE : MigrationKind.VERSIONED, "",
                script(id + "/up", word.contains("*") ? CHANGED : WayBackTest.CHECKSUM),
                repeatable || word.contains("-") ? Optional.empty()
                        : Optional.of(script(id + "/down", word.contains("d") ? CHANGED : WayBackTest.CHECKSUM)));
    }

    private static Script script(String location, Checksum checksum) {
        return new Script(location, checksum, ScriptOptions.DEFAULT, () -> new ByteArrayInputStream(new byte[0]));
    }
}
