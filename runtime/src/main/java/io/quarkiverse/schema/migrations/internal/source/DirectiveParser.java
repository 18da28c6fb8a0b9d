package io.quarkiverse.schema.migrations.internal.source;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.model.DeployPhase;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/** Understands a script's directives one after another: {@code key=value}, or {@code repeatable} alone. */
final class DirectiveParser {

    private static final String TRANSACTION = "transaction";
    private static final String DATABASE_LOCK_TIMEOUT = "database-lock-timeout";
    private static final String STATEMENT_TIMEOUT = "statement-timeout";
    private static final String LOCK_RETRIES = "lock-retries";
    private static final String DEPLOY = "deploy";
    private static final String REPEATABLE = "repeatable";
    private static final String AFTER_EACH_RUN = "after-each-run";
    private static final String ACCEPT = "accept";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    /** The words are those of the test kit's hazards. */
    private static final Pattern ACCEPTED = Pattern.compile(
            "(rewrite|scan|blocking|rows|lock-timeout|invalid-index|incompatible)\\([^(),;\\s]+\\)");

    private final String path;
    private final Findings findings;
    private final Map<String, Integer> lines = new HashMap<>();
    private TransactionMode transaction = TransactionMode.TRANSACTION;
    private Optional<Duration> databaseLockTimeout = Optional.empty();
    private Optional<Duration> statementTimeout = Optional.empty();
    private OptionalInt lockRetries = OptionalInt.empty();
    private DeployPhase deploy = DeployPhase.WITH_RELEASE;
    private MigrationKind kind = MigrationKind.VERSIONED;
    private boolean afterEachRun;
    private List<String> accepted = List.of();

    DirectiveParser(String path, Findings findings) {
        this.path = path;
        this.findings = findings;
    }

    /** Takes the next directive of the head. */
    void accept(int line, String directive) {
        int equals = directive.indexOf('=');
        String key = (equals < 0 ? directive : directive.substring(0, equals)).strip();
        Optional<String> value = equals < 0 ? Optional.empty() : Optional.of(directive.substring(equals + 1).strip());
        Integer first = lines.putIfAbsent(key, line);
        if (first != null) {
            findings.problem(path, line, "the directive '" + key + "' is a duplicate of line " + first
                    + "; remove one of the two");
            return;
        }
        switch (key) {
            case TRANSACTION -> transaction(line, value);
            case DATABASE_LOCK_TIMEOUT -> databaseLockTimeout = duration(line, key, value);
            case STATEMENT_TIMEOUT -> statementTimeout = duration(line, key, value);
            case LOCK_RETRIES -> lockRetries(line, value);
            case DEPLOY -> deploy(line, value);
            case REPEATABLE -> repeatable(line, value);
            case ACCEPT -> accept(line, value);
            default -> findings.problem(path, line, "'" + key + "' is not a directive; there are 'transaction=none',"
                    + " 'database-lock-timeout=<duration>', 'statement-timeout=<duration>', 'lock-retries=<n>',"
                    + " 'deploy=post', 'repeatable', 'repeatable=after-each-run' and 'accept=<hazard>(<table>)', one per line");
        }
    }

    /** Says that a directive stands behind the head. */
    void late(int line) {
        findings.problem(path, line, "the directive stands after the beginning of the first statement, where it has no"
                + " effect; move it to the head of the script");
    }

    private void transaction(int line, Optional<String> value) {
        if (value.equals(Optional.of("none"))) {
            transaction = TransactionMode.NONE;
        } else {
            findings.problem(path, line,
                    wrong(TRANSACTION, value) + "; write 'transaction=none', or leave the directive out for"
                            + " a script that runs in a transaction");
        }
    }

    private Optional<Duration> duration(int line, String key, Optional<String> value) {
        Optional<Duration> duration = value.flatMap(DurationText::parse);
        if (duration.isEmpty()) {
            findings.problem(path, line, wrong(key, value) + "; write a duration above zero, for example '" + key
                    + "=5S', '500ms', '2m' or 'PT5S'");
        }
        return duration;
    }

    private void lockRetries(int line, Optional<String> value) {
        if (value.filter(text -> NUMBER.matcher(text).matches()).isPresent()) {
            lockRetries = OptionalInt.of(Integer.parseInt(value.get()));
        } else {
            findings.problem(path, line, wrong(LOCK_RETRIES, value) + "; write a whole number from 0 to 9999");
        }
    }

    private void deploy(int line, Optional<String> value) {
        if (value.equals(Optional.of("post"))) {
            deploy = DeployPhase.POST;
        } else {
            findings.problem(path, line, wrong(DEPLOY, value) + "; write 'deploy=post', or remove the directive from a"
                    + " migration that is applied when its release starts");
        }
    }

    private void repeatable(int line, Optional<String> value) {
        if (value.isEmpty() || value.get().equals(AFTER_EACH_RUN)) {
            kind = MigrationKind.REPEATABLE;
            afterEachRun = value.isPresent();
        } else {
            findings.problem(path, line, wrong(REPEATABLE, value) + "; write 'repeatable' alone, or '" + REPEATABLE + '='
                    + AFTER_EACH_RUN + "' for a migration that also runs at the end of each run that has applied anything");
        }
    }

    private void accept(int line, Optional<String> value) {
        List<String> all = value.map(text -> List.of(text.split("\\s*,\\s*", -1))).orElse(List.of());
        if (!all.isEmpty() && all.stream().allMatch(text -> ACCEPTED.matcher(text).matches())) {
            accepted = all;
        } else {
            findings.problem(path, line, wrong(ACCEPT, value) + "; write what the test kit finds and the table, for example"
                    + " 'accept=rewrite(orders)', several with commas; there are 'rewrite', 'scan', 'blocking', 'rows',"
                    + " 'lock-timeout', 'invalid-index' and 'incompatible'");
        }
    }

    private static String wrong(String key, Optional<String> value) {
        return value.map(v -> "the directive '" + key + "' cannot be '" + v + "'")
                .orElse("the directive '" + key + "' has no value");
    }

    ScriptOptions options() {
        return new ScriptOptions(transaction, databaseLockTimeout, statementTimeout, lockRetries, deploy, afterEachRun,
                accepted);
    }

    MigrationKind kind() {
        return kind;
    }

    /** Durations as they are written in Quarkus' configuration. */
    private static final class DurationText {

        private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
        private static final Pattern MILLIS = Pattern.compile("[0-9]{1,12}ms", Pattern.CASE_INSENSITIVE);
        private static final Pattern DAYS = Pattern.compile("[0-9]{1,6}d", Pattern.CASE_INSENSITIVE);

        private DurationText() {
        }

        /**
         * Reads {@code 5} (seconds), {@code 500ms}, {@code 5s}, {@code 1m30s}, {@code 2h}, {@code 1d} or ISO 8601's
         * {@code PT5S}, in either case.
         *
         * @return empty when it is none of these, or not above zero
         */
        static Optional<Duration> parse(String text) {
            try {
                return Optional.of(read(text)).filter(duration -> !duration.isNegative() && !duration.isZero());
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }

        private static Duration read(String text) {
            if (SECONDS.matcher(text).matches()) {
                return Duration.ofSeconds(Long.parseLong(text));
            }
            if (MILLIS.matcher(text).matches()) {
                return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
            }
            String upper = text.toUpperCase(Locale.ROOT);
            if (upper.startsWith("P")) {
                return Duration.parse(upper);
            }
            return Duration.parse((DAYS.matcher(text).matches() ? "P" : "PT") + upper);
        }
    }
}
