package io.quarkiverse.schema.migrations.internal.source;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.internal.source.ScriptFileReader.ReadScript;
import io.quarkiverse.schema.migrations.internal.source.ScriptFiles.Variants;
import io.quarkiverse.schema.migrations.internal.source.ScriptName.Layout;
import io.quarkiverse.schema.migrations.internal.source.SourceRoot.Origin;
import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.ScriptText;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/** Makes migrations of scriptFiles: chooses the variants, reads them, checks the id. */
final class ScriptFilesReader {

    private final String databaseKind;
    private final Findings findings;
    private final DuplicateIds ids;

    ScriptFilesReader(String databaseKind, Findings findings, DuplicateIds ids) {
        this.databaseKind = databaseKind;
        this.findings = findings;
        this.ids = ids;
    }

    /** Reads a files to its end whatever is wrong with it, so that everything is found. */
    Optional<Migration> read(ScriptFiles files) {
        Optional<MigrationId> id = id(files);
        TransactionMode outer = files.metadata().map(file -> MetadataReader.read(file, findings))
                .orElse(TransactionMode.TRANSACTION);
        Optional<SourceFile> upFile = files.up().choose(databaseKind, findings);
        id.ifPresent(given -> ids.add(given, upFile.orElseGet(files.up()::any).shown()));
        Optional<ReadScript> up = upFile.flatMap(this::read);
        Optional<SourceFile> downFile = files.down().flatMap(down -> down.choose(databaseKind, findings));
        Optional<ReadScript> down = downFile.flatMap(this::read);
        MigrationKind kind = up.map(script -> kind(files, upFile.get(), script)).orElse(MigrationKind.VERSIONED);
        down.filter(script -> script.kind() == MigrationKind.REPEATABLE)
                .ifPresent(script -> notRepeatable(downFile.get()));
        Optional<Variants> ownBaseline = files.baseline().filter(baseline -> baseline != files.up());
        Optional<Script> baseline = ownBaseline.flatMap(script -> script.choose(databaseKind, findings))
                .flatMap(file -> baseline(file, outer));
        if (id.isEmpty() || up.isEmpty() || files.down().isPresent() != down.isPresent()
                || ownBaseline.isPresent() != baseline.isPresent()) {
            return Optional.empty();
        }
        Script upScript = script(upFile.get(), up.get(), outer);
        return Optional.of(findings.withPhase(new Migration(id.get(), kind, files.name().description(), upScript,
                down.map(script -> script(downFile.get(), script, outer)),
                files.baseline().map(any -> baseline.orElse(upScript)))));
    }

    private Optional<Script> baseline(SourceFile file, TransactionMode outer) {
        Optional<ReadScript> read = read(file);
        read.filter(script -> script.kind() == MigrationKind.REPEATABLE).ifPresent(script -> notRepeatable(file));
        return read.map(script -> script(file, script, outer));
    }

    private Optional<ReadScript> read(SourceFile file) {
        return ScriptFileReader.read(file.shown(), file, findings);
    }

    private Optional<MigrationId> id(ScriptFiles files) {
        try {
            return Optional.of(MigrationId.of(files.name().id()));
        } catch (IllegalArgumentException e) {
            findings.problem(files.up().any().shown(), e.getMessage() + "; rename "
                    + (files.name().layout() == Layout.FOLDER ? "its folder" : "it"));
            return Optional.empty();
        }
    }

    private MigrationKind kind(ScriptFiles files, SourceFile file, ReadScript script) {
        return switch (files.name().layout()) {
            case REPEATABLE -> MigrationKind.REPEATABLE;
            case SINGLE -> script.kind();
            default -> {
                if (script.kind() == MigrationKind.REPEATABLE) {
                    notRepeatable(file);
                }
                yield MigrationKind.VERSIONED;
            }
        };
    }

    private void notRepeatable(SourceFile file) {
        findings.problem(file.shown(), "only a script of the layout '<id>.sql' can be made repeatable by a directive;"
                + " remove the directive 'repeatable', or rename the script");
    }

