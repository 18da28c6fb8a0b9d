package io.quarkiverse.schema.migrations.testing;

import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.Server;

/** Where a contract is tried. */
enum On {
    SQLITE {
        @Override
        MigrationsUnderTest the(MigrationsUnderTest migrations) {
            return migrations.on("jdbc:sqlite:?foreign_keys=true");
        }
    },
    SQLITE_IN_MEMORY {
        @Override
        MigrationsUnderTest the(MigrationsUnderTest migrations) {
            return migrations.on("jdbc:sqlite::memory:?foreign_keys=true");
        }
    },
    POSTGRESQL {
        @Override
        MigrationsUnderTest the(MigrationsUnderTest migrations) {
            return on(Postgresql.SERVER, migrations);
        }
    },
    MYSQL {
        @Override
        MigrationsUnderTest the(MigrationsUnderTest migrations) {
            return on(Mysql.SERVER, migrations);
        }
    },
    MARIADB {
        @Override
        MigrationsUnderTest the(MigrationsUnderTest migrations) {
            return on(Mariadb.SERVER, migrations);
        }
    };

    /** The same migrations on this database. */
    abstract MigrationsUnderTest the(MigrationsUnderTest migrations);

    private static MigrationsUnderTest on(Database server, MigrationsUnderTest migrations) {
        return migrations.on(server.url(), server.user(), server.password());
    }

    private static final class Postgresql {
        static final Database SERVER = Server.POSTGRESQL.empty("testing");
    }

    private static final class Mysql {
        static final Database SERVER = Server.MYSQL.empty("testing");
    }

    private static final class Mariadb {
        static final Database SERVER = Server.MARIADB.empty("testing");
    }
}
