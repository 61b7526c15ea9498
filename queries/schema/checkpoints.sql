-- One row per checkpoint of a program year (docs/rules.md section 1).
create table checkpoints (
    checkpoint date primary key,
    year integer not null,
    is_final boolean not null,  -- the last one of its year
)
