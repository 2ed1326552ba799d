-- How many files were left out: the reports name the first ten thousand.
alter table dataset_versions add column left_out bigint not null default 0;
update dataset_versions set left_out = jsonb_array_length(bad_files);
alter table dataset_imports add column left_out bigint not null default 0;
update dataset_imports set left_out = jsonb_array_length(bad_files);
