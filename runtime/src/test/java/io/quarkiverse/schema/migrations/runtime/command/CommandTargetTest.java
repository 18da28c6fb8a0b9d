package io.quarkiverse.schema.migrations.runtime.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.runtime.config.CommandConfig.Command;

/** A migration belongs to one set, so its id is no target of a command that is about several. */
class CommandTargetTest {

    private static CommandCall migrate(String target) {
        return new CommandCall(Command.MIGRATE, Optional.ofNullable(target), Optional.empty(), Direction.UP, Set.of());
    }

    @Test
    void refuses_the_id_of_a_migration_for_several_sets() {
        assertThatThrownBy(() -> migrate("2026-01-31-0900_shop").refuseId()).isInstanceOf(InvalidSettingException.class)
                .hasMessage("The target '2026-01-31-0900_shop' is a migration of one set, and there are several; nothing was"
                        + " changed\nName the set with 'quarkus.schema-migrations.command.set'");
    }

    @ParameterizedTest
    @ValueSource(strings = { "latest", "next:2" })
    void accepts_other_targets_for_several_sets(String target) {
        assertThatCode(() -> migrate(target).refuseId()).doesNotThrowAnyException();
        assertThatCode(() -> migrate(null).refuseId()).doesNotThrowAnyException();
    }
}