    private static Script script(SourceFile file, ReadScript read, TransactionMode outer) {
        ScriptOptions own = read.options();
        ScriptOptions options = outer == TransactionMode.NONE
                ? own.with(TransactionMode.NONE)
                : own;
        ScriptText text = file.root().origin() == Origin.DIRECTORY ? new UnchangedText(file, read.asWritten()) : file;
        return read.at(file.location(), options, text);
    }

    /**
     * Reads {@code metadata.toml} of the folder layout, of which {@code run_in_transaction} is all there is: comments, blank
     * lines and that one key.
     */
    private static final class MetadataReader {

        private static final String REMEDY = "; only 'run_in_transaction = true' or 'run_in_transaction = false' can stand there";
        private static final Pattern KEY_AND_VALUE = Pattern.compile("([A-Za-z0-9_.\"'-]+)\\s*=\\s*(.*?)\\s*(?:#.*)?");

        private final SourceFile file;
        private final Findings findings;
        private TransactionMode transaction = TransactionMode.TRANSACTION;
        private int given;

        private MetadataReader(SourceFile file, Findings findings) {
            this.file = file;
            this.findings = findings;
        }

        static TransactionMode read(SourceFile file, Findings findings) {
            MetadataReader reader = new MetadataReader(file, findings);
            reader.read();
            return reader.transaction;
        }

        private void read() {
            try (InputStream in = file.open();
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
                int number = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    number++;
                    accept(number, (number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line).strip());
                }
            } catch (CharacterCodingException e) {
                findings.problem(file.shown(), "is not UTF-8; save it as UTF-8");
            } catch (IOException e) {
                findings.problem(file.shown(), "cannot be read (" + e + "); check that it is a file and its permissions");
            }
        }

        private void accept(int number, String line) {
            if (line.isEmpty() || line.startsWith("#")) {
                return;
            }
            Matcher matcher = KEY_AND_VALUE.matcher(line);
            if (!matcher.matches()) {
                findings.problem(file.shown(), number, "'" + line + "' is not a key and its value" + REMEDY);
            } else if (!matcher.group(1).equals("run_in_transaction")) {
                findings.problem(file.shown(), number, "the key '" + matcher.group(1) + "' is not known" + REMEDY);
            } else if (given > 0) {
                findings.problem(file.shown(), number,
                        "'run_in_transaction' is a duplicate of line " + given + "; remove one of the two");
            } else {
                given = number;
                value(number, matcher.group(2));
            }
        }

        private void value(int number, String value) {
            switch (value) {
                case "true" -> transaction = TransactionMode.TRANSACTION;
                case "false" -> transaction = TransactionMode.NONE;
                default -> findings.problem(file.shown(), number, "'run_in_transaction' cannot be '" + value + "'" + REMEDY);
            }
        }
    }

    /**
     * A text that others may edit while a command runs. Whoever reads it to its end learns whether it still is what the
     * command was planned with.
     *
     * @param text the text
     * @param expected the checksum of all of it when it was found
     */
    record UnchangedText(ScriptText text, Checksum expected) implements ScriptText {

        @Override
        public InputStream open() throws IOException {
            return new Checked(text.open(), expected);
        }

        private static final class Checked extends FilterInputStream {

            private final Checksum expected;
            private final TextDigest digest = new TextDigest();
            private boolean atEnd;

            Checked(InputStream in, Checksum expected) {
                super(in);
                this.expected = expected;
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                int count = in.read(target, from, length);
                digest.accept(target, from, from + count);
                if (count < 0 && !atEnd) {
                    atEnd = true;
                    if (!digest.checksum().equals(expected)) {
                        throw new IOException("it was changed while the command was running; run the command again");
                    }
                }
                return count;
            }

            /** All of it has to be read. */
            @Override
            public long skip(long count) throws IOException {
                return readNBytes((int) Math.min(count, 1 << 13)).length;
            }

            @Override
            public boolean markSupported() {
                return false;
            }
        }
    }
}
