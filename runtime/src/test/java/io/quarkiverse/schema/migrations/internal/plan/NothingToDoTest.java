package io.quarkiverse.schema.migrations.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.internal.plan.Planner.NothingToDo;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.KeptScript;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.TransactionMode;
import io.quarkiverse.schema.migrations.model.Work;

/** When a start needs no more than a glance; whatever it does not tell, the long way does. */
class NothingToDoTest {

    private static final int CASES = 20_000;

    private final Random random = new Random(20260112);

    private static Checksum checksum(int text) {
        return new Checksum("%064x".formatted(text));
    }

    private static Optional<Checksum> known(int text) {
        return text == 0 ? Optional.empty() : Optional.of(checksum(text));
    }

    private static Work script(int text) {
        return new Script("script", checksum(text), ScriptOptions.DEFAULT, InputStream::nullInputStream);
    }

    private static Migration offered(int id, MigrationKind kind, int up, int down) {
        return new Migration(MigrationId.of("m" + id), kind, "", script(up),
                kind == MigrationKind.REPEATABLE || down == 0 ? Optional.empty() : Optional.of(script(down)));
    }

    private static AppliedMigration remembered(int id, AppliedState state, int up, int down) {
        return new AppliedMigration(MigrationId.of("m" + id), id, kind(id), state, Direction.UP, known(up),
                known(down).map(checksum -> new KeptScript(checksum, TransactionMode.TRANSACTION)));
    }

    private static MigrationKind kind(int id) {
        return id > 3 ? MigrationKind.REPEATABLE : MigrationKind.VERSIONED;
    }

    /** The same question, asked in a way that is never answered at a glance. */
    private static Plan atLength(List<Migration> sources, List<AppliedMigration> history) {
        return Planner.migrate(sources, history, new Target.Next(Integer.MAX_VALUE), Policies.DEFAULT);
    }

    @Test
    void holds_in_whatever_order_the_history_comes() {
        List<Migration> sources = new ArrayList<>();
        List<AppliedMigration> history = new ArrayList<>();
        for (int id = 1; id <= 5; id++) {
            sources.add(offered(id, kind(id), id, 7));
            history.add(remembered(id, AppliedState.APPLIED, id, 7));
        }
        for (int i = 0; i < 200; i++) {
            Collections.shuffle(history, random);
            assertThat(NothingToDo.holds(sources, history)).isTrue();
        }
    }

    @Test
    void what_has_no_checksum_has_not_changed() {
        List<Migration> sources = List.of(offered(1, MigrationKind.VERSIONED, 1, 2));

        assertThat(NothingToDo.holds(sources, List.of(remembered(1, AppliedState.APPLIED, 0, 0)))).isTrue();
    }

    @Test
    void is_never_told_of_what_the_planner_would_do_something_about_or_say_something() {
        int plain = 0;
        for (int i = 0; i < CASES; i++) {
            List<Migration> sources = new ArrayList<>();
            List<AppliedMigration> history = new ArrayList<>();
            for (int id = 1; id <= 5; id++) {
                if (random.nextInt(8) > 0) {
                    sources.add(offered(id, kind(id), 1 + mostly(0), mostly(1)));
                }
                if (random.nextInt(8) > 0) {
                    history.add(remembered(id, mostly(1) == 1 ? AppliedState.APPLIED : anyState(), mostly(1), mostly(1)));
                }
            }
            Collections.shuffle(history, random);
            if (NothingToDo.holds(sources, history)) {
                plain++;
                assertThat(atLength(sources, history))
                        .isEqualTo(Planner.migrate(sources, history, Target.latest(), Policies.DEFAULT));
            }
        }
        assertThat(plain).isBetween(CASES / 100, CASES / 2);
    }

    private int mostly(int usual) {
        return random.nextInt(12) > 0 ? usual : random.nextInt(3);
    }

    private AppliedState anyState() {
        return AppliedState.values()[random.nextInt(AppliedState.values().length)];
    }
}
