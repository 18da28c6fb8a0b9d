-- What is set here ends with this script.
SET search_path = '';
SET TimeZone = 'Antarctica/Troll';
SET statement_timeout = '5min';

INSERT INTO public.reading (station, at, celsius) VALUES
    (1, '2026-01-20 06:00', -21.4),
    (1, '2026-02-02 06:00', -17.0),
    (2, '2026-01-20 06:00', -1.5);
