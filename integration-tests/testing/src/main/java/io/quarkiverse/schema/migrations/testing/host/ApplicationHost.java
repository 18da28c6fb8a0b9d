package io.quarkiverse.schema.migrations.testing.host;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.testing.catalog.Kind;

/**
 * An application that runs has one database, so there is one at a time: each that is asked for takes the place of the one
 * before. At the end it holds again what it held at the beginning. For one thread.
 */
final class ApplicationHost implements Host {

    private final ApplicationDatabase database;
    private final DataSource dataSource;
    private final Set<String> kept = new LinkedHashSet<>();
    private Optional<Place> original = Optional.empty();

    ApplicationHost(ApplicationDatabase database, DataSource dataSource) {
        this.database = database;
        this.dataSource = dataSource;
    }

    @Override
    public Kind kind() {
        return database.kind();
    }

    @Override
    public Place found() {
        return new Place("", dataSource);
    }

    @Override
    public Place empty() {
        keepOriginal();
        return Failure.wrapped("The application's database cannot be emptied", () -> {
            database.empty();
            return found();
        });
    }

    private void keepOriginal() {
        if (original.isEmpty()) {
            original = Optional.of(keep(found()));
        }
    }

    @Override
    public Place keep(Place place) {
        String name = Names.next();
        kept.add(name);
        return Failure.wrapped("The application's database cannot be kept, which takes a user who may create databases", () -> {
            database.save(name);
            return new Place(name, dataSource);
        });
    }

    @Override
    public Place copy(Place from) {
        keepOriginal();
        return Failure.wrapped("The application's database cannot be put back", () -> {
            database.restore(from.name());
            return found();
        });
    }

    @Override
    public void drop(Place place) {
        if (kept.remove(place.name())) {
            Failure.wrapped("What was kept of the application's database cannot be dropped", () -> {
                database.forget(place.name());
                return place;
            });
        }
    }

    @Override
    public void close() {
        original.ifPresent(this::copy);
        Set.copyOf(kept).forEach(name -> drop(new Place(name, dataSource)));
        Failure.wrapped("The application's database cannot be left", () -> {
            database.close();
            return database;
        });
    }
}
