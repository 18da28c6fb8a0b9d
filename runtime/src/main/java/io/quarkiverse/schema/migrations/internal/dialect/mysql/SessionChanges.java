package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.quarkiverse.schema.migrations.internal.dialect.mysql.ServerVersion.Product;
import io.quarkiverse.schema.migrations.internal.script.SetAssignment;

/**
 * What a script changes of its session, and the statements that bring back what was. The session itself remembers it, in
 * user variables, so that it costs no journey.
 */
final class SessionChanges {

    /** Begins the names of our own user variables. */
    static final String OURS = "schema_migrations_";

    /** What a routine may change without the script saying so. */
    private static final List<String> USUAL = List.of("SQL_MODE", "FOREIGN_KEY_CHECKS", "UNIQUE_CHECKS", "TIME_ZONE",
            "SQL_SAFE_UPDATES", "SQL_LOG_BIN");

    /** Cannot be read back, or begin to have an effect when they are. */
    private static final Set<String> LEFT_ALONE = Set.of("TIMESTAMP", "INSERT_ID", "LAST_INSERT_ID", "RAND_SEED1",
            "RAND_SEED2", "IDENTITY", "PSEUDO_THREAD_ID", "GTID_NEXT", "GTID_PURGED");

    private final Product product;
    private final Set<String> variables = new LinkedHashSet<>();
    private final Set<String> userVariables = new LinkedHashSet<>();
    private final Set<String> temporaryTables = new LinkedHashSet<>();
    private final Set<String> prepared = new LinkedHashSet<>();
    private boolean schemaKept;
    private boolean roleSet;
    private boolean timestampSet;

    SessionChanges(Product product) {
        this.product = product;
    }

    /** What has to run before a statement, so that what it changes can be brought back. */
    List<String> before(MysqlWords statement) {
        List<String> keep = new ArrayList<>();
        switch (statement.word(0)) {
            case "SET" -> SetAssignment.of(statement.words()).forEach(assignment -> before(assignment, keep));
            case "USE" -> schemaKept = true;
            case "CALL", "EXECUTE" -> USUAL.forEach(variable -> keep(variable, keep));
            case "PREPARE" -> prepared.add(statement.word(1));
            case "DEALLOCATE", "DROP" -> prepared.remove(statement.word(2));
            default -> {
                // touches nothing of the session but what follows
            }
        }
        noteTemporary(statement);
        return keep;
    }

    /** The same before the SQL mode is changed. */
    List<String> keepModes() {
        List<String> keep = new ArrayList<>();
        keep("SQL_MODE", keep);
        return keep;
    }

    private void before(SetAssignment assignment, List<String> keep) {
        switch (assignment.target()) {
            case SESSION -> {
                timestampSet |= assignment.name().equals("TIMESTAMP");
                if (!LEFT_ALONE.contains(assignment.name())) {
                    keep(assignment.name(), keep);
                }
            }
            case CHARACTER_SET -> List.of("CHARACTER_SET_CLIENT", "CHARACTER_SET_RESULTS", "COLLATION_CONNECTION")
                    .forEach(variable -> keep(variable, keep));
            case TRANSACTION -> product.transactionVariables.forEach(variable -> keep(variable, keep));
            case USER -> userVariables.add(assignment.name());
            case ROLE -> roleSet = true;
            case SERVER, NEXT_START -> {
                // what is not of the session is meant to stay
            }
        }
    }

    private void keep(String variable, List<String> keep) {
        if (variables.add(variable)) {
            keep.add("SET @" + OURS + variable + " = @@SESSION." + variable);
        }
    }

    private void noteTemporary(MysqlWords statement) {
        int at = statement.words().indexOf("TABLE") + 1;
        if (statement.makesTemporary() && at > 0) {
            int name = statement.word(at).equals("IF") ? at + 3 : at;
            List<String> parts = statement.nameAt(name);
            temporaryTables.add(parts.stream().map(MysqlText::quoted).reduce((a, b) -> a + "." + b).orElse(""));
        }
    }

    /** What brings the session back to what it was. */
    List<String> restore(String schema) {
        List<String> restore = new ArrayList<>();
        variables.forEach(variable -> restore.add("SET SESSION " + variable + " = @" + OURS + variable));
        if (timestampSet) {
            restore.add("SET TIMESTAMP = DEFAULT");
        }
        if (roleSet) {
            restore.add(product == Product.MYSQL ? "SET ROLE DEFAULT" : "SET ROLE NONE");
        }
        userVariables.forEach(name -> restore.add("SET @" + MysqlText.quoted(name) + " = NULL"));
        temporaryTables.forEach(table -> restore.add("DROP TEMPORARY TABLE IF EXISTS " + table));
        prepared.forEach(name -> restore.add("DEALLOCATE PREPARE " + name));
        if (schemaKept) {
            restore.add("USE " + MysqlText.quoted(schema));
        }
        return restore;
    }
}
