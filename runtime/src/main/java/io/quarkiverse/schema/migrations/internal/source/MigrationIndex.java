package io.quarkiverse.schema.migrations.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.DeployPhase;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.ScriptText;
import io.quarkiverse.schema.migrations.model.TransactionMode;
import io.quarkiverse.schema.migrations.model.Work;

/**
 * The list of a set's migrations that a build leaves behind for the start: everything but the scripts' texts.
 * <p>
 * UTF-8 with LF. The first line names the format. Then one line per migration, in their order, of fields between tabs:
 * {@code V}
 * or {@code R}, id, description, then location, checksum and options of the up script, then the same of the down script if
 * there is one. Where a script has directives, the checksum of its text with them follows the other behind a blank. Of a
 * migration in Java {@code J}, id, description, class name, checksum, which may be empty, options, and {@code down} if it can
 * be reverted. A backslash stands before a backslash and makes {@code \t}, {@code \n} and {@code \r} of what would break a
 * line. A line with {@code B}, id, an empty field, and location, checksum and options of a baseline script follows that of the
 * migration, or stands alone where there is no up script. The same migrations give the same bytes.
 */
public final class MigrationIndex {

    private static final String FORMAT = "schema-migrations-index 2";
    private static final String CODE = "J";
    private static final String BASELINE = "B";
    private static final int WITHOUT_DOWN = 6;
    private static final int CODE_WITH_DOWN = 7;
    private static final String DOWN = "down";
    private static final int WITH_DOWN = 9;

    private MigrationIndex() {
    }

    /** Writes an index of the migrations, in their order. */
    public static byte[] write(List<Migration> migrations) {
        StringBuilder index = new StringBuilder(FORMAT).append('\n');
        migrations.stream().sorted().forEach(migration -> write(migration, index));
        return index.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Migration migration, StringBuilder index) {
        if (!migration.isBaselineOnly()) {
            writeUpAndDown(migration, index);
        }
        migration.baseline().ifPresent(script -> {
            index.append(BASELINE);
            field(migration.id().value(), index);
            field(migration.isBaselineOnly() ? migration.description() : "", index);
            write(script, index);
            index.append('\n');
        });
    }

    private static void writeUpAndDown(Migration migration, StringBuilder index) {
        index.append(migration.up() instanceof Code ? CODE : migration.kind() == MigrationKind.VERSIONED ? "V" : "R");
        field(migration.id().value(), index);
        field(migration.description(), index);
        if (migration.up() instanceof Code code) {
            write(code, index);
            migration.down().ifPresent(down -> field(DOWN, index));
        } else {
            write((Script) migration.up(), index);
            migration.downScript().ifPresent(down -> write(down, index));
        }
        index.append('\n');
    }

    private static void write(Script script, StringBuilder index) {
        field(script.location(), index);
        field(script.checksum().hex() + (script.asWritten().equals(script.checksum()) ? "" : " " + script.asWritten()), index);
        field(OptionsText.write(script.options()), index);
    }

    private static void write(Code code, StringBuilder index) {
        field(code.className(), index);
        field(code.verifiedBy().map(Checksum::hex).orElse(""), index);
        field(OptionsText.write(code.options()), index);
    }

