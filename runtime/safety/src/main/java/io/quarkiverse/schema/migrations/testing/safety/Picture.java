package io.quarkiverse.schema.migrations.testing.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkiverse.schema.migrations.testing.safety.Change.Kind;

/**
 * What the catalog says of all tables and views at one moment. Keys are what a database does not change when something is
 * renamed, where it has such a thing.
 *
 * @param tables the tables, by key
 * @param views the names of the views
 */
record Picture(Map<String, TableState> tables, List<String> views) {

    /**
     * @param storage changes when the table is written a second time; empty where it has none
     */
    record TableState(String name, long rows, String storage, Map<String, ColumnState> columns,
            Map<String, IndexState> indexes, Map<String, ConstraintState> constraints) {
    }

    record ColumnState(String name, String type, boolean notNull, boolean hasDefault) {

        boolean isRequired() {
            return notNull && !hasDefault;
        }
    }

    record IndexState(String name, String storage, boolean valid) {
    }

    record ConstraintState(String name, boolean validated) {
    }

    /** Returns what was done to a table of this picture until a later one was taken. */
    List<Change> changes(String key, Picture later) {
        TableState before = tables.get(key);
        TableState after = later.tables().get(key);
        if (after == null) {
            return List.of(new Change(Kind.TABLE_GONE, ""));
        }
        List<Change> changes = new ArrayList<>();
        add(changes, !before.name().equals(after.name()), Kind.TABLE_RENAMED, after.name());
        add(changes, !before.storage().equals(after.storage()), Kind.REWRITTEN, "");
        columns(before, after, changes);
        indexes(before, after, changes);
        constraints(before, after, changes);
        return changes;
    }

    private static void columns(TableState before, TableState after, List<Change> changes) {
        before.columns().forEach((key, was) -> {
            ColumnState is = after.columns().get(key);
            if (is == null) {
                changes.add(new Change(Kind.COLUMN_GONE, was.name()));
                return;
            }
            add(changes, !was.name().equals(is.name()), Kind.COLUMN_RENAMED, was.name() + " to " + is.name());
            add(changes, !was.type().equals(is.type()), Kind.COLUMN_TYPE, is.name());
            add(changes, !was.notNull() && is.notNull(), Kind.COLUMN_NOT_NULL, is.name());
        });
        after.columns().forEach((key, is) -> {
            if (!before.columns().containsKey(key)) {
                changes.add(new Change(is.isRequired() ? Kind.COLUMN_REQUIRED : Kind.COLUMN_ADDED, is.name()));
            }
        });
    }

    private static void indexes(TableState before, TableState after, List<Change> changes) {
        before.indexes().forEach((key, was) -> {
            IndexState is = after.indexes().get(key);
            add(changes, is == null, Kind.INDEX_DROPPED, was.name());
            add(changes, is != null && !is.storage().equals(was.storage()), Kind.INDEX_REWRITTEN, was.name());
        });
        after.indexes().forEach((key, is) -> {
            IndexState was = before.indexes().get(key);
            add(changes, was == null && !is.storage().isEmpty(), Kind.INDEX_BUILT, is.name());
            add(changes, !is.valid() && !is.storage().isEmpty() && (was == null || was.valid()), Kind.INDEX_INVALID,
                    is.name());
        });
    }

    private static void constraints(TableState before, TableState after, List<Change> changes) {
        after.constraints().forEach((key, is) -> {
            ConstraintState was = before.constraints().get(key);
            add(changes, is.validated() && (was == null || !was.validated()), Kind.CONSTRAINT_VALIDATED, is.name());
            add(changes, !is.validated() && was == null, Kind.CONSTRAINT_NOT_VALIDATED, is.name());
        });
    }

    private static void add(List<Change> changes, boolean happened, Kind kind, String what) {
        if (happened) {
            changes.add(new Change(kind, what));
        }
    }

    /** Returns the views of this picture that a later one does not have. */
    List<String> viewsGone(Picture later) {
        return views.stream().filter(view -> !later.views().contains(view)).toList();
    }
}
