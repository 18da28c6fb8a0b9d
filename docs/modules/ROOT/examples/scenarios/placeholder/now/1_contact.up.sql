CREATE TABLE contact_${region} (
    desk TEXT DEFAULT '${dsek}'
);
