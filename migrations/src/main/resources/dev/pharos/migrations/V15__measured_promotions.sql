-- What a promotion waits for: {"inspection": "...", "model": "...", "version": 2, "champion": 1,
-- "wish": {...}}
alter table automation_firings add column measurement jsonb;
