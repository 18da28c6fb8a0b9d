package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;

/** The engine without CDI, on a class path with one driver: nothing asks for the classes of another one. */
class OneDriverTest {

    private static final List<Class<?>> DRIVERS = List.of(org.sqlite.JDBC.class, org.postgresql.Driver.class,
            com.mysql.cj.jdbc.Driver.class, org.mariadb.jdbc.Driver.class);

    private static int migrate(Class<?> driver, String url, String user, String password) throws Exception {
        List<String> others = DRIVERS.stream().filter(each -> each != driver).map(OneDriverTest::jar).toList();
        List<URL> classPath = new ArrayList<>();
        // Surefire's own class path is a jar that only names the others
        String entries = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : entries.split(File.pathSeparator)) {
            URL location = Path.of(entry).toUri().toURL();
            if (!others.contains(location.toString())) {
                classPath.add(location);
            }
        }
        assertThat(classPath).extracting(URL::toString).contains(jar(driver)).doesNotContainAnyElementsOf(others);
        try (URLClassLoader loader = new URLClassLoader(classPath.toArray(URL[]::new),
                ClassLoader.getPlatformClassLoader())) {
            return (int) loader.loadClass(OneDriver.class.getName())
                    .getMethod("migrate", String.class, String.class, String.class).invoke(null, url, user, password);
        }
    }

    private static String jar(Class<?> driver) {
        return driver.getProtectionDomain().getCodeSource().getLocation().toString();
    }

    private static int migrate(Class<?> driver, ServerDatabase database, String url) throws Exception {
        return migrate(driver, url, database.user(), database.password());
    }

    @Test
    void migrates_sqlite(@TempDir Path folder) throws Exception {
        assertThat(migrate(org.sqlite.JDBC.class, "jdbc:sqlite:" + folder.resolve("alone.db"), "", "")).isEqualTo(2);
    }

    @Test
    void migrates_postgresql() throws Exception {
        ServerDatabase database = Servers.postgresql();

        assertThat(migrate(org.postgresql.Driver.class, database, database.url())).isEqualTo(2);
    }

    @Test
    void migrates_mysql_through_its_own_driver_and_through_that_of_mariadb() throws Exception {
        ServerDatabase database = Servers.mysql();

        assertThat(migrate(com.mysql.cj.jdbc.Driver.class, database, database.url())).isEqualTo(2);

        ServerDatabase other = Servers.mysql();
        assertThat(migrate(org.mariadb.jdbc.Driver.class, other, other.url().replaceFirst("^jdbc:mysql:", "jdbc:mariadb:")))
                .isEqualTo(2);
    }

    @Test
    void migrates_mariadb_through_its_own_driver_and_through_that_of_mysql() throws Exception {
        ServerDatabase database = Servers.mariadb();

        assertThat(migrate(org.mariadb.jdbc.Driver.class, database, database.url())).isEqualTo(2);

        ServerDatabase other = Servers.mariadb();
        assertThat(migrate(com.mysql.cj.jdbc.Driver.class, other, other.url().replaceFirst("^jdbc:mariadb:", "jdbc:mysql:")))
                .isEqualTo(2);
    }
}
