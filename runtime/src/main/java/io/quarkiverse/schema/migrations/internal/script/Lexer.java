package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;

/** Tells the tokens of one statement apart. May remember what it saw before in the same statement. */
interface Lexer {

    /**
     * Moves the cursor behind the next token.
     *
     * @return what the token is; {@link Token#END} when there is none left
     * @throws MalformedScriptException when the token is opened and never closed
     */
    Token next(Cursor in) throws IOException;

    /** A lexer with the same rules that has seen nothing yet. */
    Lexer fresh();

    /** What a lexer tells apart: as little as cutting a script needs. */
    enum Token {

        BLANK,
        COMMENT,
        /** A keyword, a plain name, or the digits of a number. */
        WORD,
        /** A string or a quoted name, its quotes included. */
        QUOTED,
        /** One character of punctuation. */
        SYMBOL,
        SEMICOLON,
        /** What ends a statement where a script chose something else than the semicolon. */
        DELIMITER,
        /** The opening or the closing of a comment whose content the server executes. */
        EXECUTABLE_COMMENT,
        END;

        /** Whether it is part of what a statement says. */
        boolean isContent() {
            return this == WORD || this == QUOTED || this == SYMBOL || this == EXECUTABLE_COMMENT;
        }
    }
}
