create index concurrently datasets_by_team on datasets (team);
