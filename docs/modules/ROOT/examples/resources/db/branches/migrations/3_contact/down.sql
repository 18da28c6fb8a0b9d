DROP TABLE contact_${region};
