package io.quarkiverse.schema.migrations.deployment;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.deployment.items.ContributedSetBuildItem;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class UnusableContributedSetsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .jarDependency("mail.jar", "META-INF/schema-migrations/mail/1.sql", "create table mail (id int);")
            .fails(ConfigurationException.class,
                    """
                            there is no datasource 'jobs' for the migration set 'jobs', which the extension 'acme-jobs' brings: set quarkus.schema-migrations."jobs".datasource, or turn the set off with quarkus.schema-migrations."jobs".enabled=false; the JDBC datasources are '<default>'
                            the migration set 'mail' is brought by 'mail.jar' and by the extension 'acme-mail'; leave one of them out of the dependencies, or turn the set off with quarkus.schema-migrations."mail".enabled=false"""
                            .stripTrailing())
            .addBuildChainCustomizer(chain -> chain.addBuildStep(context -> {
                context.produce(new ContributedSetBuildItem("jobs", "acme-jobs", List.of("acme/jobs")).onDataSource("jobs"));
                context.produce(new ContributedSetBuildItem("mail", "acme-mail", List.of("acme/mail")));
            }).produces(ContributedSetBuildItem.class).build());

    @Test
    void are_all_listed_with_the_extensions_they_come_from() {
        // the extension above has checked it: the application does not start
    }
}
