package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.quarkiverse.schema.migrations.databases.ServerDatabase;

/** 25 migrations for MySQL and MariaDB that tell whether something ran twice, or not at all. */
final class KillableScripts {

    private KillableScripts() {
    }

    static Path in(Path directory) throws IOException {
        Files.createDirectory(directory);
        Files.writeString(directory.resolve("000.sql"), "CREATE TABLE ran (id INT, part INT)");
        for (int i = 1; i < 25; i++) {
            Files.writeString(directory.resolve("%03d.sql".formatted(i)), """
                    CREATE TABLE t%1$d (a INT);
                    ALTER TABLE t%1$d ADD b INT;
                    INSERT INTO ran VALUES (%1$d, 1);
                    ALTER TABLE t%1$d ADD UNIQUE (a);
                    DO SLEEP(0.01);
                    LOCK TABLES ran WRITE;
                    INSERT INTO ran VALUES (%1$d, 2);
                    UNLOCK TABLES;
                    START TRANSACTION;
                    INSERT INTO ran VALUES (%1$d, 3);
                    INSERT INTO ran VALUES (%1$d, 4);
                    COMMIT;
                    INSERT INTO ran VALUES (%1$d, 5);
                    INSERT INTO ran VALUES (%1$d, 6);
                    INSERT INTO ran VALUES (%1$d, 7);
                    """.formatted(i));
        }
        return directory;
    }

    static void assertThatAllRanOnce(ServerDatabase database) {
        assertThat(database.query("SELECT CONCAT(COUNT(*), ' ', COUNT(DISTINCT id, part)) FROM ran"))
                .isEqualTo(List.of("168 168"));
        assertThat(database.query("SELECT COUNT(*) FROM schema_migrations_history WHERE state = 'applied'"))
                .containsExactly("25");
        assertThat(database.query("SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = database()"
                + " AND table_name LIKE 't%' AND column_name = 'b'")).containsExactly("24");
        assertThat(database.query("SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema = database()"
                + " AND table_name LIKE 't%' AND index_name LIKE 'a%'")).containsExactly("24");
    }
}
