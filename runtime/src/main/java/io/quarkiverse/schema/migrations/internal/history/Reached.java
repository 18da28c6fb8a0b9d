package io.quarkiverse.schema.migrations.internal.history;

import java.util.Optional;

import io.quarkiverse.schema.migrations.model.AppliedState;

/**
 * How far a migration came that is interrupted or has failed.
 *
 * @param done the statements that are done
 * @param begun what there was to be seen before the next statement; empty when that one is not known to have begun
 * @param state whether it is interrupted or has failed
 */
public record Reached(Progress.Mark done, Optional<String> begun, AppliedState state) {
}
