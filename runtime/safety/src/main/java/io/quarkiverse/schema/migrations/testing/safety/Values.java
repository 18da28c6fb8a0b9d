package io.quarkiverse.schema.migrations.testing.safety;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.testing.catalog.Kind;

/** How values are made from the number {@code s.i} of a row, in the SQL of one database. */
abstract sealed class Values {

    private static final Pattern TYPE = Pattern.compile("([a-z0-9 ]+?)\\s*(?:\\((\\d+)(?:,(\\d+))?\\))?( with.*| unsigned.*)?");
    /** So that no row meets one that a migration or a test has put in. */
    private static final int FIRST = 1_000_000;

    static Values of(Connection connection) throws SQLException {
        return switch (Kind.of(connection)) {
            case POSTGRESQL -> new Postgresql(connection);
            case MYSQL, MARIADB -> new Mysql();
            case SQLITE -> new Sqlite();
        };
    }

    /** Returns an expression for a type; empty when none is known. */
    final Optional<String> of(String type) throws SQLException {
        Optional<String> special = special(type);
        Matcher parts = TYPE.matcher(type);
        if (special.isPresent() || !parts.matches()) {
            return special;
        }
        int length = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        int scale = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        return switch (parts.group(1)) {
            case "tinyint" -> Optional.of("s.i % 128");
            case "smallint" -> Optional.of("s.i % 32768");
            case "mediumint", "int", "integer", "bigint", "real", "double", "double precision", "float" -> Optional.of("s.i");
            case "numeric", "decimal" -> Optional.of(length == 0 || length - scale > 15 ? "s.i"
                    : "s.i % " + (long) Math.pow(10, (double) length - scale));
            case "char", "varchar", "character", "character varying" -> Optional.of(length == 0 ? text("s.i")
                    : "right(lpad(" + text("s.i") + ", 8, '0'), " + length + ")");
            case "text", "tinytext", "mediumtext", "longtext", "citext" -> Optional.of("concat('x', s.i)");
            default -> Optional.empty();
        };
    }

    abstract Optional<String> special(String type) throws SQLException;

    abstract String text(String number);

    /** Returns a relation {@code s} with one column {@code i}, which is consecutive. */
    abstract String series(long count);

    /** Returns an insert that leaves rows out which are not allowed. */
    abstract String insert(String table, String columns, String select);

    abstract String insertDefaults(String table, long count);

    private static final class Postgresql extends Values {

        private final Set<String> enums = new HashSet<>();

        Postgresql(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT lower(format_type(oid, NULL)) FROM pg_type WHERE typtype = 'e'")) {
                while (rows.next()) {
                    enums.add(rows.getString(1));
                }
            }
        }

        @Override
        Optional<String> special(String type) {
            if (type.endsWith("[]")) {
                return Optional.of("'{}'");
            }
            if (enums.contains(type)) {
                String all = "enum_range(NULL::" + type + ")";
                return Optional.of("(" + all + ")[1 + (s.i % array_length(" + all + ", 1))::int]");
            }
            if (type.startsWith("timestamp")) {
                return Optional.of("timestamp '2000-01-01' + s.i * interval '1 second'");
            }
            return Optional.ofNullable(switch (type) {
                case "boolean" -> "s.i % 2 = 0";
                case "date" -> "date '2000-01-01' + (s.i % 36500)::int";
                case "time without time zone" -> "time '00:00' + s.i * interval '1 second'";
                case "interval" -> "s.i * interval '1 second'";
                case "uuid" -> "md5(s.i::text)::uuid";
                case "json", "jsonb" -> "'{}'";
                case "bytea" -> "convert_to(s.i::text, 'UTF8')";
                case "inet" -> "inet '10.0.0.0' + s.i";
                default -> null;
            });
        }

        @Override
        String text(String number) {
            return number + "::text";
        }

        @Override
        String series(long count) {
            return "generate_series(" + FIRST + "::bigint, " + (FIRST + count - 1) + ") s(i)";
        }

        @Override
        String insert(String table, String columns, String select) {
            return "INSERT INTO " + table + " (" + columns + ") " + select + " ON CONFLICT DO NOTHING";
        }

