package io.quarkiverse.schema.migrations.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HibernateStrategyTest {

    private static final String KEY = "quarkus.hibernate-orm.schema-management.strategy";

    @TempDir
    Path resources;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = resources.resolve("application.properties");
    }

    @Test
    void adds_the_key_and_says_so() throws IOException {
        Files.writeString(file, "a=b\n");

        assertThat(HibernateStrategy.of("<default>").validateIn(resources)).hasSize(2)
                .first().asString().startsWith("Set " + KEY + "=validate in " + file);
        assertThat(file).hasContent("a=b\n" + KEY + "=validate\n%dev." + KEY + "=none\n");
    }

    @Test
    void makes_the_file_where_there_is_none() throws IOException {
        HibernateStrategy.of("<default>").validateIn(resources);

        assertThat(file).hasContent(KEY + "=validate\n%dev." + KEY + "=none\n");
    }

    @Test
    void replaces_the_key_its_old_name_and_that_of_development_mode_and_leaves_the_other_profiles() throws IOException {
        Files.writeString(file,
                "quarkus.hibernate-orm.database.generation=drop-and-create\n%dev." + KEY + " = update\n%test." + KEY
                        + "=drop-and-create\n");

        HibernateStrategy.of("<default>").validateIn(resources);

        assertThat(file).hasContent(KEY + "=validate\n%dev." + KEY + "=none\n%test." + KEY + "=drop-and-create\n");
    }

    @Test
    void names_the_persistence_unit_of_a_named_datasource() throws IOException {
        HibernateStrategy.of("audit").validateIn(resources);

        assertThat(file).hasContent("quarkus.hibernate-orm.\"audit\".schema-management.strategy=validate\n"
                + "%dev.quarkus.hibernate-orm.\"audit\".schema-management.strategy=none\n");
    }

    @Test
    void asks_for_a_change_of_yaml_by_hand() throws IOException {
        Files.writeString(resources.resolve("application.yml"), "a: b\n");

        assertThat(HibernateStrategy.of("<default>").validateIn(resources)).singleElement().asString()
                .contains("YAML").contains("was not changed");
        assertThat(file).doesNotExist();
    }
}
