package io.quarkiverse.schema.migrations.testing.host;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.schema.migrations.testing.catalog.Kind;

/** Databases that tests have for themselves, any number at the same time. What a test leaves is dropped with the JVM. */
final class OwnDatabases implements Host {

    private final Databases databases;
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private final Thread atTheEnd = new Thread(this::dropAll, "drops the databases of tests");

    OwnDatabases(Databases databases) {
        this.databases = databases;
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    @Override
    public Kind kind() {
        return databases.kind();
    }

    @Override
    public Place found() {
        return empty();
    }

    @Override
    public Place empty() {
        String name = name();
        return made(name, "No database can be made for a test", () -> databases.create(name));
    }

    private String name() {
        String name = Names.next();
        made.add(name);
        return name;
    }

    private interface Making {
        void run() throws SQLException;
    }

    private Place made(String name, String failure, Making making) {
        try {
            making.run();
            return new Place(name, databases.dataSource(name));
        } catch (SQLException e) {
            IllegalStateException thrown = new IllegalStateException(failure + ": " + e.getMessage(), e);
            try {
                // a part of it may be there
                drop(new Place(name, databases.dataSource(name)));
            } catch (IllegalStateException dropping) {
                thrown.addSuppressed(dropping);
            }
            throw thrown;
        }
    }

    @Override
    public Place keep(Place place) {
        return place;
    }

    @Override
    public Place copy(Place kept) {
        String name = name();
        return made(name, "No database can be copied for a test", () -> databases.copy(kept.name(), name));
    }

    @Override
    public void drop(Place place) {
        if (made.remove(place.name())) {
            Failure.wrapped("The database of a test cannot be dropped", () -> {
                databases.drop(place.name());
                return place;
            });
        }
    }

    @Override
    public void close() {
        dropAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException e) {
            // the JVM is ending, and the hook runs beside this
        }
    }

    private void dropAll() {
        made.forEach(name -> drop(new Place(name, databases.dataSource(name))));
        try {
            databases.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
