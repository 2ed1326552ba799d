alter table datasets add column note text not null default 'kept';