    private static void field(String text, StringBuilder index) {
        index.append('\t');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> index.append("\\\\");
                case '\t' -> index.append("\\t");
                case '\n' -> index.append("\\n");
                case '\r' -> index.append("\\r");
                default -> index.append(c);
            }
        }
    }

    /**
     * Reads an index.
     *
     * @param in the index; not closed
     * @param texts gives the text of the script at a location; called for every script, so it should not look yet
     * @return the migrations in their order
     * @throws IOException when it cannot be read, or is not an index that this version of the extension has written
     */
    public static List<Migration> read(InputStream in, Function<String, ScriptText> texts) throws IOException {
        // one string, searched many characters at a time: this is on the way of every start
        String index = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        int end = index.indexOf('\n');
        String format = end < 0 ? index : index.substring(0, end);
        if (!FORMAT.equals(format)) {
            throw new IOException("this is not an index of migrations that this version can read: it begins with '" + format
                    + "' and not with '" + FORMAT + "'; build the application again");
        }
        List<Migration> migrations = new ArrayList<>();
        String[] fields = new String[WITH_DOWN];
        int line = 1;
        while (end >= 0 && end + 1 < index.length()) {
            int from = end + 1;
            line++;
            end = index.indexOf('\n', from);
            try {
                int count = split(index, from, end < 0 ? index.length() : end, fields);
                if (fields[0].equals(BASELINE)) {
                    addBaseline(fields, count, texts, migrations);
                } else {
                    migrations.add(migration(fields, count, texts));
                }
            } catch (IllegalArgumentException e) {
                throw new IOException("line " + line + " of the index of migrations is damaged: "
                        + e.getMessage() + "; build the application again", e);
            }
        }
        return List.copyOf(migrations);
    }

    private static void addBaseline(String[] fields, int count, Function<String, ScriptText> texts,
            List<Migration> migrations) {
        if (count != WITHOUT_DOWN) {
            throw new IllegalArgumentException("it has " + count + " fields");
        }
        MigrationId id = new MigrationId(fields[1]);
        Script script = script(fields, 3, texts);
        int last = migrations.size() - 1;
        if (last >= 0 && migrations.get(last).id().equals(id)) {
            migrations.set(last, migrations.get(last).withBaseline(script));
        } else {
            migrations.add(new Migration(id, MigrationKind.VERSIONED, fields[2], script, Optional.empty(),
                    Optional.of(script)));
        }
    }

    private static Migration migration(String[] fields, int count, Function<String, ScriptText> texts) {
        if (fields[0].equals(CODE)) {
            return codeMigration(fields, count);
        }
        if (count != WITHOUT_DOWN && count != WITH_DOWN) {
            throw new IllegalArgumentException("it has " + count + " fields");
        }
        Optional<Work> down = count == WITH_DOWN ? Optional.of(script(fields, WITHOUT_DOWN, texts)) : Optional.empty();
        return new Migration(new MigrationId(fields[1]), kind(fields[0]), fields[2], script(fields, 3, texts), down);
    }

    private static Migration codeMigration(String[] fields, int count) {
        if (count != WITHOUT_DOWN && !(count == CODE_WITH_DOWN && fields[count - 1].equals(DOWN))) {
            throw new IllegalArgumentException("it has " + count + " fields");
        }
        Optional<Checksum> checksum = fields[4].isEmpty() ? Optional.empty() : Optional.of(new Checksum(fields[4]));
        Code up = new Code(fields[3], checksum, OptionsText.read(fields[5]));
        return new Migration(new MigrationId(fields[1]), MigrationKind.VERSIONED, fields[2], up,
                count == CODE_WITH_DOWN ? Optional.of(up.back()) : Optional.empty());
    }

    private static MigrationKind kind(String letter) {
        return switch (letter) {
            case "V" -> MigrationKind.VERSIONED;
            case "R" -> MigrationKind.REPEATABLE;
            default -> throw new IllegalArgumentException("'" + letter + "' is no kind of migration");
        };
    }

    private static Script script(String[] fields, int from, Function<String, ScriptText> texts) {
        String location = fields[from];
        String checksums = fields[from + 1];
        int blank = checksums.indexOf(' ');
        Checksum checksum = new Checksum(blank < 0 ? checksums : checksums.substring(0, blank));
        return new Script(location, checksum, blank < 0 ? checksum : new Checksum(checksums.substring(blank + 1)),
                OptionsText.read(fields[from + 2]), texts.apply(location));
    }

    /** Splits a line into fields and returns how many there are; what there is too many is only counted. */
    private static int split(String index, int from, int to, String[] fields) {
        int count = 0;
        int start = from;
        while (start <= to) {
            int tab = index.indexOf('\t', start);
            int end = tab < 0 || tab > to ? to : tab;
            if (count < fields.length) {
                fields[count] = plain(index.substring(start, end));
            }
            count++;
            start = end + 1;
        }
        return count;
    }

    private static String plain(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        StringBuilder plain = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && ++i < field.length()) {
                c = switch (field.charAt(i)) {
                    case 't' -> '\t';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    default -> field.charAt(i);
                };
            }
            plain.append(c);
        }
        return plain.toString();
    }

    /**
     * A script's options in one field of the index:
     * {@code transaction,database-lock-timeout,statement-timeout,lock-retries,when}, and what the script accepts behind
     * another comma; empty for a script without options.
     */
    private static final class OptionsText {

        private static final String NO_TRANSACTION = "none";
        private static final String POST_DEPLOY = "post";
        private static final String AFTER_EACH_RUN = "each";

        private OptionsText() {
        }

        static String write(ScriptOptions options) {
            if (options.equals(ScriptOptions.DEFAULT)) {
                return "";
            }
            return (options.transaction() == TransactionMode.NONE ? NO_TRANSACTION : "") + ","
                    + options.databaseLockTimeout().map(Duration::toString).orElse("") + ","
                    + options.statementTimeout().map(Duration::toString).orElse("") + ","
                    + (options.lockRetries().isEmpty() ? "" : options.lockRetries().getAsInt()) + ","
                    + (options.deploy() == DeployPhase.POST ? POST_DEPLOY : options.afterEachRun() ? AFTER_EACH_RUN : "")
                    + (options.accepted().isEmpty() ? "" : "," + String.join(";", options.accepted()));
        }

        /** @throws IllegalArgumentException when the text is nothing that {@link #write} writes */
        static ScriptOptions read(String text) {
            if (text.isEmpty()) {
                return ScriptOptions.DEFAULT;
            }
            String[] parts = text.split(",", -1);
            if (parts.length < 5 || parts.length > 6 || !isAbsentOr(NO_TRANSACTION, parts[0])
                    || !isAbsentOr(POST_DEPLOY, parts[4]) && !isAbsentOr(AFTER_EACH_RUN, parts[4])) {
                throw new IllegalArgumentException("'" + text + "' are no options of a script");
            }
            return new ScriptOptions(parts[0].isEmpty() ? TransactionMode.TRANSACTION : TransactionMode.NONE,
                    duration(parts[1]), duration(parts[2]),
                    parts[3].isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(parts[3])),
                    parts[4].equals(POST_DEPLOY) ? DeployPhase.POST : DeployPhase.WITH_RELEASE,
                    parts[4].equals(AFTER_EACH_RUN),
                    parts.length == 5 ? List.of() : List.of(parts[5].split(";")));
        }

        private static boolean isAbsentOr(String word, String text) {
            return text.isEmpty() || text.equals(word);
        }

        private static Optional<Duration> duration(String text) {
            try {
                return text.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(text));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("'" + text + "' is no duration", e);
            }
        }
    }
}
