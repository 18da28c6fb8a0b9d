CREATE TABLE kind (
    code TEXT COLLATE NOCASE PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) WITHOUT ROWID;

CREATE TABLE thing (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     TEXT REFERENCES kind ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    label    VARCHAR(40) NOT NULL DEFAULT 'no label; ''yet''',
    weight   REAL CONSTRAINT some_weight CHECK (weight > 0),
    made     TEXT DEFAULT CURRENT_TIMESTAMP,
    heavy    INTEGER GENERATED ALWAYS AS (weight > 100) STORED,
    "a name" ANY,
    UNIQUE (label, weight) ON CONFLICT IGNORE,
    CHECK (label <> kind)
);

CREATE TABLE pair (
    one INTEGER NOT NULL,
    two INTEGER NOT NULL,
    PRIMARY KEY (two, one),
    FOREIGN KEY (one) REFERENCES thing (id)
) STRICT;

INSERT INTO kind VALUES ('t', 'tool'), ('u', 'utensil');
INSERT INTO thing (kind, label, weight) VALUES ('t', 'hammer', 1.5), ('u', 'spoon', 0.1), (NULL, 'stone', 120);

CREATE INDEX thing_by_label ON thing (lower(label), weight DESC) WHERE weight IS NOT NULL;
CREATE UNIQUE INDEX "by a name" ON thing ("a name" COLLATE NOCASE);

CREATE VIEW heavy AS
SELECT label -- what it is called
FROM thing WHERE heavy;

CREATE TRIGGER thing_no_less AFTER UPDATE OF weight ON thing WHEN NEW.weight < OLD.weight
BEGIN
    SELECT RAISE(ABORT, 'it weighs; what it weighs');
END;

CREATE VIRTUAL TABLE words USING fts5(word);
