package io.quarkiverse.schema.migrations.quickstart;

import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.main.QuarkusMainIntegrationTest;

/** The same with the packaged application: its jar, or its native executable. */
@QuarkusMainIntegrationTest
@TestProfile(TwoStartsTest.Profile.class)
class TwoStartsIT extends TwoStartsTest {
}
