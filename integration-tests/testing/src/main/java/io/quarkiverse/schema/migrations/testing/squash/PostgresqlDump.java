package io.quarkiverse.schema.migrations.testing.squash;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.internal.script.Syntax;
import io.quarkiverse.schema.migrations.testing.host.Login;

/** What {@code pg_dump} says, without its session settings, and with names in the connection's schema written without it. */
final class PostgresqlDump implements Dump {

    private static final Pattern LEFT_OUT = Pattern.compile("(?s)SET (statement_timeout|lock_timeout"
            + "|idle_in_transaction_session_timeout|transaction_timeout|client_encoding|standard_conforming_strings"
            + "|client_min_messages|row_security|xmloption|default_tablespace = ''|default_table_access_method = heap).*"
            + "|SELECT pg_catalog\\.set_config\\('search_path'.*|COMMENT ON EXTENSION .*|(CREATE|COMMENT ON) SCHEMA public\\b.*");
    private static final Pattern BODIES = Pattern.compile("SET check_function_bodies = .*");
    private static final Pattern FUNCTION = Pattern.compile("CREATE (FUNCTION|PROCEDURE) .*", Pattern.DOTALL);

    private final Login login;
    private final Optional<Path> tools;

    PostgresqlDump(Login login, Optional<Path> tools) {
        this.login = login;
        this.tools = tools;
    }

    @Override
    public String script(Connection connection, List<String> histories) throws SQLException {
        DumpTool tool = DumpTool.find(tools, List.of("pg_dump"),
                "Install the client of PostgreSQL " + connection.getMetaData().getDatabaseMajorVersion()
                        + " or newer (Debian: postgresql-client)");
        List<String> arguments = new ArrayList<>(List.of("--host=" + login.server(), "--no-password", "--no-owner", "--inserts",
                "--rows-per-insert=100", "--encoding=UTF8"));
        login.port().ifPresent(port -> arguments.add("--port=" + port));
        histories.forEach(history -> arguments.add("--exclude-table=" + history));
        arguments.add("--dbname=" + connection.getCatalog());
        String schema;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT quote_ident(current_schema())")) {
            result.next();
            schema = result.getString(1);
        }
        return cleaned(dump(tool, arguments, connection), schema);
    }

    private String dump(DumpTool tool, List<String> arguments, Connection connection) throws SQLException {
        try {
            return tool.run(arguments, Map.of("PGUSER", login.user(), "PGPASSWORD", login.password(), "LC_ALL", "C"));
        } catch (DumpTool.Failure e) {
            if (e.getMessage().contains("server version mismatch")) {
                throw new IllegalStateException("The server has version "
                        + connection.getMetaData().getDatabaseProductVersion() + ", which this tool cannot dump: "
                        + tool.version() + ".\nInstall the client of that version or a newer one, and name its directory:"
                        + " SchemaSquash.of(…).withTools(Path.of(…))", e);
            }
            throw new IllegalStateException("pg_dump failed: " + e.getMessage(), e);
        }
    }

    private static String cleaned(String dump, String schema) {
        List<String> statements = Dump.statements(dump, Syntax.POSTGRESQL).stream()
                .filter(statement -> !LEFT_OUT.matcher(statement).matches()).toList();
        boolean functions = statements.stream().anyMatch(statement -> FUNCTION.matcher(statement).matches());
        Unqualified names = new Unqualified(schema);
        return statements.stream().filter(statement -> functions || !BODIES.matcher(statement).matches())
                .map(statement -> names.in(statement) + ";\n").collect(Collectors.joining("\n"));
    }

    /** Names without the schema of the connection, which may be another one where the script runs. */
    private static final class Unqualified {

        private final Pattern tokens;
        private final String inText;
        private final Pattern textIsName;

        Unqualified(String schema) {
            String name = Pattern.quote(schema) + "\\.";
            tokens = Pattern.compile("(?<code>(?<![\\w\"$.])" + name + ")"
            // what follows is left as it is, but for the texts that are names
                    + "|(?<text>(?<![\\w])E'[^'\\\\]*+(?:(?:\\\\.|'')[^'\\\\]*+)*+'|'[^']*+(?:''[^']*+)*+')"
                    + "|\"[^\"]*+(?:\"\"[^\"]*+)*+\"|\\$(?<tag>\\w*)\\$(?s:.*?)\\$\\k<tag>\\$|--[^\\n]*");
            inText = "'" + schema + ".";
            textIsName = Pattern.compile("(?s)SELECT pg_catalog\\.setval\\(.*");
        }

        String in(String statement) {
            boolean names = textIsName.matcher(statement).matches();
            Matcher matcher = tokens.matcher(statement);
            StringBuilder text = new StringBuilder();
            while (matcher.find()) {
                String found = matcher.group();
                if (matcher.group("code") != null) {
                    found = "";
                } else if (matcher.group("text") != null && found.startsWith(inText)
                        && (names || statement.startsWith("::regclass", matcher.end()))) {
                    found = "'" + found.substring(inText.length());
                }
                matcher.appendReplacement(text, Matcher.quoteReplacement(found));
            }
            return matcher.appendTail(text).toString();
        }
    }
}
