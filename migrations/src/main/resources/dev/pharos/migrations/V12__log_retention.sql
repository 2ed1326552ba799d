-- Log lines are deleted by age; a block-range index finds them among very many and costs next to
-- nothing to write.
create index log_lines_by_time on log_lines using brin (at);
