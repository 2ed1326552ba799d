-- The files with images of earlier versions that a version shares: [{"digest": "sha256:...", "size": 1}].
alter table dataset_versions add column parts jsonb not null default '[]';

create index dataset_versions_packed on dataset_versions (packed_digest);
create index dataset_versions_parts on dataset_versions using gin (parts jsonb_path_ops);
