CREATE INDEX team_founded ON team USING brin (founded);
