package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;
import java.util.regex.Pattern;

/** The mysql client's {@code DELIMITER xx}: the rest of its line says what ends a statement from there on. */
final class DelimiterCommand {

    static final String SEMICOLON = ";";

    private static final Pattern COMMENT = Pattern.compile("#.*|--.*|/\\*(?![!M+]).*\\*/");

    private DelimiterCommand() {
    }

    /**
     * Reads the command to the end of its line.
     *
     * @param in behind the command's name
     * @param at the offset of the name
     * @return the new delimiter
     */
    static String read(Cursor in, int at) throws IOException {
        String line = in.restOfLine();
        String delimiter = argument(line);
        in.skipLine();
        if (delimiter.isEmpty()) {
            throw in.malformed(at, "DELIMITER must be followed by the new delimiter on the same line");
        }
        if (delimiter.indexOf('\\') >= 0) {
            throw in.malformed(at, "a delimiter cannot contain a backslash");
        }
        String behind = behind(line, delimiter);
        if (!behind.isEmpty() && !COMMENT.matcher(behind).matches()) {
            throw in.malformed(at, "the mysql client drops what stands on the line of a DELIMITER command behind the new"
                    + " delimiter, here: " + behind + " - put it on a line of its own");
        }
        return delimiter;
    }

    private static String behind(String line, String delimiter) {
        String argument = line.strip();
        boolean quoted = !argument.startsWith(delimiter);
        return argument.substring(Math.min(argument.length(), delimiter.length() + (quoted ? 2 : 0))).strip();
    }

    /**
     * Whether a line behind the word {@code DELIMITER} makes it the command, even inside a statement, where a column may
     * have this name.
     */
    static boolean isMeant(String restOfLine) {
        String argument = argument(restOfLine);
        return !argument.isEmpty() && restOfLine.strip().equals(argument)
                && argument.chars().allMatch(c -> c < 128 && c != ',' && (!Characters.isWord(c) || c == '$'));
    }

    private static String argument(String restOfLine) {
        String line = restOfLine.stripLeading();
        if (line.isEmpty()) {
            return "";
        }
        char quote = line.charAt(0);
        if (quote == '\'' || quote == '"' || quote == '`') {
            int close = line.indexOf(quote, 1);
            return line.substring(1, close < 0 ? line.length() : close);
        }
        int end = 0;
        while (end < line.length() && !Characters.isBlank(line.charAt(end))) {
            end++;
        }
        return line.substring(0, end);
    }
}
