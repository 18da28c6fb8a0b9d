package io.quarkiverse.schema.migrations.runtime.internal.adoption;

/** What another tool's checksum says about a script of ours. */
sealed interface Verdict {

    /**
     * It is the script that was applied.
     *
     * @param remark what else there is to know; may be empty
     */
    record Same(String remark) implements Verdict {

        /** It is so but for what only we understand. */
        static final Same WITHOUT_DIRECTIVES = new Same("without the lines of its directives");
    }

    /** It cannot be told. */
    record Unknown(String reason) implements Verdict {
    }

    /**
     * It is another one.
     *
     * @param theirs the checksum that the tool has kept
     * @param ours what the tool would make of the script
     */
    record Different(String theirs, String ours) implements Verdict {
    }
}
