package io.quarkiverse.schema.migrations.internal.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.schema.migrations.model.MigrationId;

/** Notices ids that are given more than once, or are too much alike, whatever else is wrong with their scripts. */
final class DuplicateIds {

    private final List<Use> uses = new ArrayList<>();

    /** Notes that a script gives an id. */
    void add(MigrationId id, String path) {
        uses.add(new Use(id, path));
    }

    /** Reports each use of an id after the first, in the order of their paths. */
    void report(Findings findings) {
        Map<String, Use> first = new HashMap<>();
        uses.sort(Comparator.comparing(Use::path));
        for (Use next : uses) {
            Use earlier = first.putIfAbsent(next.id().likeness(), next);
            if (earlier != null) {
                findings.problem(next.path(), "has the id '" + next.id() + "', " + next.relationTo(earlier)
                        + "; ids must be unique in a set: rename one of them");
            }
        }
    }

    private record Use(MigrationId id, String path) {

        String relationTo(Use earlier) {
            return id.equals(earlier.id) ? "as '" + earlier.path + "' has"
                    : "which differs only in case or form from '" + earlier.id + "' of '" + earlier.path + "'";
        }
    }
}
