package io.quarkiverse.schema.migrations.jukebox;

import java.util.List;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;

/**
 * Brings the databases of a jukebox up to date. These two methods are as old as the product, and its users know nothing
 * else; what is below them has changed once.
 */
public final class JukeboxSchema {

    /** Where the product remembered the migrations of both its schemas until it left that to an engine. */
    private static final String OLD_TABLE = "__jukebox_migrations";

    private static final List<String> CONFIG = List.of(
            "2021-05-02-180000_settings",
            "2021-09-11-093000_players",
            "2023-01-20-210000_louder");

    private static final List<String> LIBRARY = List.of(
            "2021-05-02-180500_tracks",
            "2021-06-30-120000_first_track",
            "2022-03-08-083000_plays",
            "2024-11-02-170000_overture");

    private JukeboxSchema() {
    }

    /**
     * Brings the settings and players up to date.
     *
     * @param dataSource the database that they are in, be it new or of any release of the product
     * @throws JukeboxException when that cannot be done
     */
    public static void migrateConfig(DataSource dataSource) throws JukeboxException {
        migrate(dataSource, "config", CONFIG, LIBRARY);
    }

    /**
     * Brings the tracks up to date. They may be in the same database as the settings, or in another.
     *
     * @param dataSource the database that they are in, be it new or of any release of the product
     * @throws JukeboxException when that cannot be done
     */
    public static void migrateLibrary(DataSource dataSource) throws JukeboxException {
        migrate(dataSource, "library", LIBRARY, CONFIG);
    }

    private static void migrate(DataSource dataSource, String schema, List<String> ids, List<String> ofTheOther)
            throws JukeboxException {
        SchemaMigrationsBuilder builder = SchemaMigrationsBuilder.of(dataSource)
                .set("jukebox-" + schema)
                .adopt(Adoption.switchy(OLD_TABLE).sharedWith(ofTheOther));
        for (String id : ids) {
            Scripts scripts = new Scripts("/jukebox/" + schema + "/" + id);
            scripts.down().ifPresentOrElse(down -> builder.migration(id, scripts.up(), down),
                    () -> builder.migration(id, scripts.up()));
        }
        try {
            builder.build().migrate();
        } catch (SchemaMigrationsException e) {
            throw new JukeboxException(e.getMessage(), e);
        }
    }
}
