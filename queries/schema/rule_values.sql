-- One row per setting of the program: its key and its value as TOML, for people to read.
create table rule_values (
    in_force_from date not null,
    key varchar not null,
    value varchar not null,
    primary key (in_force_from, key),
)
