-- One row per standard benefit.
create table rule_benefits (
    in_force_from date not null,
    benefit varchar not null,  -- [benefits.standard]
    primary key (in_force_from, benefit),
)
