package io.quarkiverse.schema.migrations.testing.host;

import io.quarkiverse.schema.migrations.testing.catalog.Kind;

/** Where tests get their databases from. For any number of threads, unless it says otherwise. */
public interface Host extends AutoCloseable {

    /** What kind of database it has, by its driver; MySQL's may meet a MariaDB. */
    Kind kind();

    /** A database in its first state: empty, or as an application has started with it. */
    Place found();

    /** An empty database. */
    Place empty();

    /** Gives a database up as one that is only copied from now on. */
    Place keep(Place place);

    /** A database that holds what one that is kept holds. */
    Place copy(Place kept);

    /** Drops a database; nothing happens when it is gone already. */
    void drop(Place place);

    /** Drops every database that is left. */
    @Override
    void close();
}
