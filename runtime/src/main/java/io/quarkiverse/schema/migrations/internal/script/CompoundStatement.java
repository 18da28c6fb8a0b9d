package io.quarkiverse.schema.migrations.internal.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Follows a statement of MySQL or MariaDB into its blocks, {@code BEGIN … END} and the like: the body of a routine, trigger,
 * event or package, and what MariaDB runs without any of these. A server that is given a block whose end is missing takes
 * what follows for a part of it.
 */
public final class CompoundStatement {

    private enum Block {
        BEGIN,
        /** What stands in front of a BEGIN in Oracle's mode. */
        DECLARATIONS,
        PACKAGE,
        IF,
        CASE,
        CASE_EXPRESSION,
        LOOP,
        /** Of a WHILE or FOR, in front of its DO or LOOP. */
        LOOP_HEAD,
        REPEAT,
        /** Its condition, which the END follows. */
        UNTIL
    }

    private enum Part {
        /** A statement begins. */
        START,
        /** The rest of a simple statement, or an expression. */
        REST,
        /** Behind a word that may be a label. */
        AFTER_FIRST,
        /** Behind a BEGIN that may begin a transaction. */
        AFTER_BEGIN,
        /** {@code <<label>>} */
        LABEL,
        SET_STATEMENT,
        /** Behind CREATE or ALTER. */
        OBJECT,
        PROCEDURE,
        CHARACTERISTICS,
        FUNCTION,
        RETURNS,
        TRIGGER,
        TRIGGER_ORDER,
        EVENT,
        HANDLER,
        /** No block can follow. */
        PLAIN
    }

    private static final Set<String> BLOCKS = Set.of("BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR");
    private static final Set<String> BEFORE_OBJECT = Set.of("OR", "REPLACE", "DEFINER", "AGGREGATE", "CURRENT_USER",
            "CURRENT_ROLE", "SESSION_USER");
    private static final Set<String> CHARACTERISTIC = Set.of("COMMENT", "LANGUAGE", "SQL", "NOT", "DETERMINISTIC", "CONTAINS",
            "NO", "READS", "MODIFIES", "DATA", "SECURITY", "DEFINER", "INVOKER");
    private static final Set<String> BEFORE_CONDITION = Set.of("SQLSTATE", "VALUE", "NOT");
    private static final Set<String> ORDER = Set.of("FOLLOWS", "PRECEDES");

    private final boolean mariadb;
    private final boolean oracle;
    private final Deque<Block> open = new ArrayDeque<>(4);
    private Part part = Part.START;
    private String previous = "";
    private int parentheses;
    private int begin;
    private int at;
    /** Whether blocks may begin here; at the top level they may on MariaDB alone. */
    private boolean inBody;
    private boolean behindEnd;
    private boolean conditionSeen;

    /**
     * @param syntax MariaDB's or MySQL's
     * @param oracle whether the session's SQL mode is {@code ORACLE}
     */
    CompoundStatement(Syntax syntax, boolean oracle) {
        this.mariadb = syntax == Syntax.MARIADB;
        this.oracle = oracle && mariadb;
    }

    /**
     * Whether a server could take what follows a statement for a part of it, in whatever SQL mode.
     *
     * @param words all words of the statement, as {@link SqlStatement#words} gives them
     */
    public static boolean mayTakeWhatFollows(Syntax syntax, List<String> words) {
        return isOpen(new CompoundStatement(syntax, false), words) || isOpen(new CompoundStatement(syntax, true), words);
    }

    private static boolean isOpen(CompoundStatement statement, List<String> words) {
        for (int i = 0; i < words.size() && !statement.isPlain(); i++) {
            statement.take(words.get(i), i);
        }
        return statement.isOpen();
    }

    /** Whether nothing that follows can open a block. */
    boolean isPlain() {
        return part == Part.PLAIN;
    }

    /** Whether a block is open. */
    boolean isOpen() {
        return !open.isEmpty();
    }

    /** Where the block begins that is open. */
    int begin() {
        return begin;
    }

