INSERT INTO kind VALUES ('t', 'tool'), ('u', 'utensil');
INSERT INTO thing (kind, label, weight) VALUES ('t', 'hammer', 1.5), ('u', 'spoon', 0.1), (NULL, 'stone', 120);
INSERT INTO store.log (thing_id, day) VALUES (1, '2026-05-01');
REFRESH MATERIALIZED VIEW light;
