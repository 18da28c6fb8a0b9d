package io.quarkiverse.schema.migrations.internal.script;

/** What a token means for the statement being read. */
enum TokenEffect {

    /** It goes on. */
    CONTINUE,
    /** It ended before this token, which is not part of it. */
    END,
    /** It ended before this token, and its data begin on the next line. */
    END_BEFORE_DATA,
    /** There was none yet; what was read is for the shell alone. */
    PASS_OVER
}