        @Override
        String insertDefaults(String table, long count) {
            return "DO $$ BEGIN FOR i IN 1.." + count + " LOOP INSERT INTO " + table + " DEFAULT VALUES; END LOOP; END $$";
        }
    }

    /** MySQL and MariaDB. */
    private static final class Mysql extends Values {

        private static final String DIGITS = "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3"
                + " UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8"
                + " UNION ALL SELECT 9)";

        @Override
        Optional<String> special(String type) {
            if (type.startsWith("enum(") || type.startsWith("set(")) {
                String labels = type.substring(type.indexOf('(') + 1, type.lastIndexOf(')'));
                int count = labels.split("','", -1).length;
                return Optional.of("elt(1 + s.i % " + count + ", " + labels + ")");
            }
            String name = type.replaceFirst("[( ].*", "");
            return Optional.ofNullable(switch (name) {
                case "date" -> "date_add('2000-01-01', INTERVAL s.i % 36500 DAY)";
                case "datetime", "timestamp" -> "date_add('2000-01-01', INTERVAL s.i SECOND)";
                case "time" -> "sec_to_time(s.i % 86400)";
                case "year" -> "1901 + s.i % 250";
                case "json" -> "'{}'";
                case "bit" -> "s.i % 2";
                case "blob", "tinyblob", "mediumblob", "longblob" -> "concat('x', s.i)";
                case "binary", "varbinary" -> "right(lpad(s.i, 8, '0'), " + type.replaceAll("\\D", "") + ")";
                case "uuid" -> "uuid()";
                default -> null;
            });
        }

        @Override
        String text(String number) {
            return number;
        }

        @Override
        String series(long count) {
            StringBuilder sum = new StringBuilder("0");
            StringBuilder from = new StringBuilder();
            long power = 1;
            for (int digit = 0; power < count; digit++, power *= 10) {
                sum.append(" + ").append(power).append(" * d").append(digit).append(".d");
                from.append(from.isEmpty() ? "" : ", ").append(DIGITS).append(" d").append(digit);
            }
            String all = from.isEmpty() ? DIGITS + " d0" : from.toString();
            return "(SELECT " + FIRST + " + " + sum + " AS i FROM " + all + " WHERE " + sum + " < " + count
                    + (from.isEmpty() ? " AND d0.d = 0" : "") + ") s";
        }

        @Override
        String insert(String table, String columns, String select) {
            return "INSERT IGNORE INTO " + table + " (" + columns + ") " + select;
        }

        @Override
        String insertDefaults(String table, long count) {
            return "INSERT INTO " + table + " VALUES " + "(),".repeat((int) count - 1) + "()";
        }
    }

    private static final class Sqlite extends Values {

        /** Types are words of any kind; what holds is what the database makes of them. */
        @Override
        Optional<String> special(String type) {
            String name = type.replaceFirst("\\(.*", "");
            if (name.contains("int") || name.contains("real") || name.contains("floa") || name.contains("doub")) {
                return Optional.of("s.i");
            }
            if (name.contains("char") || name.contains("clob") || name.contains("text") || name.isEmpty()) {
                return Optional.of("'x' || s.i");
            }
            if (name.contains("bool")) {
                return Optional.of("s.i % 2");
            }
            if (name.contains("blob")) {
                return Optional.of("cast(s.i AS blob)");
            }
            return Optional.of(name.contains("date") || name.contains("time") ? "datetime(s.i, 'unixepoch')" : "s.i");
        }

        @Override
        String text(String number) {
            return number;
        }

        @Override
        String series(long count) {
            return "(WITH RECURSIVE n(i) AS (SELECT " + FIRST + " UNION ALL SELECT i + 1 FROM n WHERE i < "
                    + (FIRST + count - 1)
                    + ") SELECT i FROM n) s";
        }

        @Override
        String insert(String table, String columns, String select) {
            return "INSERT OR IGNORE INTO " + table + " (" + columns + ") " + select;
        }

        @Override
        String insertDefaults(String table, long count) {
            return "INSERT INTO " + table + " (rowid) SELECT s.i FROM " + series(count);
        }
    }
}
