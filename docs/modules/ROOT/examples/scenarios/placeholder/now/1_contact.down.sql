DROP TABLE contact_${regoin};
