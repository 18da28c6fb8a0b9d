package io.quarkiverse.schema.migrations.testing.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.schema.migrations.testing.catalog.Rows.Row;
import io.quarkiverse.schema.migrations.testing.schema.SchemaObject;

/** Routines, events, and the sequences of a MariaDB. */
final class MysqlObjects {

    private static final String ROUTINES = """
            SELECT lower(r.routine_type), r.routine_name, concat_ws(' ',
                concat('(', coalesce((SELECT group_concat(concat_ws(' ', p.parameter_mode, p.parameter_name, p.dtd_identifier)
                    ORDER BY p.ordinal_position SEPARATOR ', ') FROM information_schema.parameters p
                    WHERE p.specific_schema = r.routine_schema AND p.specific_name = r.specific_name
                    AND p.routine_type = r.routine_type AND p.ordinal_position > 0), ''), ')'),
                nullif(concat('RETURNS ', coalesce(r.dtd_identifier, '')), 'RETURNS '), r.sql_data_access,
                CASE r.is_deterministic WHEN 'YES' THEN 'DETERMINISTIC' END, concat('SQL SECURITY ', r.security_type),
                r.routine_definition)
            FROM information_schema.routines r WHERE r.routine_schema = database()
            """;

    /** When a repeated event begins is the time of its making, unless the script says otherwise, and cannot be told. */
    private static final String EVENTS = """
            SELECT 'event', event_name, concat_ws(' ', 'EVERY', interval_value, interval_field, concat('AT ', execute_at), status,
                concat('ON COMPLETION ', on_completion), event_definition)
            FROM information_schema.events WHERE event_schema = database()
            """;

    private static final String SEQUENCES = """
            SELECT table_name FROM information_schema.tables WHERE table_schema = database() AND table_type = 'SEQUENCE'
            """;

    private final Connection connection;
    private final boolean mariadb;

    MysqlObjects(Connection connection, boolean mariadb) {
        this.connection = connection;
        this.mariadb = mariadb;
    }

    List<SchemaObject> read() throws SQLException {
        List<SchemaObject> objects = new ArrayList<>();
        for (String query : List.of(ROUTINES, EVENTS)) {
            for (Row row : Rows.of(connection, query)) {
                objects.add(new SchemaObject(row.text(1), row.text(2), row.text(3)));
            }
        }
        if (mariadb) {
            for (Row row : Rows.of(connection, SEQUENCES)) {
                Row its = Rows.of(connection, "SELECT start_value, minimum_value, maximum_value, increment, cycle_option FROM `"
                        + row.text(1).replace("`", "``") + "`").get(0);
                objects.add(new SchemaObject("sequence", row.text(1), "FROM " + its.text(1) + " BY " + its.text(4) + ", "
                        + its.text(2) + " TO " + its.text(3) + (its.is(5) ? " CYCLE" : "")));
            }
        }
        return objects;
    }
}
