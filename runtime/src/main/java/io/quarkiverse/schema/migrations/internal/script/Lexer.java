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
}
