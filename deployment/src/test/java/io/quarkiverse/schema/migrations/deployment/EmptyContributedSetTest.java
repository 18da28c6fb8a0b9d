package io.quarkiverse.schema.migrations.deployment;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.deployment.items.ContributedSetBuildItem;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkus.test.QuarkusUnitTest;

class EmptyContributedSetTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .fails(InvalidSourcesException.class,
                    """
                            1 problem in the migrations of set 'mail':
                              - acme/mail: there is no migration in this folder, in the application or in any of its dependencies; put one there, or take it out of the extension 'acme-mail'"""
                            .stripTrailing())
            .addBuildChainCustomizer(chain -> chain.addBuildStep(context -> context
                    .produce(new ContributedSetBuildItem("mail", "acme-mail", List.of("acme/mail"))))
                    .produces(ContributedSetBuildItem.class).build());

    @Test
    void refuses_a_folder_without_migrations() {
        // the extension above has checked it: the application does not start
    }
}
