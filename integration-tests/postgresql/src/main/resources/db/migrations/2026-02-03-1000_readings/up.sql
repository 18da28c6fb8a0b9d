CREATE TABLE reading (
    station int REFERENCES station (id),
    at      timestamptz NOT NULL,
    celsius numeric(4, 1) NOT NULL
);

ALTER TABLE station ADD COLUMN coldest numeric(4, 1);

CREATE FUNCTION keep_coldest() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    UPDATE station SET coldest = least(coldest, NEW.celsius) WHERE id = NEW.station;
    RETURN NEW;
END;
$body$;

CREATE TRIGGER reading_keeps_coldest AFTER INSERT ON reading
    FOR EACH ROW EXECUTE FUNCTION keep_coldest();
