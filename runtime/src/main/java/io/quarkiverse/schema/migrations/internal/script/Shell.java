package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;

import io.quarkiverse.schema.migrations.internal.script.Lexer.Token;

/** Where one database's own shell cuts a script. Reads one script, from its beginning. */
interface Shell {

    /** Begins a statement; the rules of its text may depend on the statements before. */
    Lexer begin();

    /**
     * Takes a token of the current statement.
     *
     * @param in the script, behind the token; commands of the shell itself may be read from it to their end
     * @param at the offset at which the token begins
     */
    TokenEffect read(Token token, Cursor in, int at) throws IOException;

    /**
     * Learns what the finished statement says about how to read the following ones.
     *
     * @throws MalformedScriptException when it cannot be sent in this session
     */
    void finished(SqlStatement statement) throws MalformedScriptException;

    /** What a token means for the statement being read. */
    enum TokenEffect {

        /** It goes on. */
        CONTINUE,
        /** It ended before this token, which is not part of it. Where none had begun, what was read is for the shell alone. */
        END,
        /** It ended before this token, and its data begin on the next line. */
        END_BEFORE_DATA
    }
}
