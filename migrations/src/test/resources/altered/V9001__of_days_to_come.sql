alter table datasets add column note text not null default 'altered after it was applied';
