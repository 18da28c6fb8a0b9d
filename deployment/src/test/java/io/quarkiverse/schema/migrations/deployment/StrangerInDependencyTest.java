package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class StrangerInDependencyTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table shop (name text);")
            .jarDependency("library.jar", "db/migrations/notes.txt", "Remember the milk.")
            .starts()
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && record.getLoggerName().startsWith("io.quarkiverse.schema.migrations"))
            .assertLogRecords(records -> assertThat(records).singleElement()
                    .satisfies(record -> assertThat(record.getMessage()).isEqualTo(
                            "library.jar!/db/migrations/notes.txt: fits no layout of migrations; it is ignored")));

    @Inject
    DataSource dataSource;

    @Test
    void only_warns_of_a_stranger_in_a_jar() {
        assertThat(TestApplication.query(dataSource, "select count(*) from shop")).containsExactly("0");
    }
}
