package io.quarkiverse.schema.migrations.testing.squash;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.internal.script.Syntax;
import io.quarkiverse.schema.migrations.testing.catalog.Kind;
import io.quarkiverse.schema.migrations.testing.host.Login;

/** What {@code mysqldump} or {@code mariadb-dump} says, without who owns it and what it keeps of its own session. */
final class MysqlDump implements Dump {

    /** What the first statement of a dump sees to. */
    private static final List<String> HEAD = List.of("SET FOREIGN_KEY_CHECKS = 0", "SET TIME_ZONE = '+00:00'",
            "SET SQL_MODE = 'NO_AUTO_VALUE_ON_ZERO'");
    private static final Pattern COMMENTED = Pattern.compile("(?s)/\\*M?!\\d*\\s*(.*?)\\s*\\*/");
    private static final Pattern OF_THE_SESSION = Pattern
            .compile("(?is)SET (@|NAMES\\b|FOREIGN_KEY_CHECKS|UNIQUE_CHECKS|SQL_NOTES"
                    + "|NOTE_VERBOSITY|TIME_ZONE *= *'\\+00:00'|SQL_MODE *= *'NO_AUTO_VALUE_ON_ZERO'|\\w+ *= *@(OLD_|saved?_)).*"
                    + "|\\\\-.*enable the sandbox mode.*|(UN)?LOCK TABLES.*");
    private static final Pattern DEFINER = Pattern
            .compile("(?i)/\\*!\\d+ DEFINER=\\S+?\\*/ ?|DEFINER=(`[^`]*`|\\S+?)@(`[^`]*`|\\S+) ?");
    private static final Pattern DEFINING = Pattern.compile("(?is)(/\\*M?!\\d*)?\\s*(CREATE|ALTER)\\b.*");
    private static final Pattern EMPTY = Pattern.compile("(?is)/\\*!\\d+ +SQL SECURITY DEFINER \\*/\\n?");

    private final Kind kind;
    private final Login login;
    private final Optional<Path> tools;

    MysqlDump(Kind kind, Login login, Optional<Path> tools) {
        this.kind = kind;
        this.login = login;
        this.tools = tools;
    }

    @Override
    public String script(Connection connection, List<String> histories) throws SQLException {
        DumpTool tool = kind == Kind.MARIADB
                ? DumpTool.find(tools, List.of("mariadb-dump", "mysqldump"),
                        "Install the client of MariaDB (Debian: mariadb-client)")
                : DumpTool.find(tools, List.of("mysqldump", "mariadb-dump"),
                        "Install the client of MySQL (Debian: default-mysql-client)");
        List<String> arguments = new ArrayList<>(List.of("--no-defaults", "--protocol=tcp", "--host=" + login.server(),
                "--user=" + login.user(), "--default-character-set=utf8mb4", "--single-transaction", "--no-tablespaces",
                "--skip-add-drop-table", "--skip-add-locks", "--skip-disable-keys", "--skip-comments", "--routines", "--events",
                "--triggers", "--hex-blob"));
        if (!tool.version().contains("MariaDB")) {
            arguments.addAll(List.of("--set-gtid-purged=OFF", "--column-statistics=0"));
        }
        login.port().ifPresent(port -> arguments.add("--port=" + port));
        String database = connection.getCatalog();
        histories.forEach(history -> arguments.add("--ignore-table=" + database + "."
                + history.substring(1, history.length() - 1).replace("``", "`")));
        arguments.add(database);
        try {
            return cleaned(tool.run(arguments, Map.of("MYSQL_PWD", login.password())), database);
        } catch (DumpTool.Failure e) {
            throw new IllegalStateException(tool.program().getFileName() + " failed: " + e.getMessage(), e);
        }
    }

    private String cleaned(String dump, String database) {
        // MariaDB puts it before a sequence
        String itself = '`' + database.replace("`", "``") + "`.";
        StringBuilder script = new StringBuilder();
        HEAD.forEach(statement -> script.append(statement).append(";\n"));
        for (String statement : Dump.statements(dump, kind == Kind.MARIADB ? Syntax.MARIADB : Syntax.MYSQL)) {
            if (OF_THE_SESSION.matcher(COMMENTED.matcher(statement).replaceFirst("$1")).matches()) {
                continue;
            }
            String text = DEFINING.matcher(statement).matches()
                    ? EMPTY.matcher(DEFINER.matcher(statement).replaceFirst("")).replaceFirst("").replace(itself, "")
                    : statement;
            if (text.contains(";")) {
                script.append("\nDELIMITER ;;\n").append(text).append(";;\nDELIMITER ;\n");
            } else {
                script.append('\n').append(text).append(";\n");
            }
        }
        return script.toString();
    }
}
