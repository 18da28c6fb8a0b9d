package io.quarkiverse.schema.migrations.internal.adopt;

import java.io.IOException;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.Script;

/** Compares what another tool has kept of a script with the script in the sources. */
@FunctionalInterface
interface ChecksumProof {

    /**
     * @param up the script that applies the migration
     * @param down the one that reverts it, if there is one
     * @throws IOException when a script cannot be read
     */
    Match of(Script up, Optional<Script> down) throws IOException;

    /** There is nothing to compare. */
    static ChecksumProof none(String reason) {
        return (up, down) -> new Match.Unknown(reason);
    }

    /** What another tool's checksum says about a script of ours. */
    sealed interface Match {

        /**
         * It is the script that was applied.
         *
         * @param remark what else there is to know; may be empty
         */
        record Same(String remark) implements Match {

            /** It is so but for what only we understand. */
            static final Same WITHOUT_DIRECTIVES = new Same("without the lines of its directives");
        }

        /** It cannot be told. */
        record Unknown(String reason) implements Match {
        }

        /**
         * It is another one.
         *
         * @param theirs the checksum that the tool has kept
         * @param ours what the tool would make of the script
         */
        record Different(String theirs, String ours) implements Match {
        }
    }
}
