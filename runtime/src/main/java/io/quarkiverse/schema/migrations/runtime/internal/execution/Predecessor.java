package io.quarkiverse.schema.migrations.runtime.internal.execution;

import io.quarkiverse.schema.migrations.plan.Adoption;

/** What becomes of another tool's history that is found while the set has none of its own. */
public sealed interface Predecessor {

    /** Migrating is refused: somebody has to say whether it is about this schema. */
    record Refused() implements Predecessor {
    }

    /** It is about something else. */
    record Ignored() implements Predecessor {
    }

    /** It is taken over. */
    record Adopted(Adoption adoption) implements Predecessor {
    }
}
