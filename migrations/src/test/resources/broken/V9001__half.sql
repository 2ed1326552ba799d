alter table datasets add column half text;
alter table there_is_no_such_table add column x int;
