package io.quarkiverse.schema.migrations.deployment;

import java.util.List;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.error.InvalidSourcesException;

/** Several sets have something wrong in their sources; the message lists all of it. */
final class InvalidSetsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private InvalidSetsException(List<InvalidSourcesException> sets) {
        super(sets.stream().map(Throwable::getMessage).collect(Collectors.joining("\n")));
        sets.forEach(this::addSuppressed);
    }

    /** One exception for all sets; a single one needs no other around it. */
    static RuntimeException of(List<InvalidSourcesException> sets) {
        return sets.size() == 1 ? sets.get(0) : new InvalidSetsException(sets);
    }
}
