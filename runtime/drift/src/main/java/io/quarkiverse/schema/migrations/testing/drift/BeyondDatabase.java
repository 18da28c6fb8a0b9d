package io.quarkiverse.schema.migrations.testing.drift;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.testing.catalog.Kind;

/** Tells statements that may change more than the database in which they run. When in doubt, they do. */
final class BeyondDatabase {

    private static final String SERVER = "((CREATE|ALTER|DROP|RENAME)\\s+(OR\\s+REPLACE\\s+)?(USER|ROLE|GROUP|DATABASE|TABLESPACE|SERVER"
            + "|SUBSCRIPTION|FOREIGN\\s+(TABLE|DATA)|LOGFILE|RESOURCE|INSTANCE)\\b.*|ALTER\\s+SYSTEM\\b.*";
    private static final Pattern POSTGRESQL = Pattern.compile("(?is)" + SERVER
            + "|.*\\b(dblink\\w*|pg_terminate_backend|pg_cancel_backend|lo_export|lo_import|pg_write\\w*)\\s*\\(.*"
            + "|COPY\\b.*\\b(PROGRAM|TO|FROM)\\s*'.*|(GRANT|REVOKE)\\s((?!\\sON\\s).)*\\s(TO|FROM)\\s.*|SECURITY\\s+LABEL.*)");
    private static final Pattern MYSQL = Pattern.compile("(?is)" + SERVER
            + "|(CREATE|ALTER|DROP)\\s+SCHEMA\\b.*|USE\\s.*|SET\\s+(.*,)?\\s*(@@)?(GLOBAL|PERSIST\\w*)\\b.*|(GRANT|REVOKE|FLUSH|RESET|PURGE|CHANGE"
            + "|INSTALL|UNINSTALL|KILL|SHUTDOWN)\\b.*|SET\\s+PASSWORD.*|.*\\bINTO\\s+(OUTFILE|DUMPFILE)\\b.*)");
    private static final Pattern SQLITE = Pattern.compile("(?is)ATTACH\\b.*|VACUUM\\b.*\\bINTO\\b.*");

    private final Pattern statements;
    private final Pattern others;

    /** @param databases the others on the server, where SQL can name them */
    BeyondDatabase(Kind kind, List<String> databases) {
        this.statements = switch (kind) {
            case POSTGRESQL -> POSTGRESQL;
            case MYSQL, MARIADB -> MYSQL;
            case SQLITE -> SQLITE;
        };
        this.others = Pattern.compile(databases.isEmpty() ? "(?!)"
                : "(?<![\\w.`$])(" + databases.stream()
                        .map(name -> Pattern.quote(name) + "|" + Pattern.quote("`" + name.replace("`", "``") + "`"))
                        .collect(Collectors.joining("|")) + ")\\s*\\.",
                Pattern.CASE_INSENSITIVE);
    }

    boolean reaches(String statement) {
        // the servers also run what stands in comments of this kind
        String text = statement.replaceAll("/\\*M?!\\d*", " ").strip();
        return statements.matcher(text.toUpperCase(Locale.ROOT)).matches() || others.matcher(statement).find();
    }
}
