-- One row per checkpoint of a program year (docs/rules.md section 1). A day sees those up to it by
-- the settings in force on each of them, and those after it by its own settings.
create table checkpoints (
    in_force_from date not null,
    checkpoint date not null,
    year integer not null,
    is_final boolean not null,  -- the last one of its year
    primary key (in_force_from, checkpoint),
)