    /**
     * Takes the next word.
     *
     * @param word in upper case; strings and quoted names with their quotes, punctuation one character at a time
     * @param offset where it stands
     */
    void take(String word, int offset) {
        at = offset;
        boolean closing = behindEnd;
        behindEnd = false;
        if (word.equals(";")) {
            parentheses = 0;
            part = Part.START;
            inBody = isOpen();
        } else if (!Characters.isWord(word.charAt(0)) || previous.equals(".") || previous.equals("@")) {
            other(word);
        } else if (!(closing && BLOCKS.contains(word))) {
            word(word);
        }
        previous = word;
    }

    private void other(String word) {
        parentheses += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
        boolean closed = word.equals(")") && parentheses == 0;
        switch (part) {
            case PROCEDURE -> part = closed ? Part.CHARACTERISTICS : part;
            case FUNCTION -> part = closed ? Part.RETURNS : part;
            case AFTER_FIRST -> labelled(word);
            case AFTER_BEGIN -> part = Part.PLAIN;
            case LABEL -> part = word.equals(">") && previous.equals(">") ? Part.START : part;
            case START -> part = word.equals("<") && oracle ? Part.LABEL : Part.AFTER_FIRST;
            case CHARACTERISTICS -> part = word.charAt(0) == '\'' || word.charAt(0) == '"' ? part : first();
            case TRIGGER_ORDER -> part = ORDER.contains(previous) || word.equals(".") || previous.equals(".") ? part : first();
            case HANDLER -> conditionSeen = !word.equals(",");
            default -> {
                // names and operators
            }
        }
    }

    private Part first() {
        inBody = true;
        return Part.AFTER_FIRST;
    }

    private void labelled(String word) {
        boolean label = word.equals(":");
        part = label ? Part.START : inBody ? Part.REST : Part.PLAIN;
        inBody |= label;
    }

    private void word(String word) {
        switch (part) {
            case START -> start(word);
            case REST -> rest(word);
            case AFTER_FIRST -> afterFirst(word);
            case AFTER_BEGIN -> afterBegin(word);
            case SET_STATEMENT -> part = word.equals("FOR") && parentheses == 0 ? Part.START : part;
            case OBJECT -> object(word);
            case PROCEDURE, FUNCTION -> oracleBody(word);
            case CHARACTERISTICS -> characteristic(word);
            case RETURNS -> returns(word);
            case TRIGGER -> part = word.equals("ROW") && previous.equals("EACH") ? Part.TRIGGER_ORDER : part;
            case TRIGGER_ORDER -> {
                if (!ORDER.contains(word) && !ORDER.contains(previous)) {
                    body(word);
                }
            }
            case EVENT -> {
                if (word.equals("DO") && !previous.equals("EVENT") && !previous.equals("EXISTS")) {
                    part = Part.START;
                    inBody = true;
                }
            }
            case HANDLER -> handler(word);
            case LABEL, PLAIN -> {
                // names
            }
        }
    }

    private void body(String word) {
        inBody = true;
        start(word);
    }

    private void start(String word) {
        switch (word) {
            case "BEGIN" -> blockOrTransaction();
            case "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR" -> block(word);
            case "END" -> end();
            case "ELSE", "NOT", "ATOMIC", "EXCEPTION" -> part = isOpen() ? Part.START : Part.PLAIN;
            case "UNTIL" -> {
                replace(Block.REPEAT, Block.UNTIL);
                part = Part.REST;
            }
            case "DECLARE" -> declare();
            case "CREATE", "ALTER" -> part = inBody ? Part.REST : Part.OBJECT;
            case "PROCEDURE", "FUNCTION" -> routine(word);
            default -> part = inBody || mariadb ? Part.AFTER_FIRST : Part.PLAIN;
        }
    }

    private void open(Block block) {
        begin = open.isEmpty() ? at : begin;
        open.push(block);
    }

    private void blockOrTransaction() {
        boolean ofRoutine = part != Part.START || previous.equals(":");
        if (!ofRoutine && (open.peek() == Block.DECLARATIONS || open.peek() == Block.PACKAGE)) {
            open.pop();
            open.push(Block.BEGIN);
            part = Part.START;
        } else if (inBody || oracle) {
            open(Block.BEGIN);
            part = Part.START;
            inBody = true;
        } else {
            part = mariadb ? Part.AFTER_BEGIN : Part.PLAIN;
        }
    }

