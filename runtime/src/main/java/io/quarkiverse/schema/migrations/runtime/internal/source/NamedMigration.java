package io.quarkiverse.schema.migrations.runtime.internal.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.schema.migrations.model.Migration;

/**
 * A migration and what it is called in messages.
 *
 * @param migration the migration
 * @param shown the path of its up script, with the jar it is in
 */
record NamedMigration(Migration migration, String shown) {

    /** The migrations in their order; two whose ids are alike are a problem. */
    static List<Migration> inOrder(List<NamedMigration> all, Findings findings) {
        List<NamedMigration> byPath = new ArrayList<>(all);
        byPath.sort(Comparator.comparing(NamedMigration::shown));
        Map<String, NamedMigration> first = new HashMap<>();
        for (NamedMigration next : byPath) {
            NamedMigration earlier = first.putIfAbsent(next.migration().id().likeness(), next);
            if (earlier != null) {
                findings.problem(next.shown(), duplicate(next, earlier));
            }
        }
        return all.stream().map(NamedMigration::migration).sorted().toList();
    }

    private static String duplicate(NamedMigration next, NamedMigration earlier) {
        String id = next.migration().id().value();
        String other = earlier.migration().id().value();
        String what = id.equals(other)
                ? "has the id '" + id + "', as '" + earlier.shown() + "' has"
                : "has the id '" + id + "', which differs only in case or form from '" + other + "' of '" + earlier.shown()
                        + "'";
        return what + "; an id is given once in a set: rename one of them";
    }
}
