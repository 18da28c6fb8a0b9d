package io.quarkiverse.schema.migrations.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * Rows for migrations to meet: put in at the beginning, before or after a migration, changed in between, and which of
 * them must survive. A value; each method gives another one that knows more.
 */
public final class TestData {

    private static final BreakPoint BEGINNING = new BreakPoint.End();

    private final List<Step> steps;
    private final List<KeptRows> kept;

    /** What a step does. */
    @FunctionalInterface
    public interface Work {
        /** Whatever there is to do on the database; what it throws fails the test. */
        void on(TestDatabase database);
    }

    private record Step(BreakPoint where, Work work) {
    }

    private TestData(List<Step> steps, List<KeptRows> kept) {
        this.steps = List.copyOf(steps);
        this.kept = List.copyOf(kept);
    }

    /** No rows, none of which must survive. */
    public static TestData none() {
        return new TestData(List.of(), List.of());
    }

    /** Runs statements on the empty database: for what was there before any migration. */
    public TestData initially(String... statements) {
        return step(BEGINNING, database -> database.execute(statements));
    }

    /**
     * Runs statements just before a migration is applied.
     *
     * @throws IllegalArgumentException when the text cannot be an id
     */
    public TestData before(String id, String... statements) {
        return before(id, database -> database.execute(statements));
    }

    /** Does something just before a migration is applied. */
    public TestData before(String id, Work work) {
        return step(BreakPoint.before(id), work);
    }

    /**
     * Runs statements just after a migration was applied.
     *
     * @throws IllegalArgumentException when the text cannot be an id
     */
    public TestData after(String id, String... statements) {
        return after(id, database -> database.execute(statements));
    }

    /** Does something just after a migration was applied. */
    public TestData after(String id, Work work) {
        return step(BreakPoint.after(id), work);
    }

    /**
     * Says that no migration loses or changes a row of a table, as long as there is the table, whichever columns and rows
     * come, and that a down script leads back to the very same rows.
     *
     * @param table the table
     * @param columns whose values to compare; all that are there before and after when none is named
     */
    public TestData keeping(String table, String... columns) {
        List<KeptRows> more = new ArrayList<>(kept);
        more.add(new KeptRows(table, List.of(columns)));
        return new TestData(steps, more);
    }

    private TestData step(BreakPoint where, Work work) {
        Objects.requireNonNull(work, "work");
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(where, work));
        return new TestData(more, kept);
    }

    void putInitially(TestDatabase database) {
        put(database, BEGINNING);
    }

    /** Does what is to be done there; says whether there was anything. */
    boolean put(TestDatabase database, BreakPoint where) {
        List<Step> there = steps.stream().filter(step -> step.where().equals(where)).toList();
        there.forEach(step -> step.work().on(database));
        return !there.isEmpty();
    }

    /** The migrations that something is done before or after. */
    List<MigrationId> ids() {
        return steps.stream().map(Step::where).<MigrationId> mapMulti((where, ids) -> {
            if (where instanceof BreakPoint.Before before) {
                ids.accept(before.id());
            } else if (where instanceof BreakPoint.After after) {
                ids.accept(after.id());
            }
        }).toList();
    }

    List<KeptRows> kept() {
        return kept;
    }
}
