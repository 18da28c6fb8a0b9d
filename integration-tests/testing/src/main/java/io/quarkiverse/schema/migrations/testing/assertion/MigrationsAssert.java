package io.quarkiverse.schema.migrations.testing.assertion;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.assertj.core.api.AbstractAssert;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.MigrationStatus;

/** Assertions on what the history of a set says. */
public final class MigrationsAssert extends AbstractAssert<MigrationsAssert, SchemaMigrations> {

    private static final Set<MigrationState> APPLIED = EnumSet.of(MigrationState.APPLIED, MigrationState.MODIFIED,
            MigrationState.MISSING, MigrationState.FUTURE);
    private static final Set<MigrationState> PENDING = EnumSet.of(MigrationState.PENDING, MigrationState.OUT_OF_ORDER,
            MigrationState.ROLLED_BACK);

    MigrationsAssert(SchemaMigrations actual) {
        super(actual, MigrationsAssert.class);
    }

    /** These migrations are applied, in this order, and no others. */
    public MigrationsAssert hasApplied(String... ids) {
        return has("applied", APPLIED, List.of(ids));
    }

    /** These migrations are pending, in this order, and no others. */
    public MigrationsAssert hasPending(String... ids) {
        return has("pending", PENDING, List.of(ids));
    }

    /** There is no more to apply. */
    public MigrationsAssert isUpToDate() {
        List<String> pending = ids(PENDING);
        if (!pending.isEmpty()) {
            throw failure("Expecting the schema to be current, but pending are: %s", words(pending));
        }
        return this;
    }

    /** Sources and history agree. */
    public MigrationsAssert isValid() {
        isNotNull();
        List<Discrepancy> discrepancies = actual.validate().discrepancies();
        if (!discrepancies.isEmpty()) {
            throw failure("Expecting sources and history to agree, but:%n%s",
                    Words.lines(discrepancies.stream().map(each -> each.message().replace("\n", "\n    ")).toList()));
        }
        return this;
    }

    private MigrationsAssert has(String word, Set<MigrationState> states, List<String> expected) {
        List<String> its = ids(states);
        if (!its.equals(expected)) {
            throw failureWithActualExpected(its, expected, "Expecting %s: %s, but %s are: %s", word, words(expected), word,
                    words(its));
        }
        return this;
    }

    private List<String> ids(Collection<MigrationState> states) {
        isNotNull();
        return actual.status().migrations().stream().filter(m -> states.contains(m.state())).map(MigrationStatus::id)
                .map(id -> id.value()).toList();
    }

    private static String words(List<String> ids) {
        return ids.isEmpty() ? "none" : String.join(", ", ids);
    }
}
