package io.quarkiverse.schema.migrations.internal.engine;

import io.quarkiverse.schema.migrations.Adoption;

/** What becomes of another tool's history that is found while the set has none of its own. */
public sealed interface OtherToolPolicy {

    /** Migrating is refused: somebody has to say whether it is about this schema. */
    record Refused() implements OtherToolPolicy {
    }

    /** It is about something else. */
    record Ignored() implements OtherToolPolicy {
    }

    /** It is taken over. */
    record Adopted(Adoption adoption) implements OtherToolPolicy {
    }
}
