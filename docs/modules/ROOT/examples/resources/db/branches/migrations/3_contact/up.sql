CREATE TABLE contact_${region} (
    desk TEXT DEFAULT '${desk}',
    letter TEXT DEFAULT 'Dear \${reader}'
);
