package org.acme.mail.deployment;

import java.util.List;

import io.quarkiverse.schema.migrations.deployment.items.ContributedSetBuildItem;
import io.quarkus.deployment.annotations.BuildStep;

class MailProcessor {

    @BuildStep
    ContributedSetBuildItem outbox() {
        return new ContributedSetBuildItem("mail", "acme-mail", List.of("acme/mail/{db-kind}"));
    }
}
