package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

import io.quarkiverse.schema.migrations.report.AdoptionReport;

class ComingFromFlywayTest {

    @TempDir
    Path folder;

    @Test
    void the_example_takes_over_what_flyway_has_migrated() throws SQLException {
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + folder.resolve("library.db"));
        FlywayDatabase.with(database, "1");

        AdoptionReport report = ComingFromFlyway.takeOver(database, Manual.scenario("other-tool"));

        assertThat(report.adopted()).extracting(Object::toString).containsExactly("'1' verified");
    }
}
