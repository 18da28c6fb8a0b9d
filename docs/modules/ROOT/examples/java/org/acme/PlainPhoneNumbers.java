package org.acme;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.CodeMigrationId;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.MigrationSetName;

// tag::class[]
@CodeMigrationId(value = "3_plain_phone_numbers", description = "digits alone", checksum = "1")
@MigrationSetName("people")
public class PlainPhoneNumbers implements CodeMigration {

    @Override
    public void up(MigrationContext context) {
        try (Handle handle = Jdbi.open(context.connection());
                PreparedBatch batch = handle.prepareBatch("UPDATE person SET phone = :phone WHERE id = :id")) {
            handle.createQuery("SELECT id, phone FROM person").mapToMap().forEach(person -> batch
                    .bind("id", person.get("id"))
                    .bind("phone", plain((String) person.get("phone")))
                    .add());
            batch.execute();
        }
    }

    private static String plain(String phone) {
        return phone.replace("(0)", "").replaceAll("[^+0-9]", "");
    }
}
// end::class[]
