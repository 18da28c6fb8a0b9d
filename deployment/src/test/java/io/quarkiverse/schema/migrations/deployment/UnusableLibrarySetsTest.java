package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class UnusableLibrarySetsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.withoutDataSource()
            .dataSource("archive")
            .jarDependency("reserved.jar", "META-INF/schema-migrations/dev/1.sql", "create table a (id int);")
            .jarDependency("default.jar", "META-INF/schema-migrations/<default>/1.sql", "create table a (id int);")
            .jarDependency("one.jar", "META-INF/schema-migrations/billing/1.sql", "create table b (id int);")
            .jarDependency("two.jar", "META-INF/schema-migrations/billing/2.sql", "create table c (id int);")
            .jarDependency("three.jar", "META-INF/schema-migrations/quarrel/1.sql", "create table d (id int);")
            .jarDependency("four.jar", "META-INF/schema-migrations/quarrel/1.sql", "create table d (id int);")
            .config("quarkus.schema-migrations.quarrel.enabled", "false")
            .jarDependency("audit.jar", "META-INF/schema-migrations/audit/1.sql", "create table e (id int);")
            .script("db/audit/migrations/2.sql", "create table f (id int);")
            .jarDependency("lost.jar", "META-INF/schema-migrations/lost/1.sql", "create table g (id int);")
            .fails(ConfigurationException.class,
                    """
                            the default migration set is the application's own, and cannot be brought by 'default.jar'; have it named otherwise there
                            the migration set 'audit' is brought by 'audit.jar', and there are scripts for a set of that name in db/audit/migrations; move these to a set of another name, or say with quarkus.schema-migrations."audit".locations which folders are to be used
                            the migration set 'billing' is brought by 'one.jar' and by 'two.jar'; leave one of them out of the dependencies, or turn the set off with quarkus.schema-migrations."billing".enabled=false
                            a migration set cannot be named 'dev', which is a configuration key; give it another name, in 'reserved.jar'
                            there is no default datasource for the migration set 'lost', which 'lost.jar' brings: set quarkus.schema-migrations."lost".datasource, or turn the set off with quarkus.schema-migrations."lost".enabled=false; the JDBC datasources are 'archive'"""
                            .stripTrailing());

    @Test
    void are_all_listed_with_the_jars_they_come_from() {
        // the extension above has checked it: the application does not start
    }
}
