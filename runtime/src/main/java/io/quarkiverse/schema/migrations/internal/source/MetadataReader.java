package io.quarkiverse.schema.migrations.internal.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.model.TransactionMode;

/**
 * Reads {@code metadata.toml} of the folder layout, of which {@code run_in_transaction} is all there is: comments, blank
 * lines and that one key.
 */
final class MetadataReader {

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
                    "'run_in_transaction' is given a second time, after line " + given + "; remove one of the two");
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
