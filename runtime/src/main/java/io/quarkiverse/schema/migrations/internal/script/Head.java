package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;

import io.quarkiverse.schema.migrations.model.VisibleText;

/** How a statement begins, on one line. */
final class Head {

    /** As much of a statement as is looked at: comments may stand between what is shown. */
    static final int WINDOW = 2048;

    private static final int MOST = 80;

    private Head() {
    }

    static String of(Cursor in, Lexer lexer) {
        StringBuilder head = new StringBuilder();
        try {
            Token token;
            do {
                in.release();
                token = lexer.next(in);
                if (token == Token.BLANK || token == Token.COMMENT) {
                    head.append(' ');
                } else {
                    head.append(in.text(0, in.offset()));
                }
            } while (token != Token.END && head.length() <= 2 * MOST);
        } catch (IOException notClosedInsideTheWindow) {
            head.append(in.text(0, in.offset()));
        }
        return VisibleText.of(cut(head.toString().replaceAll("\\s+", " ").strip()));
    }

    private static String cut(String head) {
        if (head.codePointCount(0, head.length()) <= MOST) {
            return head;
        }
        return head.substring(0, head.offsetByCodePoints(0, MOST - 1)).stripTrailing() + "…";
    }
}
