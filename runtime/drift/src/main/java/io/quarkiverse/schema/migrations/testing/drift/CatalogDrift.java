package io.quarkiverse.schema.migrations.testing.drift;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.sql.DataSource;

import jakarta.inject.Singleton;

import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.runtime.command.DriftDetector;
import io.quarkiverse.schema.migrations.runtime.command.DriftDetector.DriftReport.Difference;
import io.quarkiverse.schema.migrations.testing.catalog.Kind;
import io.quarkiverse.schema.migrations.testing.schema.Schema;

/** Compares what the catalogs of two databases of one kind tell. */
@Singleton
public class CatalogDrift implements DriftDetector {

    @Override
    public List<List<Difference>> compare(DataSource live, ScratchServer server, List<Place> places) {
        Set<String> schemas = new HashSet<>();
        places.forEach(place -> place.schema().ifPresent(schemas::add));
        List<List<Difference>> all = new ArrayList<>();
        try (Connection connection = live.getConnection()) {
            Kind kind = Kind.of(connection);
            // a schema of PostgreSQL is in a database, one of the others is a database
            if (kind == Kind.POSTGRESQL) {
                try (Scratch scratch = Scratch.like(connection, server)) {
                    places.forEach(place -> fill(scratch, server, place, place.schema()));
                    for (Place place : places) {
                        Part part = new Part(place.schema(), schemas);
                        all.add(differences(part.of(connection), scratch.read(part)));
                    }
                }
                return all;
            }
            for (Place place : places) {
                Part part = new Part(place.schema(), schemas);
                try (Scratch scratch = Scratch.like(connection, server)) {
                    fill(scratch, server, place, Optional.empty());
                    all.add(differences(part.of(connection), scratch.read(new Part(Optional.empty(), Set.of()))));
                }
            }
            return all;
        } catch (SQLException e) {
            throw new DatabaseException("The schemas cannot be compared: " + e.getMessage() + "\nNothing was changed.", e);
        }
    }

    private static void fill(Scratch scratch, ScratchServer server, Place place, Optional<String> schema) {
        if (!server.isApart()) {
            scratch.refuseBeyond(place.plan(scratch.dataSource(), schema), "compared");
        }
        place.migrate(scratch.dataSource(), schema);
    }

    private static List<Difference> differences(Schema actual, Schema expected) {
        return actual.since(expected).changes().stream()
                .map(change -> new Difference(change.element().place(), change.before(), change.after())).toList();
    }
}
