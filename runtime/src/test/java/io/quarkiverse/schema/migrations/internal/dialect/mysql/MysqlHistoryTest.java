package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;

/** Scripts that would write to the history, as MySQL and MariaDB spell it. */
@ParameterizedClass
@EnumSource(names = { "MYSQL", "MARIADB" })
class MysqlHistoryTest extends MysqlScriptRuns {

    @ParameterizedTest
    @ValueSource(strings = { "DELETE LOW_PRIORITY QUICK IGNORE FROM `schema_migrations_history`",
            "UPDATE LOW_PRIORITY IGNORE schema_migrations_history SET state = 'applied', direction = 'up'",
            "INSERT IGNORE schema_migrations_history VALUES (1)",
            "REPLACE INTO schema_migrations_history VALUES (1)" })
    void refuses_to_write_to_the_history(String statement) {
        assertThatThrownBy(script(statement)::migrate).isInstanceOf(UnsuitableScriptException.class)
                .hasMessageContaining("1:1: this would write to the history table " + database.name()
                        + ".schema_migrations_history: take it out of the script");
    }

    @Test
    void runs_what_only_joins_the_history() {
        script("CREATE TABLE t (id VARCHAR(9));\nINSERT INTO t VALUES ('1'), ('2');\n"
                + "DELETE t FROM schema_migrations_history h JOIN t ON t.id = h.id;\n"
                + "UPDATE schema_migrations_history h JOIN t SET t.id = '3';\n"
                + "UPDATE schema_migrations_history h, t SET t.id = '4'").migrate();

        assertThat(database.query("SELECT id FROM t")).containsExactly("4");
    }
}
