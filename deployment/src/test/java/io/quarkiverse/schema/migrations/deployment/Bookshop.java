package io.quarkiverse.schema.migrations.deployment;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity that {@link DevUiHibernateOrmTest} edits. */
@Entity
public class Bookshop {

    @Id
    Integer id;

    String name;
}