    private void afterBegin(String word) {
        part = Part.PLAIN;
        if (word.equals("NOT")) {
            open(Block.BEGIN);
            part = Part.START;
            inBody = true;
        }
    }

    private void block(String word) {
        if (!inBody && !mariadb) {
            part = Part.PLAIN;
            return;
        }
        inBody = true;
        open(switch (word) {
            case "WHILE", "FOR" -> Block.LOOP_HEAD;
            default -> Block.valueOf(word);
        });
        part = word.equals("LOOP") || word.equals("REPEAT") ? Part.START : Part.REST;
    }

    private void end() {
        while (open.peek() == Block.DECLARATIONS) {
            open.pop(); // no BEGIN has followed: they belong to the block itself
        }
        open.poll();
        behindEnd = true;
        part = Part.REST;
    }

    private void declare() {
        part = inBody ? Part.REST : Part.PLAIN;
        if (oracle) {
            open(Block.DECLARATIONS);
            inBody = true;
            part = Part.START;
        }
    }

    private void routine(String word) {
        boolean inside = open.peek() == Block.PACKAGE || open.peek() == Block.DECLARATIONS;
        part = inside ? Part.valueOf(word) : Part.REST;
    }

    private boolean replace(Block expected, Block other) {
        if (open.peek() != expected) {
            return false;
        }
        open.pop();
        open.push(other);
        return true;
    }

    private void rest(String word) {
        Block innermost = open.peek();
        switch (word) {
            case "CASE" -> open(Block.CASE_EXPRESSION);
            case "END" -> {
                if (innermost == Block.CASE_EXPRESSION || innermost == Block.UNTIL) {
                    end();
                }
            }
            case "THEN", "ELSE" -> part = innermost == null || innermost == Block.CASE_EXPRESSION ? part : Part.START;
            case "DO", "LOOP" -> part = replace(Block.LOOP_HEAD, Block.LOOP) ? Part.START : part;
            case "FOR" -> {
                if (previous.equals("HANDLER")) {
                    part = Part.HANDLER;
                    conditionSeen = false;
                }
            }
            case "PROCEDURE", "FUNCTION" -> routine(word);
            case "AS", "IS" -> part = innermost == Block.PACKAGE ? Part.START : part;
            default -> {
                // a part of an expression
            }
        }
    }

    private void afterFirst(String word) {
        if (!inBody && previous.equals("SET") && word.equals("STATEMENT")) {
            part = Part.SET_STATEMENT;
        } else if (inBody) {
            part = Part.REST;
            rest(word);
        } else {
            part = Part.PLAIN;
        }
    }

    private void object(String word) {
        if (previous.equals("=") || BEFORE_OBJECT.contains(word)) {
            return;
        }
        switch (word) {
            case "PROCEDURE", "FUNCTION", "TRIGGER", "EVENT" -> part = Part.valueOf(word);
            case "PACKAGE" -> {
                open(Block.PACKAGE);
                part = Part.REST;
                inBody = true;
            }
            default -> part = Part.PLAIN;
        }
    }

    /** @return whether it was one */
    private boolean oracleBody(String word) {
        boolean found = oracle && parentheses == 0 && (word.equals("AS") || word.equals("IS"));
        if (found) {
            open(Block.DECLARATIONS);
            part = Part.START;
            inBody = true;
        }
        return found;
    }

    private void characteristic(String word) {
        if (!oracleBody(word) && !CHARACTERISTIC.contains(word)) {
            body(word);
        }
    }

    private void returns(String word) {
        if (!oracleBody(word) && (BLOCKS.contains(word) || word.equals("RETURN") && !oracle)) {
            body(word);
        }
    }

    private void handler(String word) {
        if (conditionSeen) {
            body(word);
        } else {
            conditionSeen = !BEFORE_CONDITION.contains(word);
        }
    }
}
