package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.transaction.Transactional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class HibernateOrmTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .classes(Shop.class)
            .script("db/migrations/1.sql", "create table Shop (id integer primary key, name varchar(255));"
                    + "insert into Shop values (1, 'first');")
            .config("quarkus.hibernate-orm.schema-management.strategy", "validate")
            .starts();

    @Inject
    EntityManager entities;

    @Test
    @Transactional
    void finds_the_tables_of_its_entities_when_it_validates_them_at_start() {
        assertThat(entities.find(Shop.class, 1).name).isEqualTo("first");
    }

    @Entity(name = "Shop")
    public static class Shop {

        @Id
        Integer id;

        String name;
    }
}
