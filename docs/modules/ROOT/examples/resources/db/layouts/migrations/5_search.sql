CREATE INDEX team_founded ON team (founded);
